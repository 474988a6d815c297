import type { Bar, Scale } from "./scale";
import { t } from "../words";

interface Props {
  name: string;
  scale: Scale;
  bars: readonly Bar[];
  /** Both ends, null where open. */
  from: number | null;
  to: number | null;
  say: (value: number) => string;
  onChange: (from: number | null, to: number | null) => void;
}

/** Two handles on a scale, over a picture of how many things lie where. */
export function Span({ name, scale, bars, from, to, say, onChange }: Props) {
  const low = from === null ? 0 : Math.floor(scale.place(from));
  const high = to === null ? scale.steps : Math.ceil(scale.place(to));
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  const set = (nextLow: number, nextHigh: number): void => {
    onChange(nextLow <= 0 ? null : scale.value(nextLow), nextHigh >= scale.steps ? null : scale.value(nextHigh));
  };
  return (
    <div class="span">
      <svg class="bars" viewBox={`0 0 ${Math.max(1, scale.steps)} 1`} preserveAspectRatio="none" aria-hidden="true">
        {bars.map((bar) => {
          const tall = bar.count === 0 ? 0 : Math.max(0.04, bar.count / most);
          return <rect key={bar.from} class={bar.isIn ? "in" : "out"} x={bar.from + (bar.to - bar.from) * 0.08} y={1 - tall} width={Math.max(0.05, (bar.to - bar.from) * 0.84)} height={tall} />;
        })}
      </svg>
      <div class="handles">
        <span class="track" style={{ "--low": `${(low / Math.max(1, scale.steps)) * 100}%`, "--high": `${(high / Math.max(1, scale.steps)) * 100}%` }} />
        <input
          type="range" min={0} max={scale.steps} step={1} value={low}
          aria-label={`${name} ${t("facets.from")}`} aria-valuetext={say(scale.value(low))}
          onInput={(event) => set(Math.min(Number(event.currentTarget.value), high), high)}
        />
        <input
          type="range" min={0} max={scale.steps} step={1} value={high}
          aria-label={`${name} ${t("facets.to")}`} aria-valuetext={say(scale.value(high))}
          onInput={(event) => set(low, Math.max(Number(event.currentTarget.value), low))}
        />
      </div>
    </div>
  );
}

interface FieldProps {
  label: string;
  value: number | null;
  placeholder: string;
  onChange: (value: number | null) => void;
}

/** The same end as a number to type. */
export function NumberField({ label, value, placeholder, onChange }: FieldProps) {
  return (
    <input
      type="number" class="field end" aria-label={label} placeholder={placeholder} value={value ?? ""}
      onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.valueAsNumber)}
    />
  );
}

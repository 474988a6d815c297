import { signal } from "@preact/signals";
import { size } from "./viewport";

/** What is told about what the pointer or the keyboard is at; null for nothing. Pixels from the left upper corner. */
export const tip = signal<{ x: number; y: number; title: string; lines: string[] } | null>(null);

export function Tip() {
  const now = tip.value;
  if (!now) return null;
  const isLeft = now.x > size.value.width / 2;
  const isLow = now.y > size.value.height / 2;
  return (
    <div
      class="map-tip"
      aria-hidden="true"
      style={{ transform: `translate(${now.x}px, ${now.y}px) translate(${isLeft ? "calc(-100% - 12px)" : "12px"}, ${isLow ? "calc(-100% - 12px)" : "12px"})` }}
    >
      <strong>{now.title}</strong>
      {now.lines.map((line) => <span key={line}>{line}</span>)}
    </div>
  );
}

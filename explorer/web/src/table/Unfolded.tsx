import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { source } from "../data/current";
import { SourceError } from "../data/source";
import type { Description } from "../data/types";
import { ThingButton } from "../details/ThingButton";
import { More } from "../details/More";
import { relations } from "../details/relations";
import { lang } from "../state/state";
import { number, t } from "../words";

interface Props {
  id: string;
  label: string;
  onHeight: (height: number) => void;
}

/** Everything that a thing is linked to, by relation: what the network draws, in words. */
export function Unfolded({ id, label, onHeight }: Props) {
  const [about, setAbout] = useState<Description | null>(null);
  const [problem, setProblem] = useState("");
  const box = useRef<HTMLDivElement>(null);
  const language = lang.value;
  useEffect(() => {
    const controller = new AbortController();
    source().thing(id, controller.signal).then(setAbout, (reason: unknown) => {
      if (!controller.signal.aborted) setProblem(reason instanceof SourceError ? reason.message : String(reason));
    });
    return () => controller.abort();
  }, [id, language]);
  useLayoutEffect(() => {
    const element = box.current!;
    const observer = new ResizeObserver(() => onHeight(element.offsetHeight));
    observer.observe(element);
    onHeight(element.offsetHeight);
    return () => observer.disconnect();
  }, []);
  const groups = about ? relations(about) : [];
  return (
    <div class="unfolded" ref={box} role="group" aria-label={t("table.relations", { name: label })}>
      {problem && <p role="alert">{problem}</p>}
      {!about && !problem && <p class="muted">{t("table.row.loading")}</p>}
      {about && groups.length === 0 && <p class="muted">{t("table.relations.none")}</p>}
      <dl>
        {groups.map((group) => (
          <div key={group.key}>
            <dt>{group.label} <span class="count">{number(group.things.length)}</span></dt>
            <dd>
              <More
                items={group.things}
                first={12}
                render={({ thing, note }) => (
                  <li key={thing.id}><ThingButton thing={thing} />{note && <span class="muted"> {note}</span>}</li>
                )}
              />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

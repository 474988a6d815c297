import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";

/** Something that is drawn only once somebody unfolds it. */
export function Unfold({ summary, kind = "", children }: { summary: ComponentChildren; kind?: string; children: ComponentChildren }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class={`opens ${kind}`.trim()} onToggle={(event) => { if (event.currentTarget.open) setOpen(true); }}>
      <summary>{summary}</summary>
      {isOpen && children}
    </details>
  );
}

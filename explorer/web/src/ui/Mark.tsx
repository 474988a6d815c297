import { kindOf, SHAPES } from "../kinds";

/** The sign of a class of things: its shape in its colour. */
export function Mark({ type }: { type: string }) {
  const kind = kindOf(type);
  return (
    <svg class="mark" viewBox="-1.4 -1.4 2.8 2.8" aria-hidden="true" focusable="false" data-kind={type}>
      <path d={SHAPES[kind.shape]} fill={kind.fill} />
    </svg>
  );
}

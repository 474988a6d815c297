const PATHS = {
  search: "M10.5 10.5 15 15M6.5 12a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Z",
  close: "m3.5 3.5 9 9m0-9-9 9",
  filter: "M1.5 3.5h13M4 8h8m-5.5 4.5h3",
  undo: "M5.5 3 2 6.5 5.5 10M2.5 6.5H10a4 4 0 0 1 0 8H7",
  redo: "M10.5 3 14 6.5 10.5 10M13.5 6.5H6a4 4 0 0 0 0 8h3",
  sun: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8 1v1.5m0 11V15M1 8h1.5m11 0H15M3 3l1 1m8 8 1 1m0-10-1 1m-8 8-1 1",
  moon: "M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3Z",
  auto: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 1.5v13m2-11.5v10m2-8.5v7",
  link: "M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3.2 3.2 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3.2 3.2 0 0 1 3 8.5L4.5 7",
  download: "M8 1.5v9m0 0L4.5 7M8 10.5 11.5 7M2 14h12",
  print: "M4.5 6V1.5h7V6M4.5 11.5H2V6h12v5.5h-2.5m-7-2h7v5h-7z",
  plus: "M8 2.5v11M2.5 8h11",
  minus: "M2.5 8h11",
  fit: "M1.5 5.5v-4h4m5 0h4v4m0 5v4h-4m-5 0h-4v-4",
  pin: "M8 10v5M4.5 10h7L10 6.5V2H6v4.5z",
  eye: "M1 8s2.5-4.5 7-4.5S15 8 15 8s-2.5 4.5-7 4.5S1 8 1 8Zm7 2a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  hide: "M2 2l12 12M6.5 4a7 7 0 0 1 1.5-.5C12.5 3.5 15 8 15 8a12 12 0 0 1-2 2.5M10 12.2A7 7 0 0 1 8 12.5C3.5 12.5 1 8 1 8a12 12 0 0 1 3-3.5",
  expand: "M8 5.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8 1v2m0 10v2M1 8h2m10 0h2M3 3l1.5 1.5M11.5 11.5 13 13M13 3l-1.5 1.5M4.5 11.5 3 13",
  path: "M3 13.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Zm10-8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4.5 12H9a2.5 2.5 0 0 0 0-5H7a2.5 2.5 0 0 1 0-3h4.5",
  lasso: "M8 2C4.5 2 1.5 3.8 1.5 6.3S4.5 10.5 8 10.5s6.5-1.7 6.5-4.2S11.5 2 8 2ZM4.5 10a2 2 0 1 0-.5 3.5c1 0 1.5.5 1.5 1.5",
  left: "M10 3 5 8l5 5",
  right: "m6 3 5 5-5 5",
  down: "m3 6 5 5 5-5",
  up: "m3 10 5-5 5 5",
  quote: "M6.5 4H3v4.5h3.5V4Zm0 4.5C6.5 11 5 12 3.5 12.5M13 4H9.5v4.5H13V4Zm0 4.5c0 2.5-1.5 3.5-3 4",
  info: "M8 14.5a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM8 7v4.5M8 4.5v.5",
  more: "M3 8h.01M8 8h.01M13 8h.01",
} as const;

export type IconName = keyof typeof PATHS;

/** A small picture beside words, or alone in a button that has a name of its own. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

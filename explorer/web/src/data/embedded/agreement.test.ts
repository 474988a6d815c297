import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { INITIAL, NO_FILTER, state } from "../../state/state";
import { Embedded } from "../embedded";
import type { Source } from "../source";

/** A question to a source, and what the server answers to it (tests/explorer/test_snapshot_agreement.py writes them). */
interface Case {
  lang: "de" | "en";
  call: "facets" | "table" | "network" | "map" | "search" | "thing" | "paths";
  filter?: object;
  arguments: unknown[];
  expected: unknown;
}

const folder = process.env.VERBUND_CASES ?? "";

it.skipIf(!existsSync(folder))("answers as the server does", async () => {
  const bytes = (name: string): ArrayBuffer => new Uint8Array(readFileSync(`${folder}/${name}`)).buffer;
  const source = await Embedded.open((name) => Promise.resolve(bytes(name)));
  const cases = JSON.parse(readFileSync(`${folder}/cases.json`, "utf-8")) as Case[];
  for (const one of cases) {
    state.value = { ...INITIAL, lang: one.lang };
    expect.soft(await answered(source, one), JSON.stringify({ ...one, expected: undefined })).toEqual(one.expected);
  }
  writeFileSync(`${folder}/done`, String(cases.length));
});

async function answered(source: Source, { call, filter, arguments: rest }: Case): Promise<unknown> {
  const whole = { ...NO_FILTER, ...filter };
  const [first, second] = rest as [never, never];
  switch (call) {
    case "facets": return { ...(await source.facets(whole, first)), took_ms: 0 };
    case "table": return source.table({ filter: whole, ...(first as object) } as never);
    case "network": return withoutPlaces(await source.network({ filter: whole, ...(first as object) } as never));
    case "map": return source.map(whole, first, second);
    case "search": return source.search(first, second);
    case "thing": return source.thing(first);
    case "paths": return source.paths(first, second);
  }
}

/** A file has one picture of all its things, a server draws each selection anew. */
function withoutPlaces({ nodes, communities, ...rest }: Awaited<ReturnType<Source["network"]>>): unknown {
  expect(communities.length).toBeGreaterThan(Math.max(-1, ...nodes.community));
  expect(nodes.x.every(Number.isFinite) && nodes.y.every(Number.isFinite)).toBe(true);
  return { ...rest, nodes: { ...nodes, x: [], y: [], community: [] }, communities: [] };
}

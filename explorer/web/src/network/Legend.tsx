import { useState } from "preact/hooks";
import { change, networkState } from "../state/state";
import { Icon } from "../ui/Icon";
import { Mark } from "../ui/Mark";
import { number, t } from "../words";
import { communityName, kindName } from "./names";
import { type Community, communitiesOf, linesOf, membersOf } from "./palette";
import { drawn, hiddenRelations, lit } from "./session";

/** From this width on there is room for the legend beside the picture. */
const ROOM = 900;

export function Legend() {
  const [isOpen, setOpen] = useState(() => (document.querySelector(".view.network")?.clientWidth ?? 0) >= ROOM);
  const field = drawn.value?.field;
  if (!field || field.nodes === 0) return null;
  return (
    <section class="net-legend net-card" aria-label={t("network.legend")}>
      <button type="button" class="net-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>{t("network.legend")}<Icon name={isOpen ? "down" : "up"} /></button>
      {isOpen && (
        <div class="net-legend-body">
          {networkState.value.colourBy === "community" && <Communities />}
          <Kinds />
          <Relations />
        </div>
      )}
    </section>
  );
}

function Communities() {
  const { network } = drawn.value!.field;
  const communities = communitiesOf(network);
  if (communities.length < 2) return null;
  const mark = (one: Community): void => {
    lit.value = null;
    change({ chosen: membersOf(network, communities, one.number).map((node) => network.nodes.id[node]!) });
  };
  return (
    <>
      <h3>{t("network.communities")}</h3>
      <ul>
        {communities.map((one, rank) => (
          <li key={one.number}>
            <button
              type="button" title={t("network.community.mark", { name: communityName(one, rank) })} onClick={() => mark(one)}
              onPointerEnter={() => (lit.value = one.number)} onPointerLeave={() => (lit.value = null)} onFocus={() => (lit.value = one.number)} onBlur={() => (lit.value = null)}
            >
              <svg class="net-dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill={one.colour} /></svg>
              <span class="net-name">{communityName(one, rank)}</span>
              <span class="count">{number(one.count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Kinds() {
  const { network } = drawn.value!.field;
  const counts = new Array<number>(network.types.length).fill(0);
  for (const type of network.nodes.type) counts[type]! += 1;
  const byColour = networkState.value.colourBy === "type";
  return (
    <>
      <h3>{t("network.kinds")}</h3>
      <ul class={byColour ? undefined : "net-plain"}>
        {network.types.map((type, k) => counts[k]! > 0 && (
          <li key={type} class="net-row"><Mark type={type} /><span class="net-name">{kindName(type, true)}</span><span class="count">{number(counts[k]!)}</span></li>
        ))}
      </ul>
    </>
  );
}

function Relations() {
  const { network } = drawn.value!.field;
  const lines = linesOf(network);
  const counts = new Array<number>(network.relations.length).fill(0);
  for (const relation of network.edges.relation) counts[relation]! += 1;
  const order = [...counts.keys()].filter((k) => counts[k]! > 0).sort((one, other) => counts[other]! - counts[one]!);
  const toggle = (id: string): void => {
    const next = new Set(hiddenRelations.value);
    if (!next.delete(id)) next.add(id);
    hiddenRelations.value = next;
  };
  return (
    <>
      <h3>{t("network.relations")}</h3>
      <ul>
        {order.map((k) => {
          const { id, label } = network.relations[k]!;
          const isShown = !hiddenRelations.value.has(id);
          return (
            <li key={id}>
              <button type="button" aria-pressed={isShown} title={t("network.relation.hide", { name: label })} onClick={() => toggle(id)}>
                <svg class="net-dot" viewBox="0 0 16 10" aria-hidden="true"><path d="M0 5h16" stroke={lines[k]!.colour} stroke-dasharray={lines[k]!.dash.map((one) => one * 0.8).join(" ")} /></svg>
                <span class="net-name">{label}</span>
                <span class="count">{number(counts[k]!)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}

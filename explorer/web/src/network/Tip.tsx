import { useEffect, useRef } from "preact/hooks";
import { Mark } from "../ui/Mark";
import { money, plural, t } from "../words";
import { kindName } from "./names";
import { drawn, hovered, hoveredLink } from "./session";
import type { Stage } from "./stage";
import { radiusOnScreen } from "./view";

/** What is under the pointer, in words beside it. */
export function Tip({ stage }: { stage: Stage }) {
  const box = useRef<HTMLDivElement>(null);
  const network = drawn.value?.field.network;
  const [node, edge] = [hovered.value, hoveredLink.value];
  useEffect(() => {
    const follow = (): void => {
      if (box.current) place(stage, box.current, node, edge);
    };
    follow();
    stage.onFrame = follow;
    return () => (stage.onFrame = () => undefined);
  }, [stage, node, edge, network]);
  if (!network || (node < 0 && edge < 0) || node >= network.nodes.id.length || edge >= network.edges.source.length) return null;
  return <div class="net-tip" ref={box} aria-hidden="true">{node >= 0 ? <ThingTip node={node} /> : <LinkTip edge={edge} />}</div>;
}

function ThingTip({ node }: { node: number }) {
  const { nodes, types, currency, communities } = drawn.value!.field.network;
  const type = types[nodes.type[node]!]!;
  const amount = nodes.amount[node];
  const community = communities[nodes.community[node]!];
  return (
    <>
      <strong>{nodes.label[node]}</strong>
      <span><Mark type={type} />{kindName(type)} · {plural(nodes.links[node]!, "network.links.one", "network.links.many")}{typeof amount === "number" && ` · ${money(amount, currency)}`}</span>
      {community && <span class="muted">{community}</span>}
    </>
  );
}

function LinkTip({ edge }: { edge: number }) {
  const { nodes, edges, relations } = drawn.value!.field.network;
  return (
    <>
      <span>{nodes.label[edges.source[edge]!]}</span>
      <strong>{relations[edges.relation[edge]!]!.label} →</strong>
      <span>{nodes.label[edges.target[edge]!]}</span>
      <span class="hidden">{t("network.link.title")}</span>
    </>
  );
}

const AWAY = 10;

/** Beside the thing, or the middle of the link, where there is room. */
function place(stage: Stage, box: HTMLElement, node: number, edge: number): void {
  const { field, look } = stage;
  if (!field || !look) return;
  const { source, target } = field.network.edges;
  const ends = (node >= 0 ? [node, node] : [source[edge]!, target[edge]!]).map((one) => stage.toPixels(one));
  const view = stage.view();
  const clamp = (value: number, most: number): number => Math.min(Math.max(value, 0), most);
  const [x, y] = [clamp((ends[0]![0] + ends[1]![0]) / 2, view.width), clamp((ends[0]![1] + ends[1]![1]) / 2, view.height)];
  const away = AWAY + (node >= 0 ? radiusOnScreen(look.radius[node]!, look.largest, Math.abs(view.scaleX), field.nodes) : 0);
  const isBelow = y < view.height / 2;
  const left = Math.min(Math.max(x - box.offsetWidth / 2, 8), Math.max(view.width - box.offsetWidth - 8, 8));
  const top = isBelow ? y + away : y - away - box.offsetHeight;
  box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}

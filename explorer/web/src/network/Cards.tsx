import type { ComponentChildren } from "preact";
import { status } from "../data/current";
import type { Citation, Fact, PathStep } from "../data/types";
import { overlay } from "../state/overlay";
import { look, networkState } from "../state/state";
import { Icon } from "../ui/Icon";
import { Loading, Problem } from "../ui/Notice";
import { plural, t } from "../words";
import { clearPath } from "./actions";
import { drawn, linkFacts, pickedLink, tool, way, wayNumber, ways } from "./session";

/** What is laid beside the picture: the way that is looked for or shown, a link's facts, an overlay's name. */
export function Cards() {
  return (
    <div class="net-right">
      <OverlayCard />
      <PathCard />
      <LinkCard />
    </div>
  );
}

interface CardProps {
  title: string;
  close: string;
  onClose: () => void;
  children?: ComponentChildren;
}

function Card({ title, close, onClose, children }: CardProps) {
  return (
    <section class="net-card net-aside" aria-label={title}>
      <header><h3>{title}</h3><button type="button" class="button icon-only" aria-label={close} title={close} onClick={onClose}><Icon name="close" /></button></header>
      {children}
    </section>
  );
}

function OverlayCard() {
  const laid = overlay.value;
  if (!laid) return null;
  return <Card title={laid.title} close={t("network.overlay.clear")} onClose={() => (overlay.value = null)} />;
}

function nameOf(id: string): string {
  const field = drawn.value?.field;
  const node = field?.at.get(id);
  return node === undefined ? "…" : field!.network.nodes.label[node]!;
}

function PathCard() {
  const [from, to] = networkState.value.path;
  if (tool.value !== "path" && !to) return null;
  if (!to) return <Card title={from ? t("network.path.second", { name: nameOf(from) }) : t("network.path.first")} close={t("network.path.clear")} onClose={clearPath} />;
  const steps = way.value;
  const found = ways.value.value;
  return (
    <Card title={t("network.path.title", { from: nameOf(from!), to: nameOf(to) })} close={t("network.path.clear")} onClose={clearPath}>
      <Loading when={ways.loading.value} />
      <Problem of={ways} />
      {found?.length === 0 && <p class="muted">{t("network.path.none")}</p>}
      {found && found.length > 1 && (
        <div class="net-choices">
          {found.map((_, k) => <button key={k} type="button" class="button" aria-pressed={wayNumber.value === k} onClick={() => (wayNumber.value = k)}>{t("network.path.number", { n: k + 1 })}</button>)}
        </div>
      )}
      {steps.length > 0 && <Steps steps={steps} />}
    </Card>
  );
}

function Steps({ steps }: { steps: readonly PathStep[] }) {
  return (
    <>
      <p class="muted">{plural(steps.length, "network.path.steps.one", "network.path.steps.many")}</p>
      <ol class="net-steps">
        <li><ThingButton id={steps[0]!.from.id} label={steps[0]!.from.label} /></li>
        {steps.map((step, k) => (
          <li key={k}>
            <span class="net-step">{step.backwards ? "←" : "→"} {step.label}</span>
            <ThingButton id={step.to.id} label={step.to.label} />
            <Sources of={step.sources} />
          </li>
        ))}
      </ol>
    </>
  );
}

function ThingButton({ id, label }: { id: string; label: string }) {
  return <button type="button" class="net-thing" onClick={() => look(id)}>{label}</button>;
}

function Sources({ of }: { of: readonly Citation[] }) {
  const titles = new Map(status.value.value?.sources.map(({ id, title }) => [id, title]));
  if (of.length === 0) return null;
  return (
    <ul class="net-sources" aria-label={t("network.sources")}>
      {of.map((one, k) => <li key={k}>{[titles.get(one.source) ?? one.source, one.where, one.note].filter(Boolean).join(", ")}</li>)}
    </ul>
  );
}

function LinkCard() {
  const picked = pickedLink.value;
  if (!picked) return null;
  const facts = (linkFacts.value.value?.facts ?? []).filter((fact) => isAbout(fact, picked.to));
  return (
    <Card title={t("network.link.title")} close={t("network.link.close")} onClose={() => (pickedLink.value = null)}>
      <ThingButton id={picked.from} label={nameOf(picked.from)} />
      <p class="net-step">→ {picked.relation}</p>
      <ThingButton id={picked.to} label={nameOf(picked.to)} />
      <Loading when={linkFacts.loading.value} />
      <Problem of={linkFacts} />
      {facts.map((fact, k) => (
        <div key={k} class="net-fact"><strong>{fact.label}</strong><Details of={fact} /><Sources of={fact.sources} /></div>
      ))}
      {linkFacts.value.value && facts.length === 0 && <p class="muted">{t("network.link.none")}</p>}
    </Card>
  );
}

/** The plain values that a fact has beside the thing it leads to, e.g. a role or an amount. */
function Details({ of }: { of: Fact }) {
  const plain = (of.facts ?? []).filter((fact) => typeof fact.value === "string");
  if (plain.length === 0) return null;
  return <span> {plain.map((fact) => `${fact.label}: ${fact.value as string}`).join(", ")}</span>;
}

function isAbout(fact: Fact, id: string): boolean {
  return (typeof fact.value === "object" && fact.value.id === id) || (fact.facts ?? []).some((inner) => isAbout(inner, id));
}

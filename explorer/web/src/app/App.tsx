import { useEffect } from "preact/hooks";
import { CitePanel } from "../cite/CitePanel";
import { DetailsPanel } from "../details/DetailsPanel";
import { source } from "../data/current";
import { FacetsView } from "../facets/FacetsView";
import { MapView } from "../map/MapView";
import { NetworkView } from "../network/NetworkView";
import { PartnersPanel } from "../partners/PartnersPanel";
import { QuestionsPanel } from "../questions/QuestionsPanel";
import { SparqlPanel } from "../sparql/SparqlPanel";
import { change, panel, type Panel, redo, show, type Show, state, undo } from "../state/state";
import { TableView } from "../table/TableView";
import { wide } from "../ui/wide";
import { Icon } from "../ui/Icon";
import { t } from "../words";
import { ChosenBar } from "./ChosenBar";
import { drawer } from "./drawer";
import { Header } from "./Header";
import { Tabs } from "./Tabs";

const VIEWS: readonly Show[] = ["all", "network", "map", "table"];
const PANELS: readonly Panel[] = ["details", "partners", "questions", "sparql", "cite"];

export function App() {
  useEffect(() => {
    document.addEventListener("keydown", shortcuts);
    return () => document.removeEventListener("keydown", shortcuts);
  }, []);
  const shown = show.value;
  const isSeen = (view: Show): boolean => shown === "all" || shown === view;
  return (
    <div class="app" data-show={shown} data-drawer={drawer.value} data-wide={wide.value ? "" : undefined}>
      <a class="skip" href="#table" onClick={skip}>{t("shell.skip")}</a>
      <Header />
      <aside class="facets" aria-label={t("shell.filters")}>
        <CloseDrawer />
        <FacetsView />
      </aside>
      <main class="stage">
        <div class="bar">
          <button type="button" class="button narrow-only" onClick={() => (drawer.value = "facets")}><Icon name="filter" /><span>{t("shell.filters")}</span></button>
          <Tabs
            label={t("shell.views")}
            controls="views"
            now={shown}
            tabs={VIEWS.map((name) => ({ name, label: t(name === "all" ? "shell.view.all" : `${name}.title`) }))}
            onChoose={(name) => change({ show: name }, "none")}
          />
          <ChosenBar />
          <button type="button" class="button narrow-only" onClick={() => (drawer.value = "panel")}><Icon name="info" /><span>{t("shell.panels")}</span></button>
        </div>
        <div class="views" id="views" role="tabpanel" aria-labelledby={`views-tab-${shown}`}>
          {isSeen("network") && <section class="view network" aria-label={t("network.title")}><NetworkView /></section>}
          {isSeen("map") && <section class="view map" aria-label={t("map.title")}><MapView /></section>}
          {isSeen("table") && <section class="view table" id="table" tabIndex={-1} aria-label={t("table.title")}><TableView /></section>}
        </div>
      </main>
      <aside class="panel" aria-label={t("shell.panels")}>
        <CloseDrawer />
        <Tabs
          label={t("shell.panels")}
          controls="panel"
          now={panel.value}
          tabs={panels().map((name) => ({ name, label: t(`${name}.title`) }))}
          onChoose={(name) => change({ panel: name }, "none")}
        />
        <div class="panel-body" id="panel" role="tabpanel" aria-labelledby={`panel-tab-${panel.value}`}>
          <PanelBody />
        </div>
      </aside>
    </div>
  );
}

/** A file has no endpoint to ask. */
function panels(): Panel[] {
  return PANELS.filter((name) => name !== "sparql" || source().kind === "server");
}

function PanelBody() {
  switch (panel.value) {
    case "details": return <DetailsPanel />;
    case "partners": return <PartnersPanel />;
    case "questions": return <QuestionsPanel />;
    case "sparql": return <SparqlPanel />;
    case "cite": return <CitePanel />;
  }
}

function CloseDrawer() {
  return (
    <button type="button" class="button close-drawer" onClick={() => (drawer.value = "")}><Icon name="close" />{t("shell.panel.close")}</button>
  );
}

/** To the table without touching the address, which holds the state. */
function skip(event: MouseEvent): void {
  event.preventDefault();
  if (state.value.show !== "table") change({ show: "table" }, "none");
  requestAnimationFrame(() => document.getElementById("table")?.focus());
}

function shortcuts(event: KeyboardEvent): void {
  if (event.key === "Escape" && drawer.value) drawer.value = "";
  const target = event.target as HTMLElement;
  const isTyping = target.isContentEditable || target.matches("input, textarea, select");
  if (isTyping) return;
  const isUndo = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
  if (isUndo) {
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") {
    event.preventDefault();
    redo();
  } else if (event.key === "/" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("search")?.focus();
  }
}

import { status } from "../data/current";
import type { PartnerRequest } from "../data/types";
import { change, INITIAL, partnersState } from "../state/state";
import { ThingField } from "../ui/ThingField";
import { ThingsField } from "../ui/ThingsField";
import { t } from "../words";
import { isComplete, optionsSet, requestOf } from "./answer";
import { wordOr } from "./wording";

const set = (parts: Partial<PartnerRequest>): void => change({ partners: parts });

/** The request: what partners are sought for and where, and the rest behind "more". */
export function PartnersForm() {
  const request = partnersState.value;
  const options = optionsSet(requestOf(request));
  return (
    <form class="form" onSubmit={(event) => event.preventDefault()}>
      <ThingField
        id="partners-thing" label={t("partners.thing")} value={request.thing} placeholder={t("partners.thing.placeholder")}
        types={["Initiative", "Project", "Organisation", "Programme"]} suggestions={status.value.value?.seekers ?? []}
        onChange={(thing) => change({ partners: { thing, name: "" } })}
      />
      <ThingField
        id="partners-in" label={t("partners.in")} value={request.in} types={["Region"]} placeholder={t("partners.in.placeholder")}
        onChange={(area) => set({ in: area })}
      />
      <details class="options" open={options > 0}>
        <summary>{options ? t("partners.more.set", { n: options }) : t("partners.more")}</summary>
        <Options request={request} />
      </details>
    </form>
  );
}

function Options({ request }: { request: PartnerRequest }) {
  return (
    <div class="form">
      <div class="form-row">
        <ThingField id="partners-near" label={t("partners.near")} value={request.near} types={["Region"]} onChange={(near) => set({ near })} />
        <NumberField id="partners-radius" label={t("partners.radius")} value={request.radius} onChange={(radius) => set({ radius })} />
      </div>
      {!isComplete(request) && <p class="help" role="status">{t("partners.radius.needed")}</p>}
      <ThingsField id="partners-theme" label={t("partners.theme")} values={request.theme} types={["Theme"]} onChange={(theme) => set({ theme })} />
      {request.theme.length > 1 && <Choice id="partners-match" label={t("partners.match")} value={request.match || "any"} choices={["any", "all"]} word="partners.match" onChange={(match) => set({ match: match === "any" ? "" : match })} />}
      <ThingsField id="partners-programme" label={t("partners.programme")} values={request.programme} types={["Programme"]} onChange={(programme) => set({ programme })} />
      <ThingsField
        id="partners-kind" label={t("partners.kind")} values={request.kind} fixed onChange={(kind) => set({ kind })}
        suggestions={t("partners.kind.list").split("|").map((label) => ({ id: label, label, type: "" }))}
      />
      <div class="form-row">
        <Choice id="partners-role" label={t("partners.role")} value={request.role || "any"} choices={["any", "coordinator", "partner", "beneficiary", "associated"]} word="partners.role" onChange={(role) => set({ role: role === "any" ? "" : role })} />
        <Choice id="partners-type" label={t("partners.type")} value={request.type || "any"} choices={["any", "project", "organisation"]} word="partners.type" onChange={(type) => set({ type: type === "any" ? "" : type })} />
      </div>
      <label class="check"><input type="checkbox" checked={request.known} onChange={(event) => set({ known: event.currentTarget.checked })} />{t("partners.known")}</label>
      <label class="check"><input type="checkbox" checked={request.diverse} onChange={(event) => set({ diverse: event.currentTarget.checked })} />{t("partners.diverse")}</label>
      <div class="form-row">
        <NumberField id="partners-limit" label={t("partners.limit")} value={request.limit} onChange={(limit) => set({ limit: Math.max(1, Math.min(100, Math.round(limit ?? INITIAL.partners.limit))) })} />
        <button type="button" class="button" onClick={() => set({ ...requestOf(INITIAL.partners), thing: request.thing, in: request.in })}>{t("partners.reset")}</button>
      </div>
    </div>
  );
}

function NumberField({ id, label, value, onChange }: { id: string; label: string; value: number | null; onChange: (value: number | null) => void }) {
  return (
    <div>
      <label class="label" for={id}>{label}</label>
      <input
        class="field" id={id} type="number" min="1" value={value ?? ""}
        onChange={(event) => onChange(event.currentTarget.value === "" ? null : event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}

interface ChoiceProps<Name extends string> {
  id: string;
  label: string;
  value: string;
  choices: readonly Name[];
  word: "partners.match" | "partners.role" | "partners.type";
  onChange: (value: Name) => void;
}

function Choice<Name extends "any" | "all" | "coordinator" | "partner" | "beneficiary" | "associated" | "project" | "organisation">({ id, label, value, choices, word, onChange }: ChoiceProps<Name>) {
  return (
    <div>
      <label class="label" for={id}>{label}</label>
      <select class="field" id={id} value={value} onChange={(event) => onChange(event.currentTarget.value as Name)}>
        {choices.map((one) => <option key={one} value={one} selected={one === value}>{wordOr(`${word}.${one}`, one)}</option>)}
      </select>
    </div>
  );
}

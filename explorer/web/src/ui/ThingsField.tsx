import { t } from "../words";
import { nameOf } from "./names";
import { ThingField, type ThingFieldProps } from "./ThingField";

type Props = Omit<ThingFieldProps, "value" | "onChange" | "required"> & {
  values: string[];
  onChange: (values: string[]) => void;
};

/** A field for several things: those chosen as chips, and a field that adds one. */
export function ThingsField({ values, onChange, ...rest }: Props) {
  const add = (value: string): void => {
    if (value && !values.includes(value)) onChange([...values, value]);
  };
  return (
    <div class="things-field">
      <ThingField {...rest} key={values.length} value="" onChange={add} />
      {values.length > 0 && (
        <ul class="thing-chips" aria-label={rest.label}>
          {values.map((value) => (
            <li key={value} class="thing-chip">
              <span>{nameOf(value)}</span>
              <button
                type="button" aria-label={t("partners.field.remove", { name: nameOf(value) })}
                onClick={() => onChange(values.filter((one) => one !== value))}
              >×</button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

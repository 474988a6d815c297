import type { Thing } from "../data/types";
import { look } from "../state/state";
import { kindName } from "../ui/kindName";
import { Mark } from "../ui/Mark";

interface Props {
  thing: Thing;
  onLook?: (id: string) => void;
}

/** A thing by its sign and name; pressing it shows its facts. */
export function ThingButton({ thing, onLook = look }: Props) {
  return (
    <button type="button" class="thing-button" onClick={() => onLook(thing.id)}>
      <Mark type={thing.type} />
      <span class="name">{thing.label}</span>
      <span class="hidden"> ({kindName(thing.type)})</span>
    </button>
  );
}

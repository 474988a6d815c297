import { t, type Word } from "../words";

const ROLES: readonly string[] = ["coordinator", "partner", "beneficiary", "associated", "third-party", "subcontractor"];

/** A role of a participation in words; one that is not known as it is written. */
export function roleName(role: string): string {
  return ROLES.includes(role) ? t(`facets.role.${role}` as Word) : role;
}

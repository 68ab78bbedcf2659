import { useDirectory } from "../organization/directory.ts";
import { listed } from "../audit/change-words.ts";

/** The people who can give a reader more rights, by name. */
export function WhoGrants() {
  const { people } = useDirectory();
  const names = [...people.values()]
    .filter((person) => person.state === "active" && (person.role === "owner" || person.role === "admin"))
    .map((person) => person.name);
  if (names.length === 0) return "an owner or admin of the organization";
  return names.length > 4
    ? `${names.slice(0, 3).join(", ")} or another owner or admin`
    : listed(names).replace(" and ", " or ");
}

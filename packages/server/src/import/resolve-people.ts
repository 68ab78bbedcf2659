import type { Reporting } from "./reporting.ts";
import type { Session } from "./session.ts";
import { wanted } from "./compare-known.ts";

interface KnownPerson {
  readonly person_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly external_id: string | null;
  readonly state: "active" | "recorded" | "removed";
}

const folded = (text: string): string => text.trim().toLowerCase();
const standing = { active: 0, recorded: 1, removed: 2 } as const;

/**
 * Finds the person behind each name of the source: known from an import before, by email address, or by a name that only
 * one person here has. The others are made as recorded people, who have no access until they are invited.
 * Leaves `map_people (name, person_id, is_new)`.
 */
export async function resolvePeople(session: Session, reporting: Reporting, newId: () => string): Promise<void> {
  await session.run(
    "create temp table map_people (name text not null, person_id uuid not null, is_new boolean not null)",
  );
  const names = await session.rows<{ name: string }>(`
    select distinct name from (
      select record ->> 'owner' as name from ${wanted}
      union all select record ->> 'requester' from ${wanted}
      union all select jsonb_array_elements_text(record -> 'contributors') from ${wanted}
      union all select jsonb_array_elements_text(record -> 'watchers') from ${wanted}
      union all select jsonb_array_elements_text(f -> 'values') from (select jsonb_array_elements(record -> 'fields') as f from ${wanted}) x where f ->> 'kind' = 'person'
      union all select person from told_events
      union all select jsonb_array_elements_text(f -> 'values') from (select jsonb_array_elements(changes) as f from told_events where changes is not null) x where f ->> 'kind' = 'person'
      union all select author from told_comments
    ) n where name is not null order by name`);
  if (names.length === 0) return;
  const people = await session.rows<KnownPerson>(
    "select person_id, name, email, external_id, state from people where organization_id = current_organization() and kind = 'person'",
  );
  const byExternal = new Map(people.flatMap((one) => (one.external_id === null ? [] : [[one.external_id, one]])));
  const byEmail = best(people, (one) => one.email);
  const byName = best(people, (one) => one.name);
  const made = new Map<string, string>();
  const rows: [string, string, boolean][] = [];
  const ambiguous: string[] = [];
  for (const { name } of names) {
    const key = folded(name);
    const found = byExternal.get(key) ?? byEmail.get(key)?.one ?? byName.get(key)?.one;
    if (found) {
      rows.push([name, found.person_id, false]);
      continue;
    }
    if (byName.get(key)) ambiguous.push(name);
    const id = made.get(key) ?? newId();
    made.set(key, id);
    rows.push([name, id, true]);
  }
  await session.copy("map_people", ["name", "person_id", "is_new"], rows);
  await session.run("create unique index on map_people (name); analyze map_people");
  if (ambiguous.length > 0)
    await reporting.add(
      session,
      "person_ambiguous",
      "note",
      `select null::bigint as line, null as column_name, name as value,
        'Several people here are called ' || name || ', so a person of this name is recorded apart. Invite them under the right one, or rename.' as sentence
        from unnest($1::text[]) as name`,
      [ambiguous],
    );
}

/** Of those with the same text, the one with the most standing; `one` is missing where several have it. */
function best(people: readonly KnownPerson[], text: (one: KnownPerson) => string | null) {
  const found = new Map<string, { readonly rank: number; readonly one: KnownPerson | undefined }>();
  for (const person of people) {
    const key = text(person);
    if (key === null) continue;
    const rank = standing[person.state];
    const other = found.get(folded(key));
    if (!other || rank < other.rank) found.set(folded(key), { rank, one: person });
    else if (rank === other.rank) found.set(folded(key), { rank, one: undefined });
  }
  return found;
}

/** Writes the recorded people who are new. */
export const insertPeople = `
  insert into people (organization_id, person_id, name, email, role, state, external_id, joined_at)
  select current_organization(), person_id, min(name), case when min(name) ~ '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$' and length(min(name)) <= 254 then lower(min(name)) end,
    'member', 'recorded', lower(btrim(min(name))), $1
  from map_people where is_new group by person_id`;

import type { FieldKind } from "@throughline/domain/intake/import/import-mapping";
import { ArrangingRefusal } from "./arranging-refusal.ts";
import { wanted } from "./compare-known.ts";
import type { Reporting } from "./reporting.ts";
import type { Session } from "./session.ts";

export interface ResolvedField {
  /** As the source calls it. */
  readonly source: string;
  readonly fieldId: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly isNew: boolean;
  /** All of a choice's choices, those that are here already first. */
  readonly choices: readonly { readonly id: string; readonly name: string }[] | null;
}

interface Use {
  readonly name: string;
  readonly kinds: FieldKind[];
  readonly most: number;
  readonly distinct: number;
  readonly longest: number;
  readonly has_times: boolean;
  readonly has_no_address: boolean;
}

interface KnownField {
  readonly field_id: string;
  readonly name: string;
  readonly kind: FieldKind;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly external_id: string | null;
  readonly is_archived: boolean;
}

export const mostFields = 200;
const mostChoices = 500;
const longestChoice = 100;
const longestName = 80;
const folded = (text: string): string => text.trim().toLowerCase();

/**
 * The custom fields that the source's values need, made only where a value turns up. A field here holds one value of its
 * kind; where the source has several for one item, or values that the kind cannot hold, the field is text and holds them all.
 * Leaves `field_values` (what was told) and `map_fields (name, field_id, kind)`.
 * @param teamColumn the column whose team each item keeps as a field, since the item itself belongs to the team of its stage.
 */
export async function resolveFields(
  session: Session,
  teamColumn: string | null,
  reporting: Reporting,
  newId: () => string,
): Promise<ResolvedField[]> {
  await session.run(`
    create temp table field_values as
      select external_id, null::bigint as sequence, f ->> 'name' as name, f ->> 'kind' as kind, f -> 'values' as vals
      from (select external_id, jsonb_array_elements(record -> 'fields') as f from ${wanted}) x
      union all
      select external_id, sequence, f ->> 'name', f ->> 'kind', f -> 'values'
      from (select external_id, sequence, jsonb_array_elements(changes) as f from told_events where changes is not null) x`);
  if (teamColumn !== null)
    await session.run(
      `insert into field_values select external_id, null, $1, 'choice', jsonb_build_array(record -> 'team') from ${wanted} and record ->> 'team' is not null`,
      [teamColumn],
    );
  await session.run(
    "analyze field_values; create temp table map_fields (name text not null, field_id uuid not null, kind text not null)",
  );
  const uses = await session.rows<Use & Record<string, unknown>>(`
    select f.name, array_agg(distinct f.kind) as kinds, max(v.n)::int as most, count(distinct v.value)::int as distinct, max(length(v.value))::int as longest,
      bool_or(f.kind = 'date' and length(v.value) > 10) as has_times,
      bool_or(f.kind = 'link' and v.value !~ '^https?://[^[:space:]/]+') as has_no_address
    from field_values f, jsonb_array_elements_text(f.vals) with ordinality as v (value, n)
    group by f.name order by f.name`);
  if (uses.length > mostFields)
    throw new ArrangingRefusal(
      "too_many_fields",
      `The file has ${uses.length} columns that would become custom fields; at most ${mostFields} may. Set the others aside in the mapping.`,
    );
  const known = await session.rows<KnownField & Record<string, unknown>>(
    "select field_id, name, kind, choices, external_id, archived_at is not null as is_archived from fields where organization_id = current_organization()",
  );
  const names = new Set(known.filter((one) => !one.is_archived).map((one) => folded(one.name)));
  const resolved: ResolvedField[] = [];
  const asText: string[] = [];
  for (const use of uses) {
    const [told] = use.kinds as [FieldKind, ...FieldKind[]];
    const fits =
      use.kinds.length === 1 &&
      use.most === 1 &&
      !use.has_times &&
      !use.has_no_address &&
      (told !== "choice" || (use.distinct <= mostChoices && use.longest <= longestChoice));
    let kind: FieldKind = fits ? told : "text";
    const matches = known.filter(
      (one) => !one.is_archived && (one.external_id === folded(use.name) || folded(one.name) === folded(use.name)),
    );
    let match = matches.find((one) => one.kind === kind);
    let choices = kind === "choice" ? await choicesOf(session, use.name, match) : null;
    if (choices && choices.length > mostChoices) {
      kind = "text";
      choices = null;
      match = undefined;
    }
    match ??= matches.find((one) => one.kind === "text");
    if (match) ({ kind } = match);
    if (kind === "text" && told !== "text") asText.push(use.name);
    const name = match?.name ?? freeName(use.name, names);
    names.add(folded(name));
    resolved.push({
      source: use.name,
      fieldId: match?.field_id ?? newId(),
      name,
      kind,
      isNew: !match,
      choices: kind === "choice" ? choices : null,
    });
  }
  await session.copy(
    "map_fields",
    ["name", "field_id", "kind"],
    resolved.map((field) => [field.source, field.fieldId, field.kind]),
  );
  await session.run("create unique index on map_fields (name); analyze map_fields");
  await tell(session, reporting, asText, resolved);
  return resolved;
}

async function choicesOf(session: Session, name: string, match: KnownField | undefined) {
  const told = await session.rows<{ value: string }>(
    `select v as value from field_values f, jsonb_array_elements_text(f.vals) as v where f.name = $1 group by v order by count(*) desc, v limit ${mostChoices + 1}`,
    [name],
  );
  const here = match?.choices ?? [];
  const ids = new Set(here.map((choice) => choice.id));
  return [...here, ...told.filter(({ value }) => !ids.has(value)).map(({ value }) => ({ id: value, name: value }))];
}

function freeName(wish: string, taken: ReadonlySet<string>): string {
  const cut = wish.slice(0, longestName).trim() || "Field";
  if (!taken.has(folded(cut))) return cut;
  for (let number = 2; ; number += 1) {
    const name = `${cut.slice(0, longestName - 6)} (${number})`;
    if (!taken.has(folded(name))) return name;
  }
}

async function tell(
  session: Session,
  reporting: Reporting,
  asText: readonly string[],
  resolved: readonly ResolvedField[],
): Promise<void> {
  if (asText.length > 0)
    await reporting.add(
      session,
      "field_as_text",
      "note",
      `select null::bigint as line, name as column_name, '' as value,
        'Some of the values are several at once, hold a time of day, or are of another kind, so the field is text and keeps them all as they stand.' as sentence from unnest($1::text[]) as name`,
      [asText],
    );
  const renamed = resolved.filter((field) => field.isNew && field.name !== field.source);
  if (renamed.length > 0)
    await reporting.add(
      session,
      "name_cut",
      "note",
      `select null::bigint as line, source as column_name, source as value, 'The field is called ' || name || ' here.' as sentence
        from unnest($1::text[], $2::text[]) as n (source, name)`,
      [renamed.map((field) => field.source), renamed.map((field) => field.name)],
    );
  await reporting.add(
    session,
    "text_cut",
    "changed",
    `select null::bigint as line, f.name as column_name, f.external_id as value, 'The values together have more than 5000 characters; the first 5000 are kept.' as sentence
      from field_values f join map_fields m using (name)
      where m.kind = 'text' and f.sequence is null and jsonb_array_length(f.vals) > 1 and length(array_to_string(array(select jsonb_array_elements_text(f.vals)), ', ')) > 5000`,
  );
}

/** The value a field keeps, from `f` (field_values), `m` (map_fields) and `p` (map_people by the first value). */
export const fieldValue = `case m.kind
  when 'number' then to_jsonb((f.vals ->> 0)::numeric)
  when 'date' then to_jsonb(left(f.vals ->> 0, 10))
  when 'person' then to_jsonb(p.person_id::text)
  when 'text' then to_jsonb(left(array_to_string(array(select jsonb_array_elements_text(f.vals)), ', '), 5000))
  else f.vals -> 0 end`;
export const fieldJoins = `field_values f join map_fields m using (name) left join map_people p on m.kind = 'person' and p.name = f.vals ->> 0`;

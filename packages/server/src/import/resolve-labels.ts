import { wanted } from "./compare-known.ts";
import type { Session } from "./session.ts";

const longestName = 60;

/** Finds or makes the label behind each name. Leaves `map_labels (name, label_id, is_new)`. */
export async function resolveLabels(session: Session, newId: () => string): Promise<void> {
  await session.run(
    "create temp table map_labels (name text not null, label_id uuid not null, is_new boolean not null)",
  );
  const names = await session.rows<{ name: string }>(
    `select distinct jsonb_array_elements_text(record -> 'labels') as name from ${wanted} order by name`,
  );
  const known = new Map(
    (
      await session.rows<{ name: string; label_id: string }>(
        "select lower(name) as name, label_id from labels where organization_id = current_organization() and archived_at is null",
      )
    ).map((row) => [row.name, row.label_id]),
  );
  const made = new Map<string, string>();
  await session.copy(
    "map_labels",
    ["name", "label_id", "is_new"],
    names.map(({ name }) => {
      const key = labelName(name).toLowerCase();
      const found = known.get(key);
      if (found !== undefined) return [name, found, false];
      const id = made.get(key) ?? newId();
      made.set(key, id);
      return [name, id, true];
    }),
  );
  await session.run("create unique index on map_labels (name); analyze map_labels");
}

const labelName = (name: string): string => name.slice(0, longestName).trim();

/** Writes the labels that are new. */
export const insertLabels = `
  insert into labels (organization_id, label_id, name, hue)
  select current_organization(), label_id, btrim(left(min(name), ${longestName})), abs(hashtext(lower(min(name)))) % 360 from map_labels where is_new group by label_id`;

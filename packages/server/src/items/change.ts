import type { Parsed } from "@throughline/contract/endpoint";
import type { changeItem as changeItemEndpoint } from "@throughline/contract/items";
import type { Actor } from "../access/actor.ts";
import type { Write } from "../db/transaction.ts";
import { indexItem } from "../search/index-item.ts";
import { effortOf } from "./create.ts";
import { checkFields } from "./field-values.ts";
import type { LoadedItem } from "./load.ts";
import { assertParent, setLabels, setPeople } from "./relations.ts";

export type Change = Omit<Parsed<typeof changeItemEndpoint>, "item" | "revision">;

/** Plain columns by the name the contract gives them. */
const columns = {
  title: "title",
  description: "description",
  kind: "kind",
  ownerId: "owner_id",
  requesterId: "requester_id",
  parentId: "parent_id",
  classOfService: "class_of_service",
  value: "value",
  dueOn: "due_on",
} as const satisfies Partial<Record<keyof Change, keyof LoadedItem>>;

/**
 * Writes what differs of a change to a locked item, keeps old and new values as a revision, records the names of what changed.
 * @returns whether anything differed.
 */
export async function changeItem(
  tx: Write,
  actor: Actor,
  item: LoadedItem,
  change: Change,
  now: Date,
): Promise<boolean> {
  const before: Record<string, unknown> = {};
  const after: Record<string, unknown> = {};
  const note = (name: string, was: unknown, is: unknown): boolean => {
    if (JSON.stringify(was) === JSON.stringify(is)) return false;
    before[name] = was;
    after[name] = is;
    return true;
  };
  const set: Record<string, unknown> = {};
  for (const [name, column] of Object.entries(columns) as [
    keyof typeof columns,
    (typeof columns)[keyof typeof columns],
  ][]) {
    const value = change[name];
    if (value !== undefined && note(name, item[column], value)) set[column] = value;
  }
  if (change.effortLow !== undefined || change.effortHigh !== undefined) {
    const effort = effortOf({
      effortLow: change.effortLow === undefined ? item.effort_low : change.effortLow,
      effortHigh: change.effortHigh === undefined ? item.effort_high : change.effortHigh,
    });
    const low = note("effortLow", item.effort_low, effort.effort_low);
    if (note("effortHigh", item.effort_high, effort.effort_high) || low) Object.assign(set, effort);
  }
  if (change.parentId && "parent_id" in set) await assertParent(tx, item.item_id, change.parentId);
  if (change.checklist && note("checklist", item.checklist, change.checklist))
    set["checklist"] = JSON.stringify(change.checklist);
  if (change.fields) {
    const kept = item.fields as Record<string, string | number>;
    const checked = await checkFields(tx, change.fields);
    const merged = Object.fromEntries(
      Object.entries({ ...kept, ...checked }).filter(([id]) => change.fields?.[id] !== null),
    );
    for (const id of Object.keys(change.fields)) note(`fields.${id}`, kept[id] ?? null, merged[id] ?? null);
    if (JSON.stringify(merged) !== JSON.stringify(kept)) set["fields"] = JSON.stringify(merged);
  }
  if (change.labelIds) {
    const labelIds = [...new Set(change.labelIds)].toSorted();
    if (note("labelIds", item.label_ids, labelIds)) await setLabels(tx, item.item_id, labelIds);
  }
  if (change.contributorIds || change.watcherIds) await changePeople(tx, item, change, note);
  const names = Object.keys(after);
  if (names.length === 0) return false;
  await tx.db
    .updateTable("items")
    .set((column) => ({ ...set, updated_at: now, revision: column("revision", "+", 1) }))
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .execute();
  await tx.db
    .insertInto("item_revisions")
    .values({
      organization_id: tx.organizationId,
      item_id: item.item_id,
      revision: item.revision + 1,
      changed_by: actor.personId,
      changed_at: now,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .execute();
  if ("title" in after || "description" in after)
    await indexItem(
      tx,
      item.item_id,
      item.external_id === null ? item.key : `${item.key} ${item.external_id}`,
      change.title ?? item.title,
      change.description ?? item.description,
    );
  tx.record({
    name: "item.changed",
    actorId: actor.personId,
    subjectId: item.item_id,
    itemId: item.item_id,
    occurredAt: now,
    data: {
      changed: names,
      revision: item.revision + 1,
      ...(change.ownerId !== undefined && "ownerId" in after ? { owner: change.ownerId } : {}),
    },
  });
  return true;
}

async function changePeople(
  tx: Write,
  item: LoadedItem,
  change: Change,
  note: (name: string, was: unknown, is: unknown) => boolean,
): Promise<void> {
  const rows = await tx.db
    .selectFrom("item_people")
    .select(["person_id", "part"])
    .where("organization_id", "=", tx.organizationId)
    .where("item_id", "=", item.item_id)
    .orderBy("person_id")
    .execute();
  for (const [part, wanted] of [
    ["contributor", change.contributorIds],
    ["watcher", change.watcherIds],
  ] as const) {
    if (!wanted) continue;
    const was = rows.filter((row) => row.part === part).map((row) => row.person_id);
    const is = [...new Set(wanted)].toSorted();
    if (note(`${part}Ids`, was, is)) await setPeople(tx, item.item_id, part, is);
  }
}

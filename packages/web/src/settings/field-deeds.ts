import type { Input } from "@throughline/contract/endpoint";
import type {
  changeField as changeFieldEndpoint,
  changeLabel as changeLabelEndpoint,
  Field,
  Label,
} from "@throughline/contract/fields";
import { client } from "../client.ts";
import { fieldsQuery, labelsQuery } from "../organization/directory.ts";
import { queryClient } from "../query-client.ts";
import { failureOf } from "../session/use-attempt.ts";
import { showToast, showUndo } from "../ui/toast-queue.ts";

export const showField = (field: Field) =>
  queryClient.setQueryData(fieldsQuery.queryKey, (rows) =>
    rows?.some((row) => row.fieldId === field.fieldId)
      ? rows.map((row) => (row.fieldId === field.fieldId ? field : row))
      : [...(rows ?? []), field],
  );

export const showLabel = (label: Label) =>
  queryClient.setQueryData(labelsQuery.queryKey, (rows) =>
    rows?.some((row) => row.labelId === label.labelId)
      ? rows.map((row) => (row.labelId === label.labelId ? label : row))
      : [...(rows ?? []), label],
  );

/** @throws the refusal; what someone else saved meanwhile is shown then. */
export async function changeField(
  field: Field,
  change: Omit<Input<typeof changeFieldEndpoint>, "fieldId" | "revision">,
): Promise<Field> {
  try {
    const saved = await client.changeField({ fieldId: field.fieldId, revision: field.revision, ...change });
    showField(saved);
    return saved;
  } catch (error) {
    const current = failureOf(error).problem?.current as Field | undefined;
    if (current) showField(current);
    throw error;
  }
}

/** @throws the refusal; what someone else saved meanwhile is shown then. */
export async function changeLabel(
  label: Label,
  change: Omit<Input<typeof changeLabelEndpoint>, "labelId" | "revision">,
): Promise<Label> {
  try {
    const saved = await client.changeLabel({ labelId: label.labelId, revision: label.revision, ...change });
    showLabel(saved);
    return saved;
  } catch (error) {
    const current = failureOf(error).problem?.current as Label | undefined;
    if (current) showLabel(current);
    throw error;
  }
}

/** Puts a field or label away, or brings it back; either can be undone. */
export async function setArchived<T extends { readonly name: string }>(
  thing: T,
  archived: boolean,
  change: (thing: T, archived: boolean) => Promise<T>,
): Promise<void> {
  try {
    const saved = await change(thing, archived);
    showUndo(`${thing.name} is ${archived ? "archived" : "back"}`, () => void setArchived(saved, !archived, change));
  } catch (error) {
    showToast({
      text: `${thing.name} was not ${archived ? "archived" : "brought back"}`,
      detail: failureOf(error).sentence ?? "",
      meaning: "bad",
    });
  }
}

/** Moves a field one place among those in use; only the fields whose place changes are written. */
export async function moveField(fields: readonly Field[], field: Field, by: 1 | -1): Promise<void> {
  const at = fields.findIndex((each) => each.fieldId === field.fieldId);
  const next = fields.toSpliced(at, 1).toSpliced(at + by, 0, field);
  const changed = next.flatMap((each, position) => (each.position === position ? [] : [{ field: each, position }]));
  for (const { field: each, position } of changed) showField({ ...each, position });
  try {
    for (const { field: each, position } of changed) await changeField(each, { position });
  } catch (error) {
    void queryClient.invalidateQueries({ queryKey: fieldsQuery.queryKey });
    showToast({ text: "The order was not changed", detail: failureOf(error).sentence ?? "", meaning: "bad" });
  }
}

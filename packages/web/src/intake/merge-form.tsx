import type { RequestDetail } from "@throughline/contract/requests";
import { useState } from "react";
import { client } from "../client.ts";
import type { Choice } from "../ui/choice-list.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { DeedForm } from "./deed-form.tsx";

/** What a request is merged into. */
export interface MergeTarget {
  readonly kind: "request" | "item";
  readonly id: string;
  readonly title: string;
  /** Key of an item, number of a request. */
  readonly detail: string;
}

/** Finds what a request repeats; what looks alike is offered before anything is typed. */
export function MergeForm({
  request,
  into,
  onMerge,
  onCancel,
}: {
  request: RequestDetail;
  /** What was chosen already. */
  into: MergeTarget | null;
  onMerge: (target: { kind: MergeTarget["kind"]; id: string; name: string }) => void;
  onCancel: () => void;
}) {
  const [chosen, setChosen] = useState<Choice | null>(
    into && { id: `${into.kind}:${into.id}`, name: `${into.detail} ${into.title}` },
  );
  const [isWrong, setWrong] = useState(false);
  const alike = request.possibleDuplicates.map(({ kind, id, title, detail }) => choice(kind, id, title, detail));
  const search = async (text: string, signal: AbortSignal): Promise<readonly Choice[]> => {
    if (text.trim() === "") return alike;
    const { rows } = await client.search({ text, limit: 30 }, { signal });
    return rows
      .filter((row) => (row.kind === "item" || row.kind === "request") && row.id !== request.requestId)
      .map((row) => choice(row.kind, row.id, row.title, row.detail));
  };
  return (
    <DeedForm
      label={`Merge request ${request.number}`}
      verb="Merge"
      onCancel={onCancel}
      onSubmit={() => {
        const [kind, id] = chosen?.id.split(":") ?? [];
        if (!chosen || id === undefined || (kind !== "request" && kind !== "item")) setWrong(true);
        else onMerge({ kind, id, name: chosen.name });
      }}
      hint={`${request.requesterName} follows the other one from then on.`}
    >
      <ComboBox
        label="It repeats"
        description="A request or an item, by number, key or words"
        search={search}
        value={chosen}
        onChange={(next) => {
          setChosen(next);
          setWrong(false);
        }}
        {...(isWrong ? { error: "Choose the request or item it repeats" } : {})}
      />
    </DeedForm>
  );
}

/** Key or number first: titles alike are told apart by it. */
function choice(kind: string, id: string, title: string, detail: string): Choice {
  const [key = "", stage] = detail.split(" · ");
  return { id: `${kind}:${id}`, name: `${key} ${title}`, ...(stage === undefined ? {} : { hint: stage }) };
}

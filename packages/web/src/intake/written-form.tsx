import type { RequestDetail } from "@throughline/contract/requests";
import { useState } from "react";
import { TextArea } from "../ui/text-area.tsx";
import { DeedForm } from "./deed-form.tsx";
import { useDraft } from "./use-draft.ts";

const kinds = {
  decline: {
    label: "Decline",
    field: "Why it is declined",
    wrong: "Say why, so that they know what to do instead",
    most: 2000,
  },
  ask: {
    label: "Ask",
    field: "What you need to know",
    wrong: "Write what you need to know",
    most: 5000,
  },
} as const;

/** A decision that needs words the requester reads: declining, asking. */
export function WrittenForm({
  kind,
  request,
  onSend,
  onCancel,
}: {
  kind: keyof typeof kinds;
  request: RequestDetail;
  onSend: (text: string) => void;
  onCancel: () => void;
}) {
  const { label, field, wrong, most } = kinds[kind];
  const { draft, type } = useDraft(`${kind}.${request.requestId}`, "");
  const [isWrong, setWrong] = useState(false);
  return (
    <DeedForm
      label={`${label} request ${request.number}`}
      verb={label}
      isLong
      onCancel={onCancel}
      onSubmit={() => {
        if (draft.trim() === "") setWrong(true);
        else onSend(draft.trim());
      }}
      hint={kind === "ask" ? "The clock stands still until they answer." : "This ends it; they can send a new request."}
    >
      <TextArea
        label={field}
        description={`${request.requesterName} reads this.`}
        value={draft}
        onChange={(text) => {
          type(text);
          setWrong(false);
        }}
        maxLength={most}
        {...(isWrong ? { error: wrong } : {})}
      />
    </DeedForm>
  );
}

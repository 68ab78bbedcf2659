import type { Workflow } from "@throughline/contract/workflows";
import { useDirectory } from "../organization/directory.ts";
import { Button } from "../ui/button.tsx";
import { ShapeMark } from "../ui/shape-mark.tsx";
import { showToast, showUndo } from "../ui/toast-queue.ts";
import { designOf } from "./design.ts";
import { designDifference } from "./design-difference.ts";
import { mergeDesigns } from "./merge-designs.ts";
import type { DesignDraft } from "./use-design-draft.ts";
import { useVersions } from "./use-versions.ts";

/** Someone saved the workflow while it was being edited: what they changed, and how to go on. */
export function StaleNotice({
  workflow,
  draft,
  teamName,
}: {
  workflow: Workflow;
  draft: DesignDraft;
  teamName: (teamId: string) => string;
}) {
  const { people } = useDirectory();
  const versions = useVersions(workflow.workflowId);
  const newest = versions.data?.find((each) => each.version === workflow.version);
  const who = newest?.createdBy ? (people.get(newest.createdBy)?.name ?? "Someone") : "Someone";
  const theirs = designOf(workflow);
  const changed = designDifference(draft.base, theirs, teamName);
  const { design: merged, clashes } = mergeDesigns(draft.base, draft.design, theirs);
  return (
    <section role="alert" className="border-b border-rule bg-warn-tint px-4 py-3 text-dense md:px-5">
      <p className="flex items-center gap-2 font-medium">
        <ShapeMark shape="triangle" className="text-warn-mark" />
        {who} saved version {workflow.version} while you were editing.
      </p>
      <ul className="mt-1 list-disc pl-8 text-muted">
        {changed.slice(0, 8).map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {changed.length > 8 ? <li>and {changed.length - 8} more</li> : null}
        {changed.length === 0 ? <li>Nothing of it differs from what you began with.</li> : null}
      </ul>
      {clashes.length === 0 ? null : (
        <p className="mt-1 pl-4 text-muted">Both of you changed: {clashes.join("; ")}. There yours would stand.</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2 pl-4">
        <Button
          size="small"
          tone="primary"
          onPress={() => {
            draft.rebase(merged);
            showToast({ text: "Your edit now stands on their version", detail: "Look it over, then save it." });
          }}
        >
          Keep mine, on top of theirs
        </Button>
        <Button
          size="small"
          onPress={() => {
            const mine = draft.design;
            draft.discard();
            showUndo("Your edit is discarded", () => draft.rebase(mine));
          }}
        >
          Take theirs
        </Button>
      </div>
    </section>
  );
}

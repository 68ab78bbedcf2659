import type { RequestDetail } from "@throughline/contract/requests";
import { useNavigate, useParams } from "@tanstack/react-router";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { Link } from "../ui/link.tsx";
import type { MergeTarget } from "./merge-form.tsx";

/** What this request may repeat, most alike first; a press opens the merge with it chosen. */
export function RequestDuplicates({
  request,
  onMerge,
}: {
  request: RequestDetail;
  onMerge: (target: MergeTarget) => void;
}) {
  const navigate = useNavigate();
  const { organization } = useParams({ strict: false }) as { organization: string };
  if (request.possibleDuplicates.length === 0) return null;
  return (
    <section aria-label="Possible duplicates">
      <h3 className="text-dense font-semibold">May repeat</h3>
      <ul className="mt-1 divide-y divide-rule border-y border-rule">
        {request.possibleDuplicates.map((each) => (
          <li key={each.id} className="flex items-center gap-3 py-1 text-dense">
            <span className="w-10 shrink-0 text-small text-muted tabular-nums" title="How alike the words are">
              {Math.round(each.likeness * 100)} %
            </span>
            <span className="min-w-0 flex-1 truncate">
              <Link
                tone="quiet"
                href={
                  each.kind === "request"
                    ? paths.triage(organization, { request: each.id })
                    : paths.item(organization, each.detail)
                }
                onClick={(event) => {
                  // An item opens beside the request, so that both can be read.
                  if (each.kind !== "item" || event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  void navigate({
                    to: ".",
                    search: (before: Record<string, string>) => ({ ...before, item: each.detail }),
                  } as never);
                }}
              >
                <span className="text-muted">{each.detail}</span> {each.title}
              </Link>
            </span>
            <Button size="small" aria-label={`Merge into ${each.detail}`} onPress={() => onMerge(each)}>
              Merge
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

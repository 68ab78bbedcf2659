import { ShapeMark } from "../ui/shape-mark.tsx";
import type { Failure } from "./use-attempt.ts";

/** Why the form was not taken, above its button. Messages for fields that are not on the form stand here too. */
export function FailureNotice({ failure, shown = [] }: { failure: Failure | null; shown?: readonly string[] }) {
  if (!failure) return null;
  const messages = Object.entries(failure.fields);
  const elsewhere = messages.filter(([name]) => !shown.includes(name)).map(([, message]) => message);
  // Where every message stands at its field, saying it again here would be noise.
  const isSaid = messages.length > 0 && elsewhere.length === 0;
  const sentences = [...(failure.sentence === null || isSaid ? [] : [failure.sentence]), ...elsewhere];
  const once = [...new Set(sentences)];
  if (once.length === 0) return null;
  return (
    <div className="flex items-start gap-2 rounded bg-bad-tint px-3 py-2 text-dense text-ink">
      <span className="flex h-5 items-center">
        <ShapeMark shape="square" className="text-bad-mark" />
      </span>
      <span className="min-w-0">{once.join(". ")}</span>
    </div>
  );
}

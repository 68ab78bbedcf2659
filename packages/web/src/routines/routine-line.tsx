import type { Routine } from "@throughline/contract/routines";
import { useParams } from "@tanstack/react-router";
import { useDirectory } from "../organization/directory.ts";
import { paths } from "../paths.ts";
import { Badge } from "../ui/badge.tsx";
import { useNow } from "../ui/clock.ts";
import { Link } from "../ui/link.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { calendarOf } from "./calendar-rule.ts";
import { calendarWords } from "./calendar-words.ts";
import { afterWords } from "./routine-preview.tsx";

/** A routine in the list: when it comes up, what it makes, when next, and what stands in its way. */
export function RoutineLine({ routine }: { routine: Routine }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { teams } = useDirectory();
  const now = useNow();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 text-dense [contain-intrinsic-size:auto_3.25rem] [content-visibility:auto]">
      <div className="min-w-0 flex-1 basis-64 max-md:basis-full">
        <p className="flex min-w-0 items-center gap-2">
          <Link
            tone="quiet"
            href={`${paths.routines(organization)}?routine=${routine.routineId}`}
            className="min-w-0 truncate font-medium text-ink"
          >
            {routine.name}
          </Link>
          {routine.archivedAt !== null ? null : !routine.isActive ? (
            <Badge>Paused</Badge>
          ) : routine.stuck ? (
            <Badge meaning="warn">Stuck</Badge>
          ) : null}
        </p>
        <p className="truncate text-small text-muted">
          {routine.trigger === "calendar"
            ? calendarWords(calendarOf(routine.recurrence))
            : afterWords(routine.afterDays ?? 0)}
        </p>
      </div>
      <span className="w-36 truncate text-muted max-md:w-auto">{teams.get(routine.teamId)?.name ?? ""}</span>
      <span className="w-44 text-muted max-md:w-auto">
        {routine.nextAt !== null && Date.parse(routine.nextAt) <= now ? (
          "due now"
        ) : routine.nextAt !== null ? (
          <>
            next <TimeText at={routine.nextAt} />
          </>
        ) : routine.trigger === "after_done" && routine.isActive && routine.archivedAt === null ? (
          "waits for the last one"
        ) : (
          ""
        )}
      </span>
    </li>
  );
}

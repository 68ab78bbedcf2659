import type { RequestDetail } from "@throughline/contract/requests";
import { useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { paths } from "../paths.ts";
import { Link } from "../ui/link.tsx";
import { TimeText } from "../ui/time-text.tsx";
import { RequestStateBadge } from "./response-clock.tsx";

/** What became of a decided request, and where it goes on. */
export function RequestOutcome({ request }: { request: RequestDetail }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  if (request.decidedAt === null) return null;
  const item = request.item ? (
    <Link href={paths.item(organization, request.item.key)}>
      {request.item.key} {request.item.title}
    </Link>
  ) : null;
  const into = request.mergedInto ? (
    <Link href={paths.triage(organization, { request: request.mergedInto.requestId })}>
      request {request.mergedInto.number}, {request.mergedInto.title}
    </Link>
  ) : null;
  const words: ReactNode =
    request.state === "accepted" ? (
      item ? (
        <>It is {item}</>
      ) : (
        "It became an item"
      )
    ) : request.state === "merged" ? (
      into ? (
        <>
          It repeats {into}
          {item ? <>, which is {item}</> : null}
        </>
      ) : (
        <>It repeats {item ?? "another one"}</>
      )
    ) : (
      request.reason
    );
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-y border-rule bg-sunk px-4 py-2.5 text-dense md:px-5">
      <RequestStateBadge state={request.state} />
      <p className="min-w-0 flex-1 basis-48 whitespace-pre-wrap">{words}</p>
      <TimeText at={request.decidedAt} className="text-small text-muted" />
    </div>
  );
}

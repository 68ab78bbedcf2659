import type { ImportDetail } from "@throughline/contract/imports";
import { Refused } from "@throughline/contract/client";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { PageSection } from "../frame/page-section.tsx";
import { refusalSentence } from "../items/item-deeds.ts";
import { paths } from "../paths.ts";
import { useAddress } from "../settings/use-address.ts";
import { Badge } from "../ui/badge.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Link } from "../ui/link.tsx";
import { ProgressBar } from "../ui/progress-bar.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { cancel, dryRun, importQuery, isAtWork, runImport } from "./import-deeds.ts";
import { MappingEditor } from "./mapping-editor.tsx";
import { ReportLines } from "./report-lines.tsx";
import { phaseWords, stateWords } from "./state-words.ts";
import { Tally } from "./tally.tsx";
import { TargetForm } from "./target-form.tsx";

/** One import from its file to its report, whatever state it is in. */
export function OneImport({ importId }: { importId: string }) {
  const { set } = useAddress();
  const { data: made, error, isLoading, refetch } = useQuery(importQuery(importId));
  const isSlow = useIsSlow(isLoading);
  const back = () => set({ import: undefined, effect: undefined });
  if (error instanceof Refused)
    return (
      <EmptyState title="There is no such import" action={<Button onPress={back}>All imports</Button>}>
        It may belong to another organization.
      </EmptyState>
    );
  if (error && !made)
    return (
      <ErrorState title="The import could not be read" onRetry={() => void refetch()}>
        The server did not answer. What is under way goes on.
      </ErrorState>
    );
  if (!made) return isSlow ? <SkeletonRows /> : null;
  const state = stateWords[made.state];
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button tone="quiet" onPress={back} className="-ml-3">
          ← All imports
        </Button>
        <h2 className="min-w-0 truncate text-lead font-semibold">{made.fileName}</h2>
        <Badge meaning={state.meaning}>{state.name}</Badge>
        <span className="text-dense text-muted">{fileWords(made)}</span>
      </div>
      <Step made={made} onBack={back} />
    </>
  );
}

function fileWords({ format, tool, fileSize, rows, isComplete }: ImportDetail): string {
  const size = fileSize < 1_000_000 ? `${Math.ceil(fileSize / 1000)} kB` : `${(fileSize / 1_000_000).toFixed(1)} MB`;
  const what = format === "xes" ? "event log" : tool === null ? "table" : `export of ${tool}`;
  const counted = rows === null ? "" : `, ${isComplete ? "" : "more than "}${rows.toLocaleString("en")} rows`;
  return format === null ? size : `${what}, ${size}${counted}`;
}

function Step({ made, onBack }: { made: ImportDetail; onBack: () => void }) {
  if (isAtWork(made.state)) return <AtWork made={made} />;
  if (made.state === "cancelled")
    return (
      <EmptyState
        title="Cancelled"
        action={
          <Button tone="primary" onPress={onBack}>
            Choose another file
          </Button>
        }
      >
        Nothing of this import is left, and its file is forgotten.
      </EmptyState>
    );
  if (made.state === "finished" && made.result) return <Finished made={made} />;
  if (!made.mapping || !made.target)
    return (
      <EmptyState
        title="The file could not be looked over"
        action={
          <Button tone="primary" onPress={onBack}>
            Choose another file
          </Button>
        }
      >
        {made.failure?.sentence}
      </EmptyState>
    );
  return <Preparing made={made} />;
}

function AtWork({ made }: { made: ImportDetail }) {
  const { progress, state } = made;
  const phase = state === "waiting" ? "waiting" : (progress?.phase ?? "reading");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isRun = state === "running" || state === "waiting";
  return (
    <PageSection
      title={state === "reading" ? "Looking the file over" : isRun ? "Bringing it in" : "Dry run"}
      note={
        isRun
          ? "Nothing can be seen yet: everything appears at once when it is done. You can leave this page, and everyone goes on working meanwhile."
          : "Nothing is made by this. You can leave this page and come back."
      }
    >
      <div className="max-w-140">
        <ProgressBar
          label={phaseWords[phase]}
          {...(progress ? { value: Math.round(progress.share * 100), total: 100 } : {})}
          text={progress ? `${progress.rows.toLocaleString("en")} records` : ""}
        />
        <Button
          className="mt-4"
          isPending={isPending}
          onPress={() => {
            setPending(true);
            cancel(made)
              .catch((error: unknown) => setProblem(refusalSentence(error)))
              .finally(() => setPending(false));
          }}
        >
          Cancel
        </Button>
        {problem === null ? null : (
          <div className="mt-3">
            <Banner meaning="bad">{problem}</Banner>
          </div>
        )}
      </div>
    </PageSection>
  );
}

function Finished({ made }: { made: ImportDetail }) {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { result } = made;
  if (!result) return null;
  const { keys } = result;
  return (
    <>
      <PageSection
        title="What was brought in"
        {...(keys.first === null
          ? {}
          : {
              actions: (
                <>
                  <Link href={paths.board(organization, keys.team)}>Board</Link>
                  <Link href={paths.list(organization, keys.team)}>List</Link>
                  <Link href={paths.people(organization)}>Invite people</Link>
                </>
              ),
            })}
      >
        <Tally tally={result} isDone />
      </PageSection>
      <ReportLines made={made} tally={result} />
    </>
  );
}

function Preparing({ made }: { made: ImportDetail }) {
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { plan } = made;
  const attempt = (deed: (of: ImportDetail) => Promise<ImportDetail>) => {
    setPending(true);
    setProblem(null);
    deed(made)
      .catch((error: unknown) => setProblem(refusalSentence(error)))
      .finally(() => setPending(false));
  };
  return (
    <>
      {made.state === "failed" && made.failure ? (
        <div className="mb-4">
          <Banner meaning="bad">{made.failure.sentence}</Banner>
        </div>
      ) : null}
      {made.sameFile ? (
        <div className="mb-4">
          <Banner meaning="info">
            This very file was brought in before, as {made.sameFile.source}. Brought in again under that name it adds
            nothing twice.
          </Banner>
        </div>
      ) : null}
      {plan ? (
        <>
          <PageSection
            title="What would be made"
            note="Nothing has been made yet. Change what follows and try again, or bring it in."
            actions={
              <Button tone="primary" isPending={isPending} onPress={() => attempt(runImport)}>
                {plan.items.made + plan.items.changed === 0
                  ? "Bring in nothing new"
                  : `Bring in ${(plan.items.made + plan.items.changed).toLocaleString("en")} ${plan.items.made + plan.items.changed === 1 ? "item" : "items"}`}
              </Button>
            }
          >
            <Tally tally={plan} isDone={false} made={made} />
          </PageSection>
          {plan.report.lines > 0 ? <ReportLines made={made} tally={plan} /> : null}
        </>
      ) : null}
      <PageSection title="Where it goes">
        <TargetForm key={JSON.stringify(made.target)} made={made} />
      </PageSection>
      <PageSection
        title="What the columns mean"
        note={`Guessed from their names and ${made.rows?.toLocaleString("en") ?? "some"} rows; say otherwise where the guess is wrong.`}
      >
        <MappingEditor made={made} />
      </PageSection>
      <div className="sticky bottom-0 mt-6 flex flex-wrap items-center gap-2 border-t border-rule bg-paper py-3">
        <Button {...(plan ? {} : { tone: "primary" as const })} isPending={isPending} onPress={() => attempt(dryRun)}>
          {plan ? "Try again" : "Dry run"}
        </Button>
        <Button tone="quiet" isDisabled={isPending} onPress={() => attempt(cancel)}>
          Cancel the import
        </Button>
        <span className="text-dense text-muted">
          {problem ?? (plan ? "" : "A dry run reads the whole file and tells what would be made.")}
        </span>
      </div>
    </>
  );
}

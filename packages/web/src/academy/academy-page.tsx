import { useParams, useSearch } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { PageBody } from "../frame/page-body.tsx";
import { PageHeader } from "../frame/page-header.tsx";
import { useAddress } from "../settings/use-address.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { Select } from "../ui/select.tsx";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { audienceWords } from "./audience-words.ts";
import { lessonPath } from "./lesson-address.ts";
import { useReadLessons } from "./read-lessons.ts";
import { type Domain, type LessonSummary, useLessons } from "./use-lessons.ts";

/** What there is to learn about running work: domains, their topics, the lessons of each. */
export function AcademyPage() {
  const { organization } = useParams({ strict: false }) as { organization: string };
  const { audience } = useSearch({ strict: false }) as { audience?: string };
  const { set } = useAddress();
  const lessons = useLessons();
  const read = useReadLessons();
  const isSlow = useIsSlow(lessons.isLoading);
  const isFor = (lesson: LessonSummary) => audience === undefined || lesson.audiences.includes(audience);
  const domains = (lessons.data ?? []).map((domain) => ({
    ...domain,
    topics: domain.topics.map((topic) => ({ ...topic, lessons: topic.lessons.filter(isFor) })),
  }));
  const all = domains.flatMap((domain) => domain.topics.flatMap((topic) => topic.lessons));
  const next = all.find((lesson) => !read.has(lesson.id));
  const done = all.filter((lesson) => read.has(lesson.id)).length;
  return (
    <>
      <PageHeader
        title="Academy"
        note={all.length === 0 ? undefined : done === 0 ? `${all.length} lessons` : `${done} of ${all.length} read`}
        toolbar={
          <Select
            label="Written for"
            isLabelHidden
            tone="quiet"
            choices={[
              { id: "", name: "For everyone" },
              ...Object.entries(audienceWords).map(([id, name]) => ({
                id,
                name: `For ${name.charAt(0).toLowerCase()}${name.slice(1)}`,
              })),
            ]}
            value={audience ?? ""}
            onChange={(id) => set({ audience: id || undefined })}
          />
        }
      />
      <PageBody measure="text">
        {lessons.isError ? (
          <ErrorState title="The lessons could not be read" onRetry={() => void lessons.refetch()}>
            The server did not answer.
          </ErrorState>
        ) : lessons.isLoading ? (
          isSlow ? (
            <SkeletonRows />
          ) : null
        ) : all.length === 0 ? (
          <EmptyState
            title={audience === undefined ? "No lessons yet" : "No lesson for them yet"}
            action={
              audience === undefined ? undefined : (
                <Button onPress={() => set({ audience: undefined })}>Show all lessons</Button>
              )
            }
          >
            Lessons on running work stand here once this installation has them.
          </EmptyState>
        ) : (
          <>
            <p className="text-muted">
              How work enters, is put in order, flows across teams, is seen and gets finished, and how projects fit in.
              Each lesson takes under a quarter of an hour and stands on its own.
            </p>
            {next === undefined ? null : (
              <Link
                href={lessonPath(organization, next.id)}
                tone="bare"
                className="mt-4 flex items-baseline gap-3 rounded border border-rule-strong px-4 py-3 hover:bg-hover"
              >
                <span className="min-w-0 flex-1">
                  <span className="block text-small text-muted">{done === 0 ? "Begin with" : "Go on with"}</span>
                  <span className="block font-semibold">{next.title}</span>
                  <span className="block text-dense text-muted">{next.objective}</span>
                </span>
                <span className="shrink-0 text-small text-muted tabular-nums">{next.minutes} min</span>
              </Link>
            )}
            {domains.map((domain, at) => (
              <DomainSection key={domain.id} domain={domain} number={at + 1} organization={organization} read={read} />
            ))}
          </>
        )}
      </PageBody>
    </>
  );
}

function DomainSection({
  domain,
  number,
  organization,
  read,
}: {
  domain: Domain;
  number: number;
  organization: string;
  read: ReadonlySet<string>;
}) {
  const written = domain.topics.filter((topic) => topic.lessons.length > 0);
  const planned = domain.topics.filter((topic) => topic.lessons.length === 0);
  return (
    <section className="mt-10">
      <h2 className="flex items-baseline gap-2 border-b border-rule-strong pb-1.5 text-lead font-semibold">
        <span className="font-normal text-faint tabular-nums">{number}</span>
        {domain.title}
      </h2>
      {written.map((topic) => (
        <section key={topic.id} className="mt-4">
          <h3 className="text-dense font-medium text-muted">{topic.title}</h3>
          <ul className="mt-1 divide-y divide-rule border-y border-rule">
            {topic.lessons.map((lesson) => (
              <li key={lesson.id}>
                <Link
                  href={lessonPath(organization, lesson.id)}
                  tone="bare"
                  className="grid grid-cols-[1rem_minmax(0,1fr)_auto] items-baseline gap-x-2.5 px-1 py-2 hover:bg-hover"
                >
                  <span className="self-center text-good-mark">
                    {read.has(lesson.id) ? (
                      <>
                        <Icon of={Check} size={14} />
                        <span className="sr-only">Read: </span>
                      </>
                    ) : null}
                  </span>
                  <span className="min-w-0">
                    <span className="block font-medium">{lesson.title}</span>
                    <span className="block text-dense text-muted">{lesson.objective}</span>
                  </span>
                  <span className="text-small text-faint tabular-nums">{lesson.minutes} min</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {planned.length === 0 ? null : (
        <p className="mt-3 text-small text-faint">
          {written.length === 0 ? "Being written: " : "Still to come: "}
          {planned.map((topic) => topic.title).join(", ")}.
        </p>
      )}
    </section>
  );
}

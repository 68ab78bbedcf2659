import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ArrowLeft, ArrowRight, Check } from "lucide-react";
import { useMemo, useRef } from "react";
import { client } from "../client.ts";
import { PageHeader } from "../frame/page-header.tsx";
import { paths } from "../paths.ts";
import { Button } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { Icon } from "../ui/icon.tsx";
import { Link } from "../ui/link.tsx";
import { MarkdownView } from "../ui/markdown-view.tsx";
import { useNavigation } from "../ui/navigation.tsx";
import { useShortcut } from "../ui/shortcuts.ts";
import { SkeletonRows, useIsSlow } from "../ui/skeleton.tsx";
import { audienceWords } from "./audience-words.ts";
import { lessonIdOf, lessonPath } from "./lesson-address.ts";
import { headingsOf, withLessonLinks } from "./lesson-links.ts";
import { setLessonRead, useReadLessons } from "./read-lessons.ts";
import { useLessons } from "./use-lessons.ts";

/** One lesson to read, with its contents beside it, its sources, and the ways on. */
export function LessonPage() {
  const { organization, lesson: address } = useParams({ strict: false }) as { organization: string; lesson: string };
  const lessonId = lessonIdOf(address);
  const { navigate } = useNavigation();
  const lesson = useQuery({
    queryKey: ["lesson", lessonId],
    queryFn: () => client.readLesson({ lesson: lessonId }),
    retry: false,
  });
  const lessons = useLessons();
  const read = useReadLessons();
  const isSlow = useIsSlow(lesson.isLoading);
  const text = useRef<HTMLDivElement>(null);
  const titles = useMemo(
    () =>
      new Map(
        (lessons.data ?? []).flatMap((domain) =>
          domain.topics.flatMap((topic) => topic.lessons.map((each) => [each.id, each.title] as const)),
        ),
      ),
    [lessons.data],
  );
  const body = useMemo(
    () =>
      lesson.data
        ? withLessonLinks(
            lesson.data.body,
            (id) => titles.has(id),
            (id) => lessonPath(organization, id),
          )
        : "",
    [lesson.data, titles, organization],
  );
  const previous = lesson.data?.previous ?? null;
  const next = lesson.data?.next ?? null;
  const go = (id: string | null) => {
    if (id !== null) navigate(lessonPath(organization, id));
  };
  useShortcut("ArrowLeft", () => go(previous), {
    title: "Previous lesson",
    group: "Lesson",
    isEnabled: previous !== null,
  });
  useShortcut("ArrowRight", () => go(next), { title: "Next lesson", group: "Lesson", isEnabled: next !== null });
  const showHeading = (at: number) => {
    const heading = text.current?.querySelectorAll("h2")[at];
    if (!heading) return;
    heading.tabIndex = -1;
    heading.scrollIntoView({ block: "start", behavior: "smooth" });
    heading.focus({ preventScroll: true });
  };
  const academy = <Link href={paths.academy(organization)}>Academy</Link>;
  if (lesson.isError) {
    return (
      <>
        <PageHeader title="Lesson" path={academy} />
        <EmptyState
          title="This lesson is not here"
          action={<Link href={paths.academy(organization)}>All lessons</Link>}
        >
          It may not be written yet, or the server did not answer.
        </EmptyState>
      </>
    );
  }
  const { data } = lesson;
  const headings = headingsOf(body);
  const isRead = read.has(lessonId);
  return (
    <>
      <PageHeader title={data?.title ?? ""} path={academy} />
      <div key={lessonId} className="min-h-0 flex-1 overflow-y-auto scroll-thin">
        {data ? (
          <div className="mx-auto grid max-w-250 gap-x-12 px-4 pt-6 pb-16 md:px-5 lg:grid-cols-[minmax(0,42rem)_13rem]">
            <article className="min-w-0">
              <p className="text-small text-muted">
                {data.domain} · {data.topic} · {data.minutes} min to read
              </p>
              {/* The head of the page may cut a long title on a narrow screen. */}
              <p aria-hidden className="mt-1 text-title font-semibold md:hidden">
                {data.title}
              </p>
              <p className="mt-3 border-l-2 border-accent-mark pl-3 text-muted">{data.objective}</p>
              <div ref={text}>
                <MarkdownView
                  text={body}
                  isWrapped
                  className="mt-6 text-[0.9375rem]! leading-6! [&_details]:border-y [&_details]:border-rule [&_details]:py-2 [&_h2]:scroll-mt-4 [&_h2]:pt-2 [&_h2]:outline-none [&_summary]:cursor-default [&_summary]:font-medium"
                />
              </div>
              {data.sources.length === 0 ? null : (
                <section className="mt-10 border-t border-rule pt-3">
                  <h3 className="text-dense font-semibold">Sources</h3>
                  <ul className="mt-1 space-y-1 text-small text-muted">
                    {data.sources.map((source) => (
                      <li key={source}>{source}</li>
                    ))}
                  </ul>
                </section>
              )}
              <p className="mt-4 text-small text-faint">
                Written for {data.audiences.map((id) => (audienceWords[id] ?? id).toLowerCase()).join(", ")}.
              </p>
              <div className="mt-6">
                <Button
                  icon={isRead ? <Icon of={Check} size={14} className="text-good" /> : undefined}
                  onPress={() => setLessonRead(lessonId, !isRead)}
                >
                  {isRead ? "Read" : "Mark as read"}
                </Button>
              </div>
              <nav aria-label="Lessons" className="mt-6 grid gap-3 border-t border-rule pt-4 sm:grid-cols-2">
                {previous === null ? (
                  <span />
                ) : (
                  <Link
                    href={lessonPath(organization, previous)}
                    tone="bare"
                    className="flex items-center gap-2 rounded px-2 py-2 hover:bg-hover"
                  >
                    <Icon of={ArrowLeft} size={14} className="text-faint" />
                    <span className="min-w-0">
                      <span className="block text-small text-muted">Before</span>
                      {titles.get(previous) ?? previous}
                    </span>
                  </Link>
                )}
                {next === null ? null : (
                  <Link
                    href={lessonPath(organization, next)}
                    tone="bare"
                    onClick={() => setLessonRead(lessonId, true)}
                    className="flex items-center justify-end gap-2 rounded px-2 py-2 text-right hover:bg-hover"
                  >
                    <span className="min-w-0">
                      <span className="block text-small text-muted">Next</span>
                      {titles.get(next) ?? next}
                    </span>
                    <Icon of={ArrowRight} size={14} className="text-faint" />
                  </Link>
                )}
              </nav>
            </article>
            {headings.length > 1 ? (
              <nav aria-label="In this lesson" className="hidden lg:block">
                <div className="sticky top-6">
                  <h3 className="text-small text-faint">In this lesson</h3>
                  <ul className="mt-1 border-l border-rule">
                    {headings.map((heading, at) => (
                      <li key={heading}>
                        <button
                          type="button"
                          onClick={() => showHeading(at)}
                          className="-ml-px block w-full border-l border-transparent py-1 pl-3 text-left text-dense text-muted hover:border-accent-mark hover:text-ink"
                        >
                          {heading}
                        </button>
                      </li>
                    ))}
                  </ul>
                </div>
              </nav>
            ) : null}
          </div>
        ) : isSlow ? (
          <div className="p-4">
            <SkeletonRows />
          </div>
        ) : null}
      </div>
    </>
  );
}

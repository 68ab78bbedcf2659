import { useSyncExternalStore } from "react";

const key = "throughline.lessons-read";
const listeners = new Set<() => void>();
let read: ReadonlySet<string> = remembered();

function remembered(): ReadonlySet<string> {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return new Set(Array.isArray(ids) ? ids.map(String) : []);
  } catch {
    return new Set();
  }
}

/** Lessons finished in this browser; a bookmark for the reader, not a record. */
export const useReadLessons = (): ReadonlySet<string> =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => read,
  );

export function setLessonRead(lessonId: string, isRead: boolean): void {
  const next = new Set(read);
  if (isRead) next.add(lessonId);
  else next.delete(lessonId);
  read = next;
  try {
    localStorage.setItem(key, JSON.stringify([...next]));
  } catch {
    // Storage may be refused; remembered as long as the page.
  }
  for (const listener of listeners) listener();
}

import { expect, test } from "vitest";
import { headingsOf, withLessonLinks } from "./lesson-links.ts";

test("a lesson that is written becomes a link, one that is not its words, and other links stay", () => {
  const text = "See [Busy](flow/waiting/busy-is-slow), [Later](flow/x/later) and [elsewhere](https://example.org/a/b).";
  expect(
    withLessonLinks(
      text,
      (id) => id === "flow/waiting/busy-is-slow",
      (id) => `/org/academy/${id.replaceAll("/", ".")}`,
    ),
  ).toBe("See [Busy](/org/academy/flow.waiting.busy-is-slow), Later and [elsewhere](https://example.org/a/b).");
});

test("headings are read from the text and not from code in it", () => {
  expect(headingsOf("## The *idea*\n\ntext\n\n```\n## not this\n```\n\n### nor this\n\n## Check ##\n")).toEqual([
    "The idea",
    "Check",
  ]);
});

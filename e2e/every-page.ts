/** Every page of the app by its route, and the states of pages that are worth opening besides. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Organization } from "./app.ts";
import type { Furnished } from "./furnish.ts";

const source = readFileSync(new URL("../packages/web/src/routes.tsx", import.meta.url), "utf8");
/** The addresses as the router knows them, `$organization` before those inside one. */
export const routes = [
  "/",
  ...[...source.matchAll(/\b(page|inside)\("([^"]+)"/g)].map(([, kind, path = ""]) =>
    kind === "inside" ? `/$organization${path === "/" ? "" : path}` : path,
  ),
];

/** Pages for those who have no session. */
export const signedOut: ReadonlySet<string> = new Set([
  "/sign-in",
  "/reset-password",
  "/reset-password/$token",
  "/join/$token",
  "/setup",
]);

/** What stands in a route's parameters. */
export const addressOf = (
  route: string,
  { slug, operations }: Pick<Organization, "slug" | "operations">,
  there: Furnished,
): string =>
  route
    .replaceAll("$organization", slug)
    .replace("$form", there.formSlug)
    .replace("$tracking", there.tracking)
    .replace("$teamKey", operations.key)
    .replace("$item", there.item)
    .replace("$viewId", there.viewId)
    .replace("$workflowId", there.workflowId)
    .replace("$stageId", there.stageId)
    .replace("$channelId", there.channelId)
    .replace("$requestId", there.requestId)
    .replace("$routineId", there.routineId)
    // Its id has slashes, its address dots.
    .replace("$lesson", there.lesson.replaceAll("/", "."))
    .replace("$token", "inv_nothing_that_works_any_more");

/** States of pages that their address opens: a panel, a form, an editor. */
export const states: Readonly<Record<string, string>> = {
  "a request being accepted": "/$organization/triage?team=all&request=$requestId&deed=accept",
  "a request being merged": "/$organization/triage?team=all&request=$requestId&deed=merge",
  "decided requests": "/$organization/triage?team=all&tab=decided",
  "a new form": "/$organization/channels?new=1",
  "a routine": "/$organization/routines?routine=$routineId",
  "a new routine": "/$organization/routines?routine=new",
  "a board": "/$organization/teams/$teamKey/board?workflow=$workflowId",
  "an item beside the board": "/$organization/teams/$teamKey/board?workflow=$workflowId&item=$item",
  "an item beside the queue": "/$organization/teams/$teamKey/queue?item=$item",
  "a forecast of a number": "/$organization/forecast?count=5&order=last",
  "a process as tables": "/$organization/process?view=table&measure=long",
  "the variants of a process": "/$organization/process?tab=variants",
  "the model of a process": "/$organization/process?tab=model&at=following",
};

const opensAt = () => Promise.resolve();
const byKey = (key: string) => async (page: Page) => {
  await page.keyboard.press(key);
  await page.getByRole("dialog").waitFor();
};

/** More of them, for looking at by hand: what takes a key or a press to open too. */
export const opened: Readonly<
  Record<string, { readonly route: string; readonly open: (page: Page) => Promise<void> }>
> = {
  "an open request": { route: "/$organization/triage?team=all&request=$requestId", open: opensAt },
  "items by stage": { route: "/$organization/items?group=stage", open: opensAt },
  "finished items": { route: "/$organization/items?state=done", open: opensAt },
  "a search that finds nothing": { route: "/$organization/search?text=zzzzz", open: opensAt },
  "a search": { route: "/$organization/search?text=printer", open: opensAt },
  "a stage of a workflow": { route: "/$organization/workflows/$workflowId?stage=$stageId", open: opensAt },
  "versions of a workflow": { route: "/$organization/workflows/$workflowId?versions=1", open: opensAt },
  "a new workflow": { route: "/$organization/workflows?new=1", open: opensAt },
  "an edited workflow under review": {
    route: "/$organization/workflows/$workflowId",
    open: async (page) => {
      await page.getByRole("button", { name: /Name of the workflow/ }).click();
      await page.keyboard.type(" and requests");
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Review and save" }).click();
      await page.waitForTimeout(600);
    },
  },
  "the palette": {
    route: "/$organization/my-work",
    open: async (page) => {
      await byKey("Control+k")(page);
      await page.keyboard.type("pr");
      await page.waitForTimeout(500);
    },
  },
  "the keys": { route: "/$organization/my-work", open: byKey("?") },
  "a new item": { route: "/$organization/my-work", open: byKey("c") },
  "selected cards": {
    route: "/$organization/teams/$teamKey/board?workflow=$workflowId",
    open: async (page) => {
      for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
    },
  },
};

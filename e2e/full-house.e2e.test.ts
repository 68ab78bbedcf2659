/** Pages with hundreds of items, long names and every state in them: still nothing cut, covered or beyond the edge. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { carryOn, firstOrganization, isDrawn, openHouse, violations, type House, type Organization } from "./app.ts";
import { addressOf } from "./every-page.ts";
import { fillHouse } from "./fill-house.ts";
import { furnish, type Furnished } from "./furnish.ts";
import { closeLook } from "./look-closely.ts";

let house: House;
let org: Organization;
let there: Furnished;

beforeAll(async () => {
  house = await openHouse();
  org = await firstOrganization(house.app);
  there = await furnish(org);
  await fillHouse(house.app.pool, org, there, 600);
});
afterAll(() => house?.close());

const full = [
  "/$organization/my-work",
  "/$organization/triage",
  "/$organization/teams/$teamKey/board?workflow=$workflowId",
  "/$organization/teams/$teamKey/list",
  "/$organization/teams/$teamKey/queue",
  "/$organization/teams/$teamKey/hand-offs",
  "/$organization/items?group=stage",
  "/$organization/items/$item",
  "/$organization/settings/people",
];

describe.each([1440, 360])("at %d px", (width) => {
  let page: Page;
  beforeAll(async () => {
    const isPhone = width < 768;
    page = await house.visitor({
      viewport: { width, height: isPhone ? 740 : 900 },
      colorScheme: isPhone ? "light" : "dark",
      ...(isPhone ? { hasTouch: true, isMobile: true } : {}),
    });
    await carryOn(page.context(), house, org.owner);
    return () => page.context().close();
  });

  test.each(full)("%s", async (route) => {
    await page.goto(house.at(addressOf(route, org, there)));
    await isDrawn(page);
    expect(await closeLook(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
  });
});

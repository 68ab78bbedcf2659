import type { Problem } from "@throughline/contract/refusals";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { testApp, type TestApp } from "../testing/app.ts";
import { goodPassword, openBrowser, refusalOf, setUpOwner } from "../testing/browser.ts";

let app: TestApp;
let clock = 0;
const email = "owner@example.org";
const quarterHour = 15 * 60_000;

beforeEach(async () => {
  clock = Date.parse("2026-03-02T09:00:00Z");
  app = await testApp({ TRUST_PROXY: "1" }, { now: () => new Date(clock) });
  await setUpOwner(app);
});
afterEach(() => app.stop());

const guess = (address: string, account = email, password = "not the password") =>
  refusalOf(openBrowser(app, { from: address }).client.signIn({ email: account, password }));
const guesses = (times: number, address: string, account = email) =>
  Promise.all(Array.from({ length: times }, () => guess(address, account)));

describe("guessing passwords", () => {
  test("stops after ten failures from one address for one account, right password included, and says until when", async () => {
    expect(new Set(await guesses(10, "192.0.2.1"))).toEqual(new Set(["wrong_credentials"]));
    const response = await fetch(`${app.address}/api/v1/sessions`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-forwarded-for": "192.0.2.1" },
      body: JSON.stringify({ email, password: goodPassword }),
    });
    const problem = (await response.json()) as Problem;
    expect([response.status, problem.code]).toEqual([429, "too_many_requests"]);
    expect(problem.facts?.["tryAgainAt"]).toBe(new Date(clock + quarterHour).toISOString());
    expect(response.headers.get("retry-after")).toBe("900");
    expect(problem.detail).toContain("15 minutes");
  });

  test("leaves the account's owner alone at another address, and ends with the window", async () => {
    await guesses(10, "192.0.2.1");
    expect(await guess("192.0.2.1")).toBe("too_many_requests");
    await openBrowser(app, { from: "192.0.2.2" }).client.signIn({ email, password: goodPassword });
    clock += quarterHour + 1_000;
    await openBrowser(app, { from: "192.0.2.1" }).client.signIn({ email, password: goodPassword });
  });

  test("slips no guess past the limit where thirty come at once", async () => {
    // Two are hashed at a time and twenty wait; the ten the limit lets through all fit.
    const answers = await guesses(30, "192.0.2.1");
    expect(answers.filter((code) => code === "wrong_credentials")).toHaveLength(10);
    expect(answers.filter((code) => code === "too_many_requests")).toHaveLength(20);
  });

  test("starts from nothing after a right password, so that slips over a day do not add up", async () => {
    await guesses(9, "192.0.2.1");
    await openBrowser(app, { from: "192.0.2.1" }).client.signIn({ email, password: goodPassword });
    expect(new Set(await guesses(10, "192.0.2.1"))).toEqual(new Set(["wrong_credentials"]));
    expect(await guess("192.0.2.1")).toBe("too_many_requests");
  });

  test("of many accounts from one address, or of one account from many addresses, stops at a hundred", async () => {
    for (let batch = 0; batch < 10; batch += 1)
      await Promise.all(Array.from({ length: 10 }, (_, n) => guess("192.0.2.9", `user${batch}-${n}@example.org`)));
    expect(await guess("192.0.2.9", "one-more@example.org")).toBe("too_many_requests");
    for (let batch = 0; batch < 10; batch += 1)
      await Promise.all(Array.from({ length: 10 }, (_, n) => guess(`198.51.100.${batch * 10 + n}`)));
    expect(await guess("203.0.113.1")).toBe("too_many_requests");
    expect(await guess("203.0.113.1", "someone-else@example.org")).toBe("wrong_credentials");
  });

  test("counts an unknown account as it counts a known one", async () => {
    expect(new Set(await guesses(10, "192.0.2.1", "nobody@example.org"))).toEqual(new Set(["wrong_credentials"]));
    expect(await guess("192.0.2.1", "nobody@example.org")).toBe("too_many_requests");
  });

  test("from one IPv6 network counts as one address", async () => {
    for (let n = 1; n <= 10; n += 1) await guess(`2001:db8:1:2::${n}`);
    expect(await guess("2001:db8:1:2:ffff::1")).toBe("too_many_requests");
    expect(await guess("2001:db8:1:3::1")).toBe("wrong_credentials");
  });

  test("in a flood is refused at the door, while other requests are answered", async () => {
    const flood = Array.from({ length: 60 }, (_, n) => guess(`192.0.2.${n}`, `flood${n}@example.org`));
    const others = await Promise.all(Array.from({ length: 20 }, () => openBrowser(app).client.readHealth()));
    expect(others.every((health) => health.status === "ok")).toBe(true);
    const answers = await Promise.all(flood);
    expect(new Set(answers)).toEqual(new Set(["wrong_credentials", "unavailable"]));
    expect(answers.filter((code) => code === "wrong_credentials").length).toBeGreaterThanOrEqual(22);
    // What was never looked at counts as no guess.
    expect(await guess("192.0.2.59", "flood59@example.org")).toBe("wrong_credentials");
  });
});

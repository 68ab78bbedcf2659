/**
 * A sample of contacts by reason, with value and failure demand (Seddon, "Freedom from Command and Control", 2003).
 * `asked`: `failure-share` (per cent of the time) or `largest-cause` (the failure that takes most time).
 */
import { shuffle, type RandomStream } from "../../numbers/random.ts";
import type { Draft, Generator, Refusal } from "./family.ts";
import { apart, between, firstFair, sum } from "./fair-draw.ts";
import { wordOf } from "./parameters.ts";

interface Contacts {
  reason: string;
  kind: "value" | "failure";
  count: number;
  minutes: number;
}

const VALUE = ["a new order", "a question on terms", "a change of address"];
const FAILURE = [
  "no word on progress",
  "wrong item sent",
  "promise not kept",
  "form not understood",
  "repair fails again",
];

const time = ({ count, minutes }: Contacts): number => count * minutes;

export const generate: Generator = (random, drawn) => {
  const asked = wordOf(drawn, "asked", ["failure-share", "largest-cause"]);
  return asked === "failure-share" ? share(random) : largest(random);
};

function sample(random: RandomStream, values: number, failures: number): Contacts[] {
  const row =
    (kind: Contacts["kind"]) =>
    (reason: string): Contacts => ({
      reason,
      kind,
      count: between(random, 20, 160, 10),
      minutes: between(random, 3, 18),
    });
  const rows = [
    ...shuffle(random, [...VALUE])
      .slice(0, values)
      .map(row("value")),
    ...shuffle(random, [...FAILURE])
      .slice(0, failures)
      .map(row("failure")),
  ];
  return shuffle(random, rows);
}

function share(random: RandomStream): Draft | Refusal {
  return firstFair(
    random,
    (again) => {
      const rows = sample(again, 2, 2);
      const failures = rows.filter((row) => row.kind === "failure");
      const ofTime = (100 * sum(failures.map(time))) / sum(rows.map(time));
      const ofContacts = (100 * sum(failures.map((row) => row.count))) / sum(rows.map((row) => row.count));
      const ofMinutes = (100 * sum(failures.map((row) => row.minutes))) / sum(rows.map((row) => row.minutes));
      const one = (100 * Math.max(...failures.map(time))) / sum(rows.map(time));
      const amounts = [ofTime, ofContacts, ofMinutes, one, 100 - ofTime];
      if (!apart(amounts, 4) || ofTime > 85 || ofTime < 15) return undefined;
      return {
        given: { contacts: rows.map((row) => ({ ...row })) },
        working: { failureMinutes: sum(failures.map(time)), allMinutes: sum(rows.map(time)) },
        answer: ofTime,
        wrong: [
          { mistake: "by-contacts", answer: ofContacts },
          { mistake: "by-length", answer: ofMinutes },
          { mistake: "largest-only", answer: one },
          { mistake: "value-share", answer: 100 - ofTime },
        ],
      };
    },
    "five shares that differ",
  );
}

function largest(random: RandomStream): Draft | Refusal {
  return firstFair(
    random,
    (again) => {
      const rows = sample(again, 1, 4);
      const failures = rows.filter((row) => row.kind === "failure").toSorted((a, b) => time(b) - time(a));
      const [most, second] = failures;
      if (!most || !second || time(most) < 1.1 * time(second)) return undefined;
      const frequent = Math.max(...failures.map((row) => row.count));
      const longest = Math.max(...failures.map((row) => row.minutes));
      if (most.count === frequent || most.minutes === longest) return undefined;
      return {
        given: { contacts: rows.map((row) => ({ ...row })) },
        working: { minutes: time(most), next: time(second) },
        answer: most.reason,
        wrong: failures.slice(1).map((row) => ({
          mistake: row.count === frequent ? "most-frequent" : row.minutes === longest ? "longest-each" : "in-between",
          answer: row.reason,
        })),
      };
    },
    "a largest cause that is neither the most frequent nor the longest",
  );
}

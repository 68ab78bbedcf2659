/** Which item stands at a place of the queue by the engine's policy: class, due date, cost of delay over effort. */
import { shuffle } from "../../numbers/random.ts";
import { orderQueue } from "../../priority/queue.ts";
import type { ClassOfService, QueuedItem } from "../../priority/queue-policy.ts";
import { dayNumber, writtenDate } from "../../time/civil-date.ts";
import { fixedZone } from "../../time/zone-offsets.ts";
import type { Generator } from "./family.ts";
import { apart, between, firstFair } from "./fair-draw.ts";

const WORDS: Record<ClassOfService, string> = {
  expedite: "expedite",
  fixed_date: "fixed date",
  standard: "standard",
  intangible: "intangible",
};
const CLASSES: ClassOfService[] = ["expedite", "fixed_date", "fixed_date", "standard", "standard", "standard"];

export const generate: Generator = (random) =>
  firstFair(
    random,
    (again) => {
      const classes = shuffle(again, again.nextInt(2) === 0 ? CLASSES : ["intangible" as const, ...CLASSES.slice(1)]);
      const items = classes.map((classOfService, i): QueuedItem => {
        const effort = between(again, 1, 8);
        return {
          itemId: `${i}`,
          key: `Q-${between(again, 11, 98)}`,
          classOfService,
          dueOn: classOfService === "fixed_date" ? writtenDate(dayNumber("2026-05-04") + between(again, 1, 40)) : null,
          value: between(again, 150, 1200, 50),
          effortLow: effort,
          effortHigh: effort,
          createdAt: i,
          rank: `${i}`,
          override: null,
          held: null,
        };
      });
      if (new Set(items.map(({ key }) => key)).size < items.length) return undefined;
      const ratio = (item: QueuedItem): number => (item.value ?? 0) / (item.effortLow ?? 1);
      const standard = items.filter(({ classOfService }) => classOfService === "standard");
      if (
        !apart(
          standard.map((item) => Math.log(ratio(item))),
          0.1,
        )
      )
        return undefined;
      const dates = items.flatMap(({ dueOn }) => (dueOn === null ? [] : [dayNumber(dueOn)]));
      if (!apart(dates, 0.5)) return undefined;
      const queue = orderQueue(items, { medianEffort: 3, zone: fixedZone("UTC", 0) }).map(({ item }) => item);
      const place = between(again, 2, 5);
      const at = (order: readonly QueuedItem[]): string => order[place - 1]?.key ?? "";
      const key = at(queue);
      const wrong = [
        { mistake: "cost-alone", answer: at(items.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))) },
        { mistake: "ratio-without-class", answer: at(items.toSorted((a, b) => ratio(b) - ratio(a))) },
        { mistake: "one-too-early", answer: queue[place - 2]?.key ?? "" },
        { mistake: "one-too-late", answer: queue[place]?.key ?? "" },
        { mistake: "as-listed", answer: at(items) },
      ].filter(({ answer }) => answer !== key);
      if (new Set(wrong.map(({ answer }) => answer)).size < 3) return undefined;
      return {
        given: {
          place,
          items: items.map((item) => ({
            item: item.key,
            class: WORDS[item.classOfService],
            due: item.dueOn ?? "–",
            cost: item.value ?? 0,
            effort: item.effortLow ?? 0,
          })),
        },
        working: { order: queue.map((item) => item.key).join(", ") },
        answer: key,
        wrong,
      };
    },
    "a place on which the rules disagree",
  );

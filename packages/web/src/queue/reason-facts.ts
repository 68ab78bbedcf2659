import type { QueueEntry } from "./queue-query.ts";

/** One item of a comparison, as its reason gives it; what is not known is an empty text. */
export interface ComparedItem {
  readonly key: string;
  readonly className: string;
  readonly due: string;
  readonly value: string;
  readonly effort: string;
  readonly costOverEffort: string;
  readonly since: string;
}

const classNames: Readonly<Record<string, string>> = {
  expedite: "Expedite",
  fixed_date: "Fixed date",
  standard: "Standard",
  intangible: "Intangible",
};

/** The item, the neighbour it was compared with, and the next of its class: what the sentence of its position rests on. */
export function comparedItems(facts: QueueEntry["reason"]["facts"]): ComparedItem[] {
  return ["", "against", "next"].flatMap((prefix) => {
    const fact = (name: string) => facts[prefix === "" ? name : `${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`];
    const text = (name: string) => {
      const value = fact(name);
      if (value === null || value === undefined) return "";
      return typeof value === "number" ? written(value) : value;
    };
    const key = text("key");
    if (key === "") return [];
    return [
      {
        key,
        className: classNames[text("class")] ?? text("class"),
        due: text("due"),
        value: text("value"),
        effort: text("effort"),
        costOverEffort: text("costOverEffort"),
        since: text("since"),
      },
    ];
  });
}

/** At most two decimals, three digits where it is small. */
const written = (value: number): string =>
  Number.isInteger(value) || Math.abs(value) >= 10
    ? value.toLocaleString("en", { maximumFractionDigits: 2 })
    : String(Number(value.toPrecision(3)));

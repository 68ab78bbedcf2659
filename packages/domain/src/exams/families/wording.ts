/** Puts drawn figures into a template's words. */
import type { FamilyTemplate } from "./template.ts";

export type Row = Record<string, number | string>;
export type Given = Record<string, number | string | Row[]>;

/** An amount with `decimals` places at most, no idle zeros, a comma at each thousand, a true minus sign. */
export function writeAmount(amount: number, decimals: number): string {
  const [whole = "0", fraction = ""] = Math.abs(amount).toFixed(decimals).split(".");
  const places = fraction.replace(/0+$/, "");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (places ? `.${places}` : "");
  return amount < 0 && Number(digits.replaceAll(",", "")) !== 0 ? `−${digits}` : digits;
}

/**
 * Fills each `{placeholder}` of `text`. Numbers are written with up to three decimals; rows become a Markdown table
 * under the headings in `template.tables`. Throws an `Error` for a placeholder that has no value.
 */
export function writeText(template: FamilyTemplate, text: string, values: Given): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`Family ${template.id}: nothing fills {${name}} in “${text}”.`);
    if (typeof value === "number") return writeAmount(value, 3);
    return typeof value === "string" ? value : writeTable(template, name, value);
  });
}

function writeTable(template: FamilyTemplate, name: string, rows: Row[]): string {
  const columns = template.tables?.[name];
  if (!columns) throw new Error(`Family ${template.id}: the table {${name}} has no headings under "tables".`);
  const line = (cells: string[]): string => `| ${cells.join(" | ")} |`;
  const cell = (row: Row, key: string): string => {
    const value = row[key];
    if (value === undefined) throw new Error(`Family ${template.id}: a row of {${name}} has no "${key}".`);
    return typeof value === "number" ? writeAmount(value, 3) : value;
  };
  const keys = Object.keys(columns);
  return [
    "",
    line(Object.values(columns)),
    line(keys.map((key) => (rows.every((row) => typeof row[key] === "number") ? "--:" : "---"))),
    ...rows.map((row) => line(keys.map((key) => cell(row, key)))),
    "",
  ].join("\n");
}

/** Where `--svg` puts its picture. */
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import { type Arguments, WrongUsage } from "../arguments.ts";
import { harmless, type Output } from "../printing.ts";

/** Refuses a name that is no picture's: `--svg data.csv` must not overwrite the data. */
export function pictureGiven(given: Arguments, path: string, command: string): string | null {
  const values = given.parameters.get("svg");
  if (!values) return null;
  const [value] = values;
  if (values.length > 1) throw new WrongUsage("--svg is given more than once.");
  if (value === true || value === undefined) {
    const name = path === "-" ? "throughline" : basename(path).replace(/(\.(csv|xes|sm|json|txt|tsv))?(\.gz)?$/i, "");
    return `${name}.${command}.svg`;
  }
  if (!value.toLowerCase().endsWith(".svg")) {
    throw new WrongUsage(`--svg writes a picture to a file whose name ends in .svg; "${value.slice(0, 60)}" does not.`);
  }
  return value;
}

export async function writePicture(path: string | null, aside: Output, draw: () => string): Promise<void> {
  if (path === null) return;
  await writeFile(path, draw());
  aside.write(`Picture in ${harmless(path)}\n`);
}

/** Parameters that several engine commands take, read and checked. */
import { type Arguments, textOf, WrongUsage } from "../arguments.ts";

/** The one file; refuses none and several. */
export function fileGiven({ words }: Arguments, command: string): string {
  const [path] = words;
  if (path === undefined || words.length > 1) throw new WrongUsage(`Name one file: throughline ${command} FILE`);
  return path;
}

/** A whole number from `least` to `most`, where it is given. */
export function countGiven(given: Arguments, name: string, least: number, most: number): number | undefined {
  const text = textOf(given, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new WrongUsage(`--${name} is a whole number from ${least} to ${most}; "${text.slice(0, 40)}" is none.`);
  }
  return value;
}

/** A share from 0 to 1, where it is given; `20%` does as well. */
export function shareGiven(given: Arguments, name: string): number | undefined {
  const text = textOf(given, name);
  if (text === undefined) return undefined;
  const value = text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text);
  if (text.trim() === "" || !(value >= 0 && value <= 1)) {
    throw new WrongUsage(`--${name} is a share from 0 to 1, or 0% to 100%; "${text.slice(0, 40)}" is none.`);
  }
  return value;
}

/** Confidences in percent, `50,85,95` unless given. */
export function confidencesGiven(given: Arguments): readonly number[] {
  const text = textOf(given, "confidence") ?? "50,85,95";
  const values = text.split(",").map((one) => Number(one.replace("%", "").trim()));
  if (values.some((value) => !(value > 0 && value < 100)) || text.trim() === "") {
    throw new WrongUsage(
      `--confidence lists percentages between 0 and 100, such as 50,85,95; "${text.slice(0, 40)}" does not.`,
    );
  }
  return values;
}

/** Several values: repeated, or separated by commas. */
export function listGiven({ parameters }: Arguments, name: string): readonly string[] {
  return (parameters.get(name) ?? []).flatMap((value) => {
    if (value === true) throw new WrongUsage(`--${name} needs a value.`);
    return value
      .split(",")
      .map((one) => one.trim())
      .filter(Boolean);
  });
}

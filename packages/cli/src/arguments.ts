/** What stands after the command's name: words, and parameters written `--name value`, `--name=value` or `--name` alone. */
export interface Arguments {
  readonly words: readonly string[];
  /** Every value given for a parameter, in order; `true` where none was. */
  readonly parameters: ReadonlyMap<string, readonly (string | true)[]>;
}

/** A command line that is not understood. The message says what to do. */
export class WrongUsage extends Error {
  override readonly name = "WrongUsage";
}

/** @param flags parameters that never take a value, so that a word after them is a word. */
export function readArguments(given: readonly string[], flags: ReadonlySet<string> = new Set()): Arguments {
  const words: string[] = [];
  const parameters = new Map<string, (string | true)[]>();
  for (let at = 0; at < given.length; at += 1) {
    const text = given[at] ?? "";
    if (text === "--") {
      words.push(...given.slice(at + 1));
      break;
    }
    const written = /^--([A-Za-z][A-Za-z0-9-]*)(?:=(.*))?$/s.exec(text);
    if (!written) {
      if (/^-[A-Za-z]/.test(text))
        throw new WrongUsage(`${text} is not understood: parameters begin with two hyphens.`);
      words.push(text);
      continue;
    }
    const name = parameterName(written[1] ?? "");
    let value: string | true = written[2] ?? true;
    const next = given[at + 1];
    if (value === true && !flags.has(name) && next !== undefined && !next.startsWith("--")) {
      value = next;
      at += 1;
    }
    const values = parameters.get(name);
    if (values) values.push(value);
    else parameters.set(name, [value]);
  }
  return { words, parameters };
}

/** `--dry-run` and `--dryRun` are the same. */
export const parameterName = (written: string): string =>
  written.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The one text of a parameter; undefined where it was not given. */
export function textOf({ parameters }: Arguments, name: string): string | undefined {
  const values = parameters.get(name);
  if (!values) return undefined;
  const [value] = values;
  if (values.length > 1) throw new WrongUsage(`--${name} is given more than once.`);
  if (value === true || value === undefined) throw new WrongUsage(`--${name} needs a value.`);
  return value;
}

export const isGiven = ({ parameters }: Arguments, name: string): boolean => parameters.has(name);

/** Refuses parameters that the command does not have, by name. */
export function noOthers({ parameters }: Arguments, known: readonly string[]): void {
  for (const name of parameters.keys())
    if (!known.includes(name))
      throw new WrongUsage(`There is no --${name} here. There is: ${known.map((one) => `--${one}`).join(", ")}.`);
}

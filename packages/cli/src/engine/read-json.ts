/** JSON of people's making, read with the place of whatever is wrong in it. */
import { WrongUsage } from "../arguments.ts";
import { jsonFault } from "./json-fault.ts";
import { type Source, textOfSource } from "./read-source.ts";

/** A value and where it stands: `stages[2].effort`. */
export class Placed {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path: string) {
    this.value = value;
    this.path = path;
  }

  wrong(what: string): WrongUsage {
    const shown = JSON.stringify(this.value) ?? "nothing";
    return new WrongUsage(
      `${this.path || "The file"}: ${shown.length > 60 ? `${shown.slice(0, 59)}…` : shown} is not ${what}.`,
    );
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  get isText(): boolean {
    return typeof this.value === "string";
  }

  get isObject(): boolean {
    return typeof this.value === "object" && this.value !== null && !Array.isArray(this.value);
  }

  get isList(): boolean {
    return Array.isArray(this.value);
  }

  field(name: string): Placed {
    if (!this.isObject) throw this.wrong("an object");
    return new Placed((this.value as Record<string, unknown>)[name], this.path === "" ? name : `${this.path}.${name}`);
  }

  fields(): (readonly [string, Placed])[] {
    if (!this.isObject) throw this.wrong("an object");
    return Object.keys(this.value as object).map((name) => [name, this.field(name)] as const);
  }

  /** Refuses fields that nobody reads: a misspelt one would silently do nothing. */
  onlyFields(...known: readonly string[]): this {
    for (const [name, field] of this.fields()) {
      if (!known.includes(name))
        throw new WrongUsage(`${field.path} is not known here. There is: ${known.join(", ")}.`);
    }
    return this;
  }

  list(): Placed[] {
    if (!Array.isArray(this.value)) throw this.wrong("a list");
    return this.value.map((one: unknown, i) => new Placed(one, `${this.path}[${i}]`));
  }

  text(): string {
    if (typeof this.value !== "string" || this.value === "") throw this.wrong("a text");
    return this.value;
  }

  number(): number {
    if (typeof this.value !== "number" || !Number.isFinite(this.value)) throw this.wrong("a number");
    return this.value;
  }

  yes(): boolean {
    if (typeof this.value !== "boolean") throw this.wrong("true or false");
    return this.value;
  }

  /** One of the words. */
  word<const Word extends string>(...words: readonly Word[]): Word {
    const word = words.find((one) => one === this.value);
    if (word === undefined) throw this.wrong(`one of ${words.join(", ")}`);
    return word;
  }
}

/** Refuses (`WrongUsage`) text that is no JSON, with the line. */
export function readJson(source: Source): Placed {
  const { name } = source;
  const text = textOfSource(source);
  try {
    return new Placed(JSON.parse(text), "");
  } catch {
    const at = jsonFault(text) ?? 0;
    const line = text.slice(0, at).split("\n").length;
    const there =
      at < text.length ? `${JSON.stringify(text.slice(at, at + 20))} is not expected there` : "it ends too early";
    throw new WrongUsage(
      `${name} is not JSON: line ${line}, ${there}. Look for a comma or a quotation mark too many or too few.`,
    );
  }
}

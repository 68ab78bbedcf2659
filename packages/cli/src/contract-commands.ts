/** Every endpoint of the contract as a command: its name as words, its parameters from its schemas. */
import type { Endpoint } from "@throughline/contract/endpoint";
import { type EndpointName, endpointNames, endpoints } from "@throughline/contract/endpoints";
import { type Arguments, WrongUsage } from "./arguments.ts";

type Schema = Readonly<Record<string, unknown>>;

export interface CommandParameter {
  readonly name: string;
  readonly isRequired: boolean;
  /** Such as `text`, `number`, `yes|no`, `a|b|c`, `list`, `JSON`. */
  readonly takes: string;
  readonly description: string;
  readonly schema: Schema;
}

export interface ContractCommand {
  readonly name: EndpointName;
  readonly words: readonly string[];
  readonly endpoint: Endpoint;
  readonly parameters: readonly CommandParameter[];
}

/** `createItem` → create item. */
export const wordsOf = (name: string): string[] => name.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

export const contractCommands: readonly ContractCommand[] = endpointNames
  .map((name) => {
    const endpoint: Endpoint = endpoints[name];
    return {
      name,
      words: wordsOf(name),
      endpoint,
      get parameters() {
        return [endpoint.params, endpoint.query, endpoint.body].flatMap((schema) => parametersOf(schema));
      },
    };
  })
  .toSorted((a, b) => (a.words.join(" ") < b.words.join(" ") ? -1 : 1));

/** The command that the first words name, and the words after it. `create-item` and `createItem` do as well. */
export function findCommand(
  words: readonly string[],
): { readonly command: ContractCommand; readonly rest: readonly string[] } | null {
  const [first = ""] = words;
  const single = contractCommands.find(
    (command) => command.name.toLowerCase() === first.replaceAll("-", "").toLowerCase(),
  );
  if (single) return { command: single, rest: words.slice(1) };
  let found: ContractCommand | null = null;
  for (const command of contractCommands) {
    const fits = command.words.every((word, at) => words[at]?.toLowerCase() === word);
    if (fits && (!found || command.words.length > found.words.length)) found = command;
  }
  return found && { command: found, rest: words.slice(found.words.length) };
}

function parametersOf(schema: Endpoint["body"]): CommandParameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schema.toJSONSchema({
    io: "input",
    unrepresentable: "any",
    reused: "inline",
  }) as { properties?: Record<string, Schema>; required?: string[] };
  return Object.entries(properties).map(([name, inner]) => ({
    name,
    isRequired: required.includes(name),
    takes: takes(inner),
    description: typeof inner["description"] === "string" ? inner["description"] : "",
    schema: inner,
  }));
}

const variants = (schema: Schema): readonly Schema[] =>
  ((schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined)?.filter((one) => one["type"] !== "null") ?? [schema];

function takes(schema: Schema): string {
  const kinds = new Set(
    variants(schema).map((one) => {
      const values = (one["enum"] ?? (one["const"] === undefined ? undefined : [one["const"]])) as
        | unknown[]
        | undefined;
      if (values) return values.length > 8 ? "text" : values.join("|");
      if (one["type"] === "array") return isPlainList(one) ? "list" : "JSON";
      if (one["type"] === "object" || one["type"] === undefined) return "JSON";
      if (one["type"] === "boolean") return "yes|no";
      return one["type"] === "string" ? "text" : "number";
    }),
  );
  if (kinds.has("list")) return "list";
  return [...kinds].join("|");
}

const isPlainList = (schema: Schema): boolean => {
  const items = (schema["items"] ?? {}) as Schema;
  return variants(items).every(
    (one) => one["type"] === "string" || one["enum"] !== undefined || one["const"] !== undefined,
  );
};

const allowsNull = (schema: Schema): boolean =>
  ((schema["anyOf"] ?? schema["oneOf"]) as Schema[] | undefined)?.some((one) => one["type"] === "null") ?? false;

/**
 * What was given as the endpoint's input. Words after the command fill the parameters of its path, in order.
 * @throws WrongUsage naming the parameter
 */
export function inputOf(command: ContractCommand, rest: readonly string[], given: Arguments): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  const places = [...command.endpoint.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? "");
  for (const [at, word] of rest.entries()) {
    const place = places[at];
    if (place === undefined)
      throw new WrongUsage(`"${word}" is one word too many. Parameters are written --name value.`);
    input[place] = word;
  }
  const known = new Map(command.parameters.map((parameter) => [parameter.name, parameter]));
  for (const [name, values] of given.parameters) {
    const parameter = known.get(name);
    if (!parameter) {
      const names = [...known.keys()].map((one) => `--${one}`).join(", ");
      throw new WrongUsage(
        names ? `There is no --${name} for this command. There is: ${names}.` : "This command takes no parameters.",
      );
    }
    input[name] = valueOf(parameter, values);
  }
  const missing = command.parameters.filter((parameter) => parameter.isRequired && !(parameter.name in input));
  if (missing.length > 0)
    throw new WrongUsage(`This command also needs ${missing.map((one) => `--${one.name} (${one.takes})`).join(", ")}.`);
  return input;
}

function valueOf({ name, schema, takes: kind }: CommandParameter, values: readonly (string | true)[]): unknown {
  if (kind === "list") return values.flatMap((value) => (value === true ? [] : splitList(value)));
  const [value] = values;
  if (values.length > 1) throw new WrongUsage(`--${name} is given more than once.`);
  if (value === undefined || value === true) {
    if (kind === "yes|no" || isFlag(schema)) return isFlag(schema) ? "true" : true;
    throw new WrongUsage(`--${name} needs a value (${kind}).`);
  }
  if (value === "null" && allowsNull(schema)) return null;
  if (kind === "yes|no") return yesOrNo(name, value);
  if (kind === "JSON" || (kind.includes("JSON") && /^[[{]/.test(value.trim()))) return jsonOf(name, value);
  if (kind === "number" || (kind.includes("number") && !kind.includes("text"))) {
    const number = Number(value);
    if (value.trim() === "" || !Number.isFinite(number))
      throw new WrongUsage(`--${name} is a number; "${value}" is none.`);
    return number;
  }
  return value;
}

/** In a query a flag travels as text. */
const isFlag = (schema: Schema): boolean =>
  schema["type"] === "string" &&
  !("pattern" in schema) &&
  !("minLength" in schema) &&
  !("maxLength" in schema) &&
  !("format" in schema) &&
  !("enum" in schema);

const splitList = (value: string): string[] =>
  value
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

function yesOrNo(name: string, value: string): boolean {
  if (/^(yes|true|on|1)$/i.test(value)) return true;
  if (/^(no|false|off|0)$/i.test(value)) return false;
  throw new WrongUsage(`--${name} is yes or no; "${value}" is neither.`);
}

function jsonOf(name: string, value: string): unknown {
  try {
    return JSON.parse(value) as unknown;
  } catch {
    throw new WrongUsage(`--${name} takes JSON; this cannot be read: ${value.slice(0, 80)}`);
  }
}

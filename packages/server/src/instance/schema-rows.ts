/** What is read of a JSON Schema (draft 2020-12) as zod writes it. */
export interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema | false;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly propertyNames?: Schema;
  readonly description?: string;
  readonly default?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** One field, named by its path: `members[].personId`. */
export interface SchemaRow {
  readonly name: string;
  readonly words: string;
  readonly isRequired: boolean;
  readonly description: string | null;
  readonly default: string | null;
}

const deepest = 4;
/** Beyond these zod's own safe bounds say nothing to a reader. */
const widest = Number.MAX_SAFE_INTEGER;

/** The fields of an object's schema, those of objects within it following each. */
export function schemaRows(schema: Schema, prefix = "", depth = 0): SchemaRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([property, field]) => {
    const name = `${prefix}${property}`;
    const row: SchemaRow = {
      name,
      words: schemaWords(field),
      isRequired: schema.required?.includes(property) ?? false,
      description: field.description ?? null,
      default: field.default === undefined ? null : JSON.stringify(field.default),
    };
    const within = depth >= deepest ? null : objectIn(field);
    return within ? [row, ...schemaRows(within.schema, `${name}${within.suffix}.`, depth + 1)] : [row];
  });
}

/** The object whose fields a field brings with it: its own, that of its list, or the one that may be null. */
function objectIn(schema: Schema): { readonly schema: Schema; readonly suffix: string } | null {
  if (schema.properties) return { schema, suffix: "" };
  if (schema.items) {
    const inner = objectIn(schema.items);
    return inner && { schema: inner.schema, suffix: `[]${inner.suffix}` };
  }
  const options = (schema.anyOf ?? []).filter((option) => option.type !== "null");
  return options.length === 1 && options[0] ? objectIn(options[0]) : null;
}

/** A schema in a few words: "text, at most 500 characters", "list of ids", "`queue`, `active` or `done`". */
export function schemaWords(schema: Schema): string {
  if (schema.anyOf) return anyOfWords(schema.anyOf);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return oneOf(schema.enum.map((value) => `\`${String(value)}\``));
  switch (schema.type) {
    case "string":
      return stringWords(schema);
    case "integer":
    case "number":
      return numberWords(schema);
    case "boolean":
      return "true or false";
    case "null":
      return "null";
    case "array":
      return arrayWords(schema);
    case "object":
      return schema.properties ? "object" : mapWords(schema);
    default:
      return "anything";
  }
}

function anyOfWords(options: readonly Schema[]): string {
  const words = [...new Set(options.map(schemaWords))];
  // Two ways to write one thing, such as an id or a key, are told by the description.
  return oneOf([...words.filter((word) => word !== "null"), ...words.filter((word) => word === "null")]);
}

const oneOf = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;

const formats: Readonly<Record<string, string>> = {
  uuid: "id",
  "date-time": "instant",
  date: "day",
  email: "email address",
};

/** Patterns that stand for something with a name. */
const patterns: readonly (readonly [pattern: string, words: string])[] = [
  ["^[A-Z][A-Z0-9]{0,7}-[1-9][0-9]{0,9}$", "key such as OPS-12"],
  ["^[A-Z][A-Z0-9]{0,7}$", "one to eight capital letters or digits, such as OPS"],
];

function stringWords({ format, pattern, minLength, maxLength }: Schema): string {
  const named = format === undefined ? undefined : formats[format];
  if (named) return named;
  const known = patterns.find(([each]) => each === pattern);
  if (known) return known[1];
  if (maxLength === undefined) return "text";
  return minLength === undefined || minLength <= 1
    ? `text, at most ${maxLength} characters`
    : `text, ${minLength} to ${maxLength} characters`;
}

function numberWords({ type, minimum, exclusiveMinimum, maximum }: Schema): string {
  const word = type === "integer" ? "whole number" : "number";
  const low = minimum === undefined || Math.abs(minimum) >= widest ? null : minimum;
  const high = maximum === undefined || maximum >= widest ? null : maximum;
  if (exclusiveMinimum !== undefined)
    return `${word} above ${exclusiveMinimum}${high === null ? "" : `, at most ${high}`}`;
  if (low !== null && high !== null) return `${word}, ${low} to ${high}`;
  if (low !== null) return `${word}, at least ${low}`;
  return high === null ? word : `${word}, at most ${high}`;
}

function arrayWords({ items, prefixItems, minItems, maxItems }: Schema): string {
  if (prefixItems) return `[${prefixItems.map(schemaWords).join("; ")}]`;
  const of = items ? schemaWords(items) : "anything";
  const many = of === "id" ? "ids" : of === "object" ? "objects" : of;
  const bound =
    minItems !== undefined && minItems === maxItems
      ? `, exactly ${minItems}`
      : maxItems === undefined
        ? ""
        : `, at most ${maxItems}`;
  return `list of ${many}${bound}`;
}

function mapWords({ additionalProperties, propertyNames }: Schema): string {
  const keys = propertyNames ? schemaWords(propertyNames) : "text";
  const values = typeof additionalProperties === "object" ? schemaWords(additionalProperties) : "anything";
  return `map from ${keys} to ${values}`;
}

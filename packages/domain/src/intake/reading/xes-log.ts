/** What a XES log holds (IEEE 1849-2016), as it is read: a header, then one case after another. */

export const XES_TYPES = ["string", "date", "int", "float", "boolean", "id", "list", "container"] as const;
export type XesType = (typeof XES_TYPES)[number];

export interface XesAttribute {
  /**
   * The attribute's key; one within another carries the outer keys before it, separated by slashes: `cost/currency`.
   * The entries of a list stand under the list's key in the same way, and may repeat.
   */
  readonly name: string;
  readonly type: XesType;
  /** As written. A list or container has no value of its own: it appears only where it is empty. */
  readonly value: string;
}

export interface XesEvent {
  readonly line: number;
  readonly attributes: readonly XesAttribute[];
}

export interface XesCase {
  readonly line: number;
  readonly attributes: readonly XesAttribute[];
  /** In the order of the file. */
  readonly events: readonly XesEvent[];
}

export interface XesHeader {
  readonly extensions: readonly { readonly name: string; readonly prefix: string; readonly uri: string }[];
  /** Attributes that every trace, or every event, is declared to have, with the values they have where not given. */
  readonly globals: readonly { readonly scope: "trace" | "event"; readonly attributes: readonly XesAttribute[] }[];
  readonly classifiers: readonly { readonly name: string; readonly keys: string }[];
  /** The log's own attributes, without those within others; at most 1,000. */
  readonly attributes: readonly XesAttribute[];
}

export interface XesLimits {
  /** Elements within one another. */
  readonly depth: number;
  /** XML attributes of one element. */
  readonly xmlAttributes: number;
  /** Characters of one element's tag, one text or one comment. */
  readonly piece: number;
  /** Characters of an attribute's name, the outer names before it included. */
  readonly name: number;
  /** Attributes of one event, or of one trace. */
  readonly attributes: number;
  /** Differently named attributes in the whole log. */
  readonly names: number;
  readonly eventsPerCase: number;
  /** Characters of all values of one case, or of the header. */
  readonly caseCharacters: number;
}

export const XES_LIMITS: XesLimits = {
  depth: 64,
  xmlAttributes: 64,
  piece: 1024 ** 2,
  name: 1000,
  attributes: 1000,
  names: 2000,
  eventsPerCase: 100_000,
  caseCharacters: 16 * 1024 ** 2,
};

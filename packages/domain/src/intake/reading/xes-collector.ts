/** Builds cases from the elements of a XES log as they open and close. */
import { ReadRefusal } from "./read-refusal.ts";
import {
  type XesAttribute,
  type XesCase,
  type XesEvent,
  type XesHeader,
  type XesLimits,
  XES_TYPES,
  type XesType,
} from "./xes-log.ts";
import type { XmlListener } from "./xml-pieces.ts";

type Open<T> = { -readonly [Name in keyof T]: T[Name] extends readonly (infer Entry)[] ? Entry[] : T[Name] };

/** An attribute element that is open, and whether anything stood within it. */
interface OpenAttribute {
  readonly name: string;
  readonly type: XesType;
  readonly value: string | undefined;
  hasEntries: boolean;
}

type Place = "log" | "trace" | "event" | "global" | "attribute" | "values" | "skipped";

export interface XesCollector extends XmlListener {
  readonly header: XesHeader;
  /** Whether the header is complete: a trace has begun. */
  headerDone(): boolean;
  /** The cases completed since last asked. */
  take(): XesCase[];
  /** Whether a log element was there at all. */
  sawLog(): boolean;
  /** Events that stand outside of any trace; they belong to no case. */
  readonly strayEvents: StrayEvents;
}

export interface StrayEvents {
  count: number;
  /** The line of the first; 0 where there is none. */
  line: number;
}

const MOST_HEADER_ENTRIES = 1000;

export function xesCollector(limits: XesLimits): XesCollector {
  const header = { extensions: [], globals: [], classifiers: [], attributes: [] } as Open<XesHeader>;
  const names = new Set<string>();
  const places: Place[] = [];
  const attributes: OpenAttribute[] = [];
  const strayEvents: StrayEvents = { count: 0, line: 0 };
  /** Characters kept for the case, the stray event or the header that is being read. */
  let characters = 0;
  let trace: Open<XesCase> | null = null;
  let event: Open<XesEvent> | null = null;
  let global: { scope: "trace" | "event"; attributes: XesAttribute[] } | null = null;
  let cases: XesCase[] = [];
  let logSeen = false;
  let tracesBegan = false;

  const refuse = (code: ConstructorParameters<typeof ReadRefusal>[0], sentence: string, line: number): never => {
    throw new ReadRefusal(code, sentence, { line });
  };

  const charge = (amount: number, line: number) => {
    characters += amount;
    if (characters <= limits.caseCharacters) return;
    const what = trace || event ? "one case" : "the log's header";
    refuse("xes_case_too_large", `The values of ${what} have more than ${limits.caseCharacters} characters.`, line);
  };

  const holder = () => event ?? trace ?? global;

  const keep = (attribute: XesAttribute, line: number) => {
    const { name } = attribute;
    const of = holder();
    if (!of) {
      if (name.length > limits.name || attributes.length > 1 || header.attributes.length >= MOST_HEADER_ENTRIES) return;
      charge(attribute.value.length, line);
      header.attributes.push(attribute);
      return;
    }
    if (of.attributes.length >= limits.attributes) {
      const what = event ? "event" : trace ? "trace" : "global declaration";
      refuse("xes_too_many_attributes", `An ${what} has more than ${limits.attributes} attributes.`, line);
    }
    if (!names.has(name)) {
      if (names.size >= limits.names) {
        const sentence = `The log has more than ${limits.names} differently named attributes. Leave some out.`;
        refuse("xes_too_many_names", sentence, line);
      }
      names.add(name);
    }
    of.attributes.push(attribute);
    charge(attribute.value.length, line);
  };

  const openAttribute = (type: XesType, given: Readonly<Record<string, string>>, line: number): Place => {
    const key = given.key;
    if (key === undefined) return refuse("xml_malformed", `A ${type} has no key, so it says nothing. Repair it.`, line);
    const outer = attributes.at(-1);
    if (outer) outer.hasEntries = true;
    // What describes the log as a whole may be named as it likes: most of it is not kept.
    if (holder() && key.length + (outer ? outer.name.length + 1 : 0) > limits.name) {
      refuse("xml_too_long", `The name of an attribute has more than ${limits.name} characters. Shorten it.`, line);
    }
    const attribute = { name: outer ? `${outer.name}/${key}` : key, type, value: given.value, hasEntries: false };
    attributes.push(attribute);
    if (type !== "list" && type !== "container") {
      keep({ name: attribute.name, type, value: given.value ?? "" }, line);
    }
    return "attribute";
  };

  const openElement = (name: string, given: Readonly<Record<string, string>>, line: number): Place => {
    const place = places.at(-1);
    if (place === undefined) {
      if (name !== "log") {
        const sentence = `This XML is no event log: its outermost element is "${name.slice(0, 60)}", not "log".`;
        refuse("xes_not_a_log", sentence, line);
      }
      logSeen = true;
      return "log";
    }
    if (place === "skipped") return "skipped";
    const type = XES_TYPES.find((one) => one === name);
    if (type) return openAttribute(type, given, line);
    if (place === "attribute") return name === "values" ? "values" : "skipped";
    if (name === "event" && (place === "trace" || place === "log")) {
      if (trace && trace.events.length >= limits.eventsPerCase) {
        refuse("xes_case_too_large", `A case has more than ${limits.eventsPerCase} events.`, line);
      }
      event = { line, attributes: [] };
      if (!trace) characters = 0;
      return "event";
    }
    if (place !== "log") return "skipped";
    if (name === "trace") {
      tracesBegan = true;
      trace = { line, attributes: [], events: [] };
      characters = 0;
      return "trace";
    }
    const { name: called = "", prefix = "", uri = "", keys = "", scope } = given;
    if (name === "global" && (scope === "trace" || scope === "event") && header.globals.length < 2) {
      global = { scope, attributes: [] };
      return "global";
    }
    charge(called.length + prefix.length + uri.length + keys.length, line);
    if (name === "extension" && header.extensions.length < MOST_HEADER_ENTRIES) {
      header.extensions.push({ name: called, prefix, uri });
    }
    if (name === "classifier" && header.classifiers.length < MOST_HEADER_ENTRIES) {
      header.classifiers.push({ name: called, keys });
    }
    return "skipped";
  };

  return {
    header,
    strayEvents,
    headerDone: () => tracesBegan,
    sawLog: () => logSeen,
    opened(name, given, line) {
      places.push(openElement(name, given, line));
    },
    closed() {
      const place = places.pop();
      if (place === "attribute") {
        const attribute = attributes.pop()!;
        const empty = !attribute.hasEntries && (attribute.type === "list" || attribute.type === "container");
        if (empty) keep({ name: attribute.name, type: attribute.type, value: "" }, 0);
      } else if (place === "event" && event) {
        if (trace) trace.events.push(event);
        else if (strayEvents.count++ === 0) strayEvents.line = event.line;
        event = null;
      } else if (place === "trace" && trace) {
        cases.push(trace);
        trace = null;
      } else if (place === "global" && global) {
        header.globals.push(global);
        global = null;
      }
    },
    take() {
      const done = cases;
      cases = [];
      return done;
    },
  };
}

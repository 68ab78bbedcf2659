/** Reads an event log in XES (gzipped or not) for benchmarks: per case its events with time and plain attributes, in file order. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

interface LogEvent {
  readonly at: number;
  readonly activity: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface LogCase {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly events: readonly LogEvent[];
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

/** The cases of a log in `../shared/data/logs`, or undefined (with a line printed) where that folder is absent. */
export function readSharedLog(file: string, print: (line: string) => void): LogCase[] | undefined {
  const path = new URL(`../../shared/data/logs/${file}`, import.meta.url);
  if (!existsSync(path)) {
    print(`${file}: not here, so nothing is measured on it (expected in ../shared/data/logs)`);
    return undefined;
  }
  const bytes = readFileSync(path);
  return readXes((file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
}

function readXes(text: string): LogCase[] {
  const cases: LogCase[] = [];
  let caseAttributes = new Map<string, string>();
  let events: LogEvent[] = [];
  let eventAttributes: Map<string, string> | undefined;
  let inTrace = false;
  let nested = 0;
  for (const [, closing, name, attributes, empty] of text.matchAll(TAG)) {
    if (name === "trace") {
      if (closing)
        cases.push({
          id: caseAttributes.get("concept:name") ?? String(cases.length),
          attributes: caseAttributes,
          events,
        });
      else {
        caseAttributes = new Map();
        events = [];
      }
      inTrace = !closing;
    } else if (name === "event") {
      if (closing && eventAttributes) {
        const at = Date.parse(eventAttributes.get("time:timestamp") ?? "");
        events.push({ at, activity: eventAttributes.get("concept:name") ?? "", attributes: eventAttributes });
        eventAttributes = undefined;
      } else eventAttributes = new Map();
    } else if (inTrace) {
      if (closing) nested -= 1;
      else {
        if (nested === 0) {
          const key = /\bkey\s*=\s*["']([^"']*)["']/.exec(attributes!)?.[1];
          const value = /\bvalue\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes!);
          if (key && value) (eventAttributes ?? caseAttributes).set(key, unescape(value[1] ?? value[2] ?? ""));
        }
        if (!empty) nested += 1;
      }
    }
  }
  return cases;
}

function unescape(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

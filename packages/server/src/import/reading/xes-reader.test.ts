import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { gathered, given, refusalOf } from "./testing/given-bytes.ts";
import { XES_LIMITS, type XesLimits } from "@throughline/domain/intake/reading/xes-log";
import { openXes } from "./xes-reader.ts";

const read = async (content: string | Uint8Array, xes: XesLimits = XES_LIMITS, size = 4096) => {
  const log = await openXes(given(content, size), { xes });
  return { header: log.header, cases: await gathered(log.cases()), stray: log.strayEvents };
};
const log = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<log>\n${inner}\n</log>`;
const oneEvent = (inner: string) => log(`<trace><event>${inner}</event></trace>`);
const string = (key: string, value: string) => `<string key="${key}" value="${value}"/>`;

const SMALL = log(`
  <string key="source" value="help desk"/>
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="trace">${string("concept:name", "UNKNOWN")}</global>
  <global scope="event">${string("org:group", "UNKNOWN")}</global>
  <classifier name="Activity" keys="concept:name lifecycle:transition"/>
  <trace>
    ${string("concept:name", "case &amp; 1")}
    <event>${string("concept:name", "Queued")}<date key="time:timestamp" value="2010-03-31T16:59:42.000+02:00"/></event>
    <event>
      ${string("concept:name", "Accepted")}
      <int key="cost" value="12"><string key="currency" value="EUR"/></int>
      <list key="tags"><values>${string("tag", "a")}${string("tag", "b")}</values></list>
      <container key="empty"/>
      <boolean key="late" value="true"/><id key="identity:id" value="u-1"/><float key="share" value="0.5"/>
    </event>
  </trace>
  <trace>${string("concept:name", "2")}</trace>`);

describe("openXes", () => {
  it("reads header, cases and typed attributes in order, plain and gzip, however it is cut", async () => {
    const whole = await read(SMALL);
    expect(whole.header).toEqual({
      attributes: [{ name: "source", type: "string", value: "help desk" }],
      extensions: [{ name: "Concept", prefix: "concept", uri: "http://www.xes-standard.org/concept.xesext" }],
      globals: [
        { scope: "trace", attributes: [{ name: "concept:name", type: "string", value: "UNKNOWN" }] },
        { scope: "event", attributes: [{ name: "org:group", type: "string", value: "UNKNOWN" }] },
      ],
      classifiers: [{ name: "Activity", keys: "concept:name lifecycle:transition" }],
    });
    expect(whole.cases).toHaveLength(2);
    expect(whole.cases[0]).toMatchObject({
      line: 9,
      attributes: [{ name: "concept:name", value: "case & 1" }],
      events: [
        { line: 11, attributes: [{ value: "Queued" }, { type: "date", value: "2010-03-31T16:59:42.000+02:00" }] },
        { line: 12 },
      ],
    });
    expect(whole.cases[0]?.events[1]?.attributes).toEqual([
      { name: "concept:name", type: "string", value: "Accepted" },
      { name: "cost", type: "int", value: "12" },
      { name: "cost/currency", type: "string", value: "EUR" },
      { name: "tags/tag", type: "string", value: "a" },
      { name: "tags/tag", type: "string", value: "b" },
      { name: "empty", type: "container", value: "" },
      { name: "late", type: "boolean", value: "true" },
      { name: "identity:id", type: "id", value: "u-1" },
      { name: "share", type: "float", value: "0.5" },
    ]);
    for (const size of [1, 3, 100]) {
      expect(await read(SMALL, XES_LIMITS, size)).toEqual(whole);
      expect(await read(gzipSync(SMALL), XES_LIMITS, size)).toEqual(whole);
    }
  });

  it("reads prefixed elements, other encodings and elements it does not know", async () => {
    const prefixed =
      '<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:odd><x:string key="no" value="no"/></x:odd><x:string key="a" value="Grüße"/></x:trace></x:log>';
    for (const bytes of [Buffer.from(prefixed), Buffer.from(`\ufeff${prefixed}`, "utf16le")]) {
      expect((await read(bytes)).cases).toEqual([
        { line: 1, attributes: [{ name: "a", type: "string", value: "Grüße" }], events: [] },
      ]);
    }
  });

  it("counts events outside of any trace", async () => {
    expect((await read(log(`<event>${string("a", "b")}</event><trace/><event/>`))).stray).toEqual({
      count: 2,
      line: 3,
    });
  });

  it("takes keys that are names of an object's own for keys", async () => {
    const { cases } = await read(oneEvent(string("__proto__", "x") + string("constructor", "y")));
    expect(cases[0]?.events[0]?.attributes.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
  });

  const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");
  it.each([
    ["a document type", `<!DOCTYPE log><log/>`, "xml_doctype", 1],
    [
      "an external entity",
      `<?xml version="1.0"?>\n<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/passwd">]><log>&x;</log>`,
      "xml_doctype",
      2,
    ],
    ["a billion laughs", `<!DOCTYPE log [<!ENTITY l0 "lol">${laughs}]><log>&l9;</log>`, "xml_doctype", 1],
    [
      "a document type that never ends",
      `<!-- a --><!DOCTYPE log [${"<!ENTITY a 'b'>".repeat(1_000_000)}`,
      "xml_doctype",
      1,
    ],
    ["a document type behind the root's beginning", `<log><!DOCTYPE log></log>`, "xml_malformed", 1],
    ["an entity nobody defined", oneEvent(string("a", "&boom;")), "xml_malformed", 3],
    ["20 MB of character references in a value", oneEvent(string("a", "&#65;".repeat(4_000_000))), "xml_too_long", 3],
    ["20 MB of character references in a text", oneEvent("&#65;".repeat(4_000_000)), "xml_too_long", 3],
    ["200,000 elements within one another", oneEvent('<string key="a" value="b">'.repeat(200_000)), "xml_too_deep", 3],
    ["a comment without end", `<log><!--${"x".repeat(3_000_000)}`, "xml_too_long", 1],
    ["a name without end", `<log><${"x".repeat(3_000_000)}/></log>`, "xml_too_long", 1],
    [
      "a million XML attributes",
      `<log ${Array.from({ length: 1_000_000 }, (_, i) => `a${i}="1"`).join(" ")}/>`,
      "xml_too_many_attributes",
      1,
    ],
    [
      "a million attributes of an event",
      oneEvent(Array.from({ length: 1_000_000 }, (_, i) => string(`k${i}`, "v")).join("")),
      "xes_too_many_attributes",
      3,
    ],
    [
      "a million names over the log",
      log(Array.from({ length: 1_000_000 }, (_, i) => `<trace>${string(`k${i}`, "v")}</trace>`).join("")),
      "xes_too_many_names",
      3,
    ],
    ["an attribute's name of a megabyte", oneEvent(string("k".repeat(1_000_000), "v")), "xml_too_long", 3],
    ["a case of 40 MB", oneEvent(string("a", "y".repeat(1_000_000)).repeat(40)), "xes_case_too_large", 3],
    ["an attribute without a key", oneEvent('<string value="b"/>'), "xml_malformed", 3],
    ["XML that is no log", `<html><body/></html>`, "xes_not_a_log", 1],
    ["XML cut off", SMALL.slice(0, -200), "xml_truncated", undefined],
    ["XML with elements crossed", log("<trace><event></trace></event>"), "xml_malformed", 3],
    ["a control character", oneEvent(string("a", "\u0008")), "xml_malformed", 3],
    ["a reference to a zero byte", oneEvent(string("a", "&#0;")), "xml_malformed", 3],
    ["a zero byte", oneEvent(string("a", "\0")), "nul_byte", 3],
    ["half a character by reference", oneEvent(string("a", "&#xD800;")), "xml_malformed", 3],
    ["bytes that are not UTF-8", Buffer.from(oneEvent(string("a", "Größe")), "latin1"), "encoding_invalid", 3],
    ["gzip cut off", gzipSync(SMALL).subarray(0, 300), "gzip_truncated", undefined],
  ])("refuses %s", async (_, content, code, line) => {
    const refusal = await refusalOf(read(content, XES_LIMITS, 65_536));
    expect(refusal).toMatchObject({ code, ...(line === undefined ? {} : { line }) });
    expect(refusal.sentence).toMatch(/\.$/);
  });

  it("refuses by its limits and not otherwise", async () => {
    const two = log(`<trace><event/><event/>${string("a", "xx")}</trace>`);
    expect((await read(two, { ...XES_LIMITS, eventsPerCase: 2, caseCharacters: 2, depth: 3 })).cases).toHaveLength(1);
    for (const [limit, code] of [
      [{ eventsPerCase: 1 }, "xes_case_too_large"],
      [{ caseCharacters: 1 }, "xes_case_too_large"],
      [{ depth: 2 }, "xml_too_deep"],
      [{ names: 0 }, "xes_too_many_names"],
      [{ attributes: 0 }, "xes_too_many_attributes"],
      [{ xmlAttributes: 1 }, "xml_too_many_attributes"],
    ] as const) {
      expect((await refusalOf(read(two, { ...XES_LIMITS, ...limit }))).code).toBe(code);
    }
    const deep = oneEvent(`${'<string key="a" value="b">'.repeat(1000)}${"</string>".repeat(1000)}`);
    expect((await read(deep, { ...XES_LIMITS, depth: 2000, name: 10_000 })).cases).toHaveLength(1);
    expect(
      (await read(oneEvent(string("a", "&#65;".repeat(400_000))), { ...XES_LIMITS, piece: 4_000_000 })).cases[0]
        ?.events[0]?.attributes[0]?.value,
    ).toBe("A".repeat(400_000));
  });

  it("reads what describes the log as a whole however it is named, and keeps little of it", async () => {
    const { header } = await read(
      log(
        `<int key="${"k".repeat(5000)}" value="1"/><float key="a" value="1"><float key="b" value="2"/></float><trace/>`,
      ),
    );
    expect(header.attributes).toEqual([{ name: "a", type: "float", value: "1" }]);
  });

  it("gives cases while the file is still coming", async () => {
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("<log>");
      for (;;) {
        sent++;
        yield Buffer.from(`<trace>${string("concept:name", String(sent))}</trace>`.repeat(100));
      }
    }
    const opened = await openXes(endless());
    let cases = 0;
    for await (const portion of opened.cases()) if ((cases += portion.length) > 1000) break;
    await opened.close();
    expect(cases).toBeGreaterThan(1000);
    expect(sent).toBeLessThan(100);
  });
});

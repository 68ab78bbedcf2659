import { endpointNames } from "@throughline/contract/endpoints";
import { refusals } from "@throughline/contract/refusals";
import { expect, test } from "vitest";
import { z } from "zod";
import { docsPage } from "./docs-page.ts";
import { html, withCode } from "./html.ts";
import { schemaRows, schemaWords, type Schema } from "./schema-rows.ts";

const page = docsPage("1.2.3", "https://work.example.org");

test("every endpoint and every refusal has its place on the page, once", () => {
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
  expect(new Set(ids).size).toBe(ids.length);
  for (const name of endpointNames) expect(ids).toContain(name);
  for (const code of Object.keys(refusals)) expect(ids).toContain(code);
});

test("every link within the page leads somewhere on it", () => {
  const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
  for (const [, anchor] of page.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(anchor);
});

test("the page needs no script and no style of its own, which a strict policy would refuse", () => {
  expect(page).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|javascript:/i);
  expect(page).toContain("export TL=https://work.example.org");
});

test("what is put into a page stays text", () => {
  expect(html`<p>${`<b onclick="x">'&`}</p>`.text).toBe("<p>&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;</p>");
  expect(html`${[html`<i>x</i>`, "<", null, 3]}`.text).toBe("<i>x</i>&lt;3");
  expect(withCode("Send `<a>` back").text).toBe("Send <code>&lt;a&gt;</code> back");
});

const schema = (of: z.ZodType): Schema => z.toJSONSchema(of, { io: "input" }) as Schema;

test("a schema is told in words", () => {
  const words = (of: z.ZodType) => schemaWords(schema(of));
  expect(words(z.uuid())).toBe("id");
  expect(words(z.uuid().nullable())).toBe("id or null");
  expect(words(z.string().min(1).max(80))).toBe("text, at most 80 characters");
  expect(words(z.int())).toBe("whole number");
  expect(words(z.int().min(1).max(9))).toBe("whole number, 1 to 9");
  expect(words(z.number().positive())).toBe("number above 0");
  expect(words(z.enum(["queue", "done"]))).toBe("`queue` or `done`");
  expect(words(z.array(z.uuid()).max(5))).toBe("list of ids, at most 5");
  expect(words(z.tuple([z.int(), z.iso.date()]))).toBe("[whole number; day]");
  expect(words(z.record(z.uuid(), z.boolean()))).toBe("map from id to true or false");
});

test("fields within fields are named by their path, with what is needed and what stands without them", () => {
  const rows = schemaRows(
    schema(
      z.strictObject({
        members: z.array(z.strictObject({ id: z.uuid(), lead: z.boolean().default(false) })),
        name: z.string().optional().describe("How it is called"),
      }),
    ),
  );
  expect(rows).toMatchObject([
    { name: "members", words: "list of objects", isRequired: true },
    { name: "members[].id", words: "id", isRequired: true },
    { name: "members[].lead", isRequired: false, default: "false" },
    { name: "name", isRequired: false, description: "How it is called" },
  ]);
});

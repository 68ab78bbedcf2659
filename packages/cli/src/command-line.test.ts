import { endpointNames } from "@throughline/contract/endpoints";
import { describe, expect, test } from "vitest";
import { readArguments, WrongUsage } from "./arguments.ts";
import { contractCommands, findCommand, inputOf } from "./contract-commands.ts";
import { printAnswer } from "./printing.ts";
import { run, type Surroundings } from "./run.ts";

function surroundings() {
  const told = { out: "", aside: "" };
  const value: Surroundings = {
    environment: { THROUGHLINE_CONFIG: "/nowhere/config.json", THROUGHLINE_URL: "http://127.0.0.1:9" },
    out: { write: (text) => void (told.out += text), width: null },
    aside: { write: (text) => void (told.aside += text), width: null },
    interrupted: new AbortController().signal,
    ask: null,
  };
  return { told, value };
}

const input = (line: readonly string[]) => {
  const found = findCommand(line.filter((_, at) => line.slice(0, at + 1).every((one) => !one.startsWith("--"))));
  if (!found) throw new Error("no such command");
  const parameters = line.slice(line.findIndex((word) => word.startsWith("--")));
  return inputOf(
    found.command,
    found.rest,
    readArguments(line.some((word) => word.startsWith("--")) ? parameters : []),
  );
};

describe("a command line", () => {
  test("has a command for every endpoint of the contract, each by different words", () => {
    expect(contractCommands.map((command) => command.name).toSorted()).toEqual([...endpointNames].toSorted());
    expect(new Set(contractCommands.map((command) => command.words.join(" "))).size).toBe(contractCommands.length);
  });

  test("names a command by words, with hyphens or as the contract does, the longest that fits", () => {
    for (const words of [["list", "item", "ids"], ["list-item-ids"], ["listItemIds"]])
      expect(findCommand(words)?.command.name).toBe("listItemIds");
    expect(findCommand(["list", "items"])?.command.name).toBe("listItems");
    expect(findCommand(["fetch", "items"])).toBeNull();
  });

  test("gives words to the path's parameters and reads values as the schemas ask", () => {
    expect(
      input(["move", "item", "OPS-1", "--stageId", "x", "--revision=3", "--confirmed", "a,b", "--confirmed", "c"]),
    ).toEqual({
      item: "OPS-1",
      stageId: "x",
      revision: 3,
      confirmed: ["a", "b", "c"],
    });
    expect(input(["change", "item", "OPS-1", "--revision", "1", "--due-on", "null", "--fields", '{"a":1}'])).toEqual({
      item: "OPS-1",
      revision: 1,
      dueOn: null,
      fields: { a: 1 },
    });
    expect(input(["list", "items", "--blocked", "--team", "a,b"])).toEqual({ blocked: "true", team: ["a", "b"] });
  });

  test.each([
    [
      "a number that is none",
      ["move", "item", "OPS-1", "--stageId", "x", "--revision", "three"],
      /revision is a number/,
    ],
    ["a parameter that does not exist", ["list", "teams", "--colour", "red"], /takes no parameters/],
    ["something that is needed and missing", ["create", "item", "--title", "x"], /--workflowId/],
    ["a word too many", ["read", "item", "OPS-1", "OPS-2"], /one word too many/],
    ["JSON that is none", ["change", "item", "OPS-1", "--revision", "1", "--fields", "{a"], /cannot be read/],
  ])("refuses %s, naming it", (_, line, message) => {
    expect(() => input(line)).toThrow(WrongUsage);
    expect(() => input(line)).toThrow(message);
  });
});

describe("running", () => {
  test("help lists every command, and tells what one takes", async () => {
    const { told, value } = surroundings();
    expect(await run(["help"], value)).toBe(0);
    for (const command of contractCommands) expect(told.out).toContain(`  ${command.words.join(" ")}`);
    told.out = "";
    expect(await run(["import", "--help"], value)).toBe(0);
    expect(told.out).toContain("--dry-run");
  });

  test("tells what is wrong apart from the answer, with a code for each kind", async () => {
    const { told, value } = surroundings();
    expect(await run(["frobnicate"], value)).toBe(2);
    expect(await run(["list", "items"], value)).toBe(3);
    expect(await run(["import", "/nowhere/at/all.csv", "--yes"], value)).not.toBe(0);
    expect(told.out).toBe("");
    expect(told.aside.match(/^throughline: /gm)).toHaveLength(3);
  });
});

test("other people's words cannot move the cursor of a terminal", () => {
  let text = "";
  const out = { write: (written: string) => void (text += written), width: null };
  printAnswer(out, { rows: [{ key: "OPS-1", title: "a\u001B[2Jb\nc" }], next: null }, false);
  expect(text).toBe("KEY    TITLE\nOPS-1  a [2Jb c\n");
});

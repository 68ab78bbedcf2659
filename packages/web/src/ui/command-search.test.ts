import { expect, test } from "vitest";
import { type Command, findCommands } from "./command-search.ts";

const command = (id: string, title: string, group: string, more: Partial<Command> = {}): Command => ({
  id,
  title,
  group,
  ...more,
});
const commands = [
  command("my-work", "My work", "Go to"),
  command("triage", "Triage", "Go to"),
  command("archive", "Archive this item", "Do", { words: ["put away"] }),
  command("review", "Move to Review", "Do"),
];
const written = (query: string, asked: readonly Command[] = []) =>
  findCommands(query, commands, asked).map(({ title, commands: found }) => [
    title,
    ...found.map(({ command: { id } }) => id),
  ]);

test("with nothing typed everything stands in the order given", () => {
  expect(written("")).toEqual([
    ["Go to", "my-work", "triage"],
    ["Do", "archive", "review"],
  ]);
});

test("the group with the best match stands first", () => {
  expect(written("rev")[0]).toEqual(["Do", "review"]);
});

test("a command is found by its other words", () => {
  expect(written("away")[0]).toEqual(["Do", "archive"]);
});

test("what a source found stands after what is known, once, even where its title does not match", () => {
  const asked = [command("item-1", "Renew the certificate", "Items"), command("triage", "Triage", "Go to")];
  expect(written("triag", asked)).toEqual([
    ["Go to", "triage"],
    ["Items", "item-1"],
  ]);
});

test("a group shows eight at most while one types", () => {
  const many = Array.from({ length: 30 }, (_, at) => command(`item-${at}`, `Item ${at}`, "Items"));
  expect(findCommands("item", many)[0]?.commands).toHaveLength(8);
  expect(findCommands("", many)[0]?.commands).toHaveLength(30);
});

import { type ContractCommand, contractCommands } from "./contract-commands.ts";
import type { ShapedCommand } from "./command.ts";

const gap = 34;

/** Every command there is. */
export function helpText(shaped: readonly ShapedCommand[]): string {
  const line = (words: string, summary: string) =>
    `  ${words.length < gap ? words.padEnd(gap) : `${words}\n  ${" ".repeat(gap)}`}${summary}\n`;
  const sections = Map.groupBy(contractCommands, (command) => command.endpoint.path.split("/")[1] ?? "");
  let text = `throughline: all of an organisation's work, from the command line

  throughline COMMAND [WORDS] [--parameter value] [--json]
  throughline help COMMAND        what a command takes

The server and the key come from THROUGHLINE_URL and THROUGHLINE_KEY, or from what "throughline connect" keeps.
Exit codes: 0 done, 1 refused, 2 not understood, 3 no answer, 4 failed.

`;
  for (const command of shaped) text += line(command.words.join(" "), command.summary);
  for (const [noun, commands] of [...sections].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    text += `\n${noun}\n`;
    for (const command of commands) text += line(command.words.join(" "), command.endpoint.summary);
  }
  return text;
}

export const helpOfShaped = (command: ShapedCommand): string =>
  `${command.summary}\n\n  throughline ${command.usage}\n${command.details === undefined ? "" : `\n${command.details}\n`}`;

/** What one command of the contract takes. */
export function helpOf(command: ContractCommand): string {
  const { endpoint, parameters, words } = command;
  const places = [...endpoint.path.matchAll(/:([A-Za-z]+)/g)].map((match) => match[1] ?? "");
  const lines = parameters.map(({ name, takes, isRequired, description }) =>
    `  --${`${name} ${takes}`.padEnd(gap)}${isRequired ? "(needed) " : ""}${description}`.trimEnd(),
  );
  if (endpoint.upload) lines.push(`  --${"file PATH".padEnd(gap)}(needed) The file to send`);
  if (endpoint.output === "file")
    lines.push(`  --${"out PATH".padEnd(gap)}Where to write the file; otherwise it is printed`);
  const rights = endpoint.access === "anyone" ? "nobody in particular" : endpoint.access;
  return `${endpoint.summary}

  throughline ${[...words, ...places.map((place) => place.toUpperCase())].join(" ")}${lines.length > 0 ? " [--parameter value]" : ""}

${lines.join("\n")}${lines.length > 0 ? "\n\n" : ""}Right: ${rights}. ${endpoint.method} /api/v1${endpoint.path}. May be refused as: ${endpoint.refusals.join(", ") || "nothing of its own"}.
`;
}

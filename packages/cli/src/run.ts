import type { Client } from "@throughline/contract/client";
import { WrongUsage } from "./arguments.ts";
import { callEndpoint } from "./call-endpoint.ts";
import type { CommandCall, ShapedCommand } from "./command.ts";
import { connectCommand } from "./connect-command.ts";
import { clientOf, readConnection } from "./connection.ts";
import { contractCommands, findCommand } from "./contract-commands.ts";
import { forecastCommand } from "./engine/forecast-command.ts";
import { flowCommand } from "./engine/flow-command.ts";
import { mineCommand } from "./engine/mine-command.ts";
import { simulateCommand } from "./engine/simulate-command.ts";
import { scheduleCommand } from "./engine/schedule-command.ts";
import { exportCommand } from "./export-command.ts";
import { exitCodes, tellFailure } from "./failure.ts";
import { helpOf, helpOfShaped, helpText } from "./help.ts";
import { importCommand } from "./import-command.ts";

/** Commands made for people. Those that compute here, without a server, stand in the same list and never ask for the client. */
const shapedCommands: readonly ShapedCommand[] = [
  connectCommand,
  importCommand,
  exportCommand,
  forecastCommand,
  flowCommand,
  scheduleCommand,
  simulateCommand,
  mineCommand,
];

export type Surroundings = Omit<CommandCall, "given" | "client">;

/** Runs one command line. @returns the exit code. */
export async function run(given: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await dispatch(given, surroundings);
    return exitCodes.done;
  } catch (error) {
    const { text, code } = tellFailure(error);
    surroundings.aside.write(`throughline: ${text}\n`);
    return code;
  }
}

async function dispatch(given: readonly string[], surroundings: Surroundings): Promise<void> {
  const { out, environment } = surroundings;
  const wantsHelp = given.includes("--help");
  const words = given.filter((word) => word !== "--help");
  const asked = words[0] === "help" ? words.slice(1) : words;
  if (asked.length === 0) {
    out.write(helpText(shapedCommands));
    return;
  }
  const isHelp = wantsHelp || words[0] === "help";
  const shaped = shapedCommands.find((command) => command.words.every((word, at) => asked[at] === word));
  if (shaped && isHelp) {
    out.write(helpOfShaped(shaped));
    return;
  }
  let client: Client | null = null;
  const open = async () => (client ??= clientOf(await readConnection(environment)));
  if (shaped) {
    await shaped.run({ ...surroundings, given: asked.slice(shaped.words.length), client: open });
    return;
  }
  const firstParameter = asked.findIndex((word) => word.startsWith("-"));
  const plain = firstParameter === -1 ? asked : asked.slice(0, firstParameter);
  const found = findCommand(plain);
  if (!found) throw new WrongUsage(unknown(plain));
  if (isHelp) {
    out.write(helpOf(found.command));
    return;
  }
  const parameters = firstParameter === -1 ? [] : asked.slice(firstParameter);
  await callEndpoint(found.command, found.rest, { ...surroundings, given: parameters, client: open });
}

function unknown(words: readonly string[]): string {
  const written = words.join(" ").slice(0, 60);
  const near = contractCommands
    .filter((command) => words.some((word) => command.words.includes(word.toLowerCase())))
    .slice(0, 5)
    .map((command) => command.words.join(" "));
  return `There is no command "${written}". ${near.length > 0 ? `There is: ${near.join(", ")}. ` : ""}"throughline help" lists them all.`;
}

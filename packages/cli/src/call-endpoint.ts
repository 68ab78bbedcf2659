import { openAsBlob } from "node:fs";
import { writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Client } from "@throughline/contract/client";
import { isGiven, readArguments, textOf, WrongUsage } from "./arguments.ts";
import type { CommandCall } from "./command.ts";
import { type ContractCommand, inputOf } from "./contract-commands.ts";
import { printAnswer } from "./printing.ts";

/** Runs the command of an endpoint: reads its input, calls it, prints what it answers. */
export async function callEndpoint(
  command: ContractCommand,
  rest: readonly string[],
  call: CommandCall,
): Promise<void> {
  const { endpoint, name } = command;
  const own = readArguments(call.given, new Set(["json"]));
  const parameters = new Map(own.parameters);
  const asJson = isGiven(own, "json");
  const outPath = endpoint.output === "file" ? textOf(own, "out") : undefined;
  const filePath = endpoint.upload ? textOf(own, "file") : undefined;
  parameters.delete("json");
  if (endpoint.output === "file") parameters.delete("out");
  if (endpoint.upload) parameters.delete("file");
  const input = inputOf(command, rest, { words: own.words, parameters });
  const client = await call.client();
  const run = client[name] as (
    input: Record<string, unknown>,
    options?: { body?: FormData; signal?: AbortSignal },
  ) => ReturnType<Client[typeof name]>;
  if (endpoint.upload) {
    if (filePath === undefined) throw new WrongUsage("Name the file to send: --file PATH");
    const body = new FormData();
    for (const [field, value] of Object.entries(input))
      if (!endpoint.path.includes(`:${field}`)) body.append(field, String(value));
    body.append("file", await openAsBlob(filePath), basename(filePath));
    printAnswer(call.out, await run(input, { body }), asJson);
    return;
  }
  if (endpoint.output === "stream") {
    await printStream(call, (await run(input, { signal: call.interrupted })) as Response);
    return;
  }
  const answer: unknown = await run(input);
  if (endpoint.output !== "file") {
    printAnswer(call.out, answer, asJson);
    return;
  }
  const bytes = new Uint8Array(await (answer as Response).arrayBuffer());
  if (outPath === undefined) call.out.write(new TextDecoder().decode(bytes));
  else await writeFile(outPath, bytes);
}

/** The data of each server-sent event on a line of its own, until it ends or is interrupted. */
async function printStream({ out, interrupted }: CommandCall, response: Response): Promise<void> {
  if (!response.body) return;
  let text = "";
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) if (line.startsWith("data: ")) out.write(`${line.slice(6)}\n`);
    }
  } catch (error) {
    if (!interrupted.aborted) throw error;
  }
}

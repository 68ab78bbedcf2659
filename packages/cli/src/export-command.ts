import { createWriteStream } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Client } from "@throughline/contract/client";
import type { exportNounNames } from "@throughline/contract/exports";
import { noOthers, readArguments, textOf, WrongUsage } from "./arguments.ts";
import type { ShapedCommand } from "./command.ts";
import { NotDone } from "./failure.ts";

const usualFolder = "throughline-export";

export const exportCommand: ShapedCommand = {
  words: ["export"],
  summary: "Take everything out: a CSV file for each noun, or one JSON document",
  usage: "export [--format csv|json] [--out FOLDER]",
  async run({ given, client: open, out, aside }) {
    const read = readArguments(given);
    noOthers(read, ["format", "out"]);
    if (read.words.length > 0) throw new WrongUsage("export takes no words; name the folder with --out");
    const format = textOf(read, "format") ?? "csv";
    if (format !== "csv" && format !== "json") throw new WrongUsage("--format is csv or json.");
    const folder = textOf(read, "out");
    const client = await open();
    const { exportId, files } = await client.createExport({ format });
    if (format === "json" && folder === undefined) {
      // Made for a pipe: throughline export --format json | gzip > all.json.gz
      const decoder = new TextDecoder();
      for await (const chunk of await bodyOf(client, exportId, "everything"))
        out.write(decoder.decode(chunk as Uint8Array, { stream: true }));
      return;
    }
    const into = folder ?? usualFolder;
    await mkdir(into, { recursive: true });
    for (const { file, name } of files) {
      const path = join(into, name);
      await pipeline(
        await bodyOf(client, exportId, file as FileName),
        createWriteStream(`${path}.part`, { mode: 0o600 }),
      );
      await rename(`${path}.part`, path);
      aside.write(`${path}\n`);
    }
    out.write(`${files.length === 1 ? "1 file" : `${files.length} files`} in ${into}\n`);
  },
};

type FileName = (typeof exportNounNames)[number] | "everything";

async function bodyOf(client: Client, exportId: string, file: FileName): Promise<Readable> {
  const response = await client.readExportFile({ exportId, file });
  if (!response.body) throw new NotDone(`The server sent no ${file}.`);
  return Readable.fromWeb(response.body as import("node:stream/web").ReadableStream);
}

/** Daily counts for benchmarks, read as the command line reads them: several series in a file by name, days without a row counting 0. */
import { readArguments, WrongUsage } from "../packages/cli/src/arguments.ts";
import { dailyCounts, seriesOf } from "../packages/cli/src/engine/daily-counts.ts";
import { readRows } from "../packages/cli/src/engine/read-rows.ts";
import { readSource } from "../packages/cli/src/engine/read-source.ts";
import { ReadRefusal } from "../packages/domain/src/intake/reading/read-refusal.ts";
import { RefusedInput } from "../packages/domain/src/numbers/refused-input.ts";
import { dataFiles, dataName } from "./bench-data.ts";

export async function readDaily(
  options: readonly string[],
  print: (line: string) => void,
): Promise<ReadonlyMap<string, Int32Array>> {
  const series = new Map<string, Int32Array>();
  const files = dataFiles(options, "throughput", /\.(csv|tsv)(\.gz)?$/i, print);
  for (const path of files) {
    const usual = ["--zone", "UTC"];
    try {
      const source = await readSource(path);
      if (source.kind !== "csv") continue;
      const table = readRows(source, new Set());
      const several = seriesOf(table, readArguments(usual));
      for (const name of several?.names ?? [null]) {
        const given = readArguments(name === null ? usual : [...usual, "--where", `${several!.column}=${name}`]);
        const { counts } = dailyCounts(table, given, undefined);
        const own = name ?? dataName(path);
        series.set(series.has(own) ? `${dataName(path)} ${own}` : own, Int32Array.from(counts));
      }
    } catch (error) {
      if (!(error instanceof ReadRefusal || error instanceof WrongUsage || error instanceof RefusedInput)) throw error;
      print(`${dataName(path)}: left out. ${error.message}`);
    }
  }
  return series;
}

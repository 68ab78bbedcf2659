/** Reads event logs for benchmarks, in XES and CSV, with the readers of the command line: what is odd about a file is printed. */
import { readArguments, WrongUsage } from "../packages/cli/src/arguments.ts";
import { readRows } from "../packages/cli/src/engine/read-rows.ts";
import { readSource } from "../packages/cli/src/engine/read-source.ts";
import { readWork, wantedColumns } from "../packages/cli/src/engine/read-work.ts";
import { ReadRefusal } from "../packages/domain/src/intake/reading/read-refusal.ts";
import { dataFiles, dataName } from "./bench-data.ts";

export interface LogCase {
  readonly id: string;
  /** In the order of the file. */
  readonly events: readonly LogEvent[];
}

interface LogEvent {
  readonly at: number;
  readonly activity: string;
  /** The value of an attribute, "" where there is none. */
  readonly attribute: (name: string) => string;
}

export interface PublicLog {
  /** `bpi2013`, `helpdesk`, or what the file is called. */
  readonly name: string;
  /** The attributes that its events have. */
  readonly attributes: readonly string[];
  readonly cases: readonly LogCase[];
}

const PUBLISHED = { bpi2013: /bpi.*2013.*incidents/i, helpdesk: /^helpdesk/i };
/** Attributes that a benchmark may ask for; of a log in CSV all can be had. */
const KEPT = ["org:group", "org:resource", "org:role", "impact", "product", "organization country"];

/** The logs of the folder one after another, the two with published figures first. Every event counts, whatever its lifecycle. */
export async function* publicLogs(
  options: readonly string[],
  print: (line: string) => void,
): AsyncGenerator<PublicLog> {
  const nameOf = (path: string) => {
    const own = dataName(path);
    const published = Object.entries(PUBLISHED).find(([, pattern]) => pattern.test(own));
    return published?.[0] ?? own.toLowerCase().replaceAll(/[^a-z0-9]+/g, "_");
  };
  const files = dataFiles(options, "logs", /\.(xes|csv|tsv)(\.gz)?$/i, print).map(
    (path) => [nameOf(path), path] as const,
  );
  const isPublished = ([name]: (typeof files)[number]) => (name in PUBLISHED ? 0 : 1);
  for (const [name, path] of files.sort((a, b) => isPublished(a) - isPublished(b))) {
    const given = readArguments(
      ["--zone", "UTC", "--lifecycle", "all", "--skipUnreadable"],
      new Set(["skipUnreadable"]),
    );
    try {
      const source = await readSource(path);
      const table = readRows(source, new Set([...wantedColumns(given), ...KEPT]));
      const work = readWork(table, given);
      if (!table.isLog) print(`${name}: ${work.told.join(" ")}`);
      else for (const note of work.told.slice(1)) print(`${name}: ${note}`);
      const cases = new Map<string, LogEvent[]>();
      for (const { case: id, activity, at, row } of work.events) {
        const event = { activity, at, attribute: (column: string) => row.values(column)[0] ?? "" };
        const own = cases.get(id);
        if (own) own.push(event);
        else cases.set(id, [event]);
      }
      yield { name, attributes: table.columns, cases: [...cases].map(([id, events]) => ({ id, events })) };
    } catch (error) {
      if (!(error instanceof ReadRefusal || error instanceof WrongUsage)) throw error;
      print(`${name}: left out. ${error.message}`);
    }
  }
}

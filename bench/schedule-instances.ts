/** The public PSPLIB instances for the schedule benchmark: plans and their best known bounds, read from archives as they are. */
import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { readPsplib } from "../packages/domain/src/projects/psplib.ts";
import type { ResourcePlan } from "../packages/domain/src/projects/resource-plan.ts";

export interface Instance {
  readonly name: string;
  readonly plan: ResourcePlan;
  /** Best known lower and upper bound of its length; equal where the optimum is known. */
  readonly bestLower: number;
  readonly bestUpper: number;
}

const ARCHIVES = { j30: "j30.sm.tar.gz", j120: "j120_rep1to5.sm.tar.gz" };

/** All instances of a set by name in order of their numbers, or undefined where the folder does not hold it. */
export function readInstances(folder: string, set: keyof typeof ARCHIVES): Instance[] | undefined {
  const [archive, bounds] = [`${folder}/${ARCHIVES[set]}`, `${folder}/bounds.csv`];
  if (!existsSync(archive) || !existsSync(bounds)) return undefined;
  const [header = [], ...rows] = readFileSync(bounds, "utf8")
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const column = (name: string) => header.indexOf(name);
  const known = new Map(rows.map((row) => [row[column("instance")]!, row]));
  return [...filesOf(gunzipSync(readFileSync(archive)))]
    .filter(([path]) => path.endsWith(".sm"))
    .map(([path, text]) => {
      const name = path.slice(path.lastIndexOf("/") + 1, -".sm".length);
      const row = known.get(name);
      if (!row) throw new Error(`bounds.csv has no row for ${name}`);
      const [bestLower, bestUpper] = [Number(row[column("best_lb")]), Number(row[column("best_ub")])];
      return { name, plan: readPsplib(text), bestLower, bestUpper };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

/** Name and text of each file in a tar archive: headers of 512 bytes, contents padded to as much. */
function* filesOf(archive: Buffer): Generator<[name: string, text: string]> {
  const field = (at: number, length: number) => archive.toString("latin1", at, at + length).split("\0")[0]!;
  for (let at = 0; at + 512 <= archive.length;) {
    const name = field(at, 100);
    if (name === "") return;
    const size = Number.parseInt(field(at + 124, 12), 8);
    const isFile = ["", "0"].includes(field(at + 156, 1));
    if (isFile) yield [name, archive.toString("utf8", at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/**
 * PSPLIB instances for the schedule benchmark, whole sets: `.sm` files in a folder, or in archives (zip, tar, gzip) of it. The
 * best known lengths come from a `bounds.csv` (instance, best_ub), or from PSPLIB's own solution files (`*opt.sm`, `*hrs.sm`).
 */
import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readPsplib } from "../packages/domain/src/projects/psplib.ts";
import type { ResourcePlan } from "../packages/domain/src/projects/resource-plan.ts";
import { dataFiles, unpacked } from "./bench-data.ts";

export interface Instance {
  /** As PSPLIB calls it: `j12060_10`. */
  readonly name: string;
  readonly plan: ResourcePlan;
  /** Its best known length; undefined where that is not told. */
  readonly bestUpper: number | undefined;
}

const INSTANCE = /^j(30|60|90|120)\d+_\d+$/;

/** The sets that are there, by name (`j30`), each in order of its instances' numbers. */
export function readSets(options: readonly string[], print: (line: string) => void): ReadonlyMap<string, Instance[]> {
  const paths = dataFiles(options, "psplib", /./, print);
  const folders = paths.length === 1 && /bounds|\.(sm|zip|gz|tgz|tar)$/i.test(paths[0]!) ? [] : foldersIn(paths);
  const known = new Map<string, number>();
  const plans = new Map<string, ResourcePlan>();
  for (const path of [...paths, ...folders]) {
    if (!/\.(sm|csv|zip|gz|tgz|tar)$/i.test(path)) continue;
    for (const [inside, content] of unpacked(path)) {
      const name = basename(inside);
      if (/bounds.*\.csv$/i.test(name)) fromBounds(content.toString("utf8"), known);
      else if (/(hrs|opt)[^/]*\.(sm|txt)$/i.test(name)) fromSolutions(name, content.toString("latin1"), known);
      else if (/\.sm$/i.test(name)) {
        try {
          plans.set(name.slice(0, -".sm".length).toLowerCase(), readPsplib(content.toString("latin1")));
        } catch (error) {
          print(`${name}: left out. ${error instanceof Error ? error.message : ""}`);
        }
      }
    }
  }
  const sets = new Map<string, Instance[]>();
  for (const [name, plan] of plans) {
    const set = INSTANCE.test(name) ? `j${INSTANCE.exec(name)![1]}` : `j${plan.activities.length - 2}`;
    const own = sets.get(set) ?? [];
    sets.set(set, own);
    own.push({ name, plan, bestUpper: known.get(name) });
  }
  const byNumber = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en", { numeric: true });
  return new Map(
    [...sets]
      .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))
      .map(([set, own]) => [set, own.sort(byNumber)]),
  );
}

/** Files of folders beside the files: PSPLIB's archives unpack to a folder each. */
function foldersIn(paths: readonly string[]): string[] {
  const folder = paths[0] === undefined ? undefined : dirname(paths[0]);
  if (folder === undefined) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(join(folder, name)).map((file) => join(folder, name, file)));
}

function fromBounds(text: string, known: Map<string, number>): void {
  const [header = [], ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
  const [instance, upper] = ["instance", "best_ub"].map((name) => header.indexOf(name));
  for (const row of rows) {
    const [name, length] = [row[instance!], Number(row[upper!])];
    if (name !== undefined && length > 0) known.set(name.toLowerCase(), length);
  }
}

/** Rows of a parameter's number, an instance's number, and its best length; the set stands in the file's name. */
function fromSolutions(file: string, text: string, known: Map<string, number>): void {
  const set = /^j\d+/i.exec(file)?.[0].toLowerCase();
  if (set === undefined) return;
  for (const line of text.split(/\r?\n/)) {
    const row = /^\s*(\d+)\s+(\d+)\s+(\d+)/.exec(line);
    if (!row) continue;
    const name = `${set}${row[1]}_${row[2]}`;
    known.set(name, Math.min(known.get(name) ?? Infinity, Number(row[3])));
  }
}

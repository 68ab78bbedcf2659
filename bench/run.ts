/** `npm run bench -- <name> [--json]`: runs one benchmark of this folder and prints its table; `--json` adds one object on the last line. */
import { readdirSync } from "node:fs";

/** What a file of this folder exports: prints a readable table through `print`, returns the figures. */
export type Bench = (print: (line: string) => void, options: readonly string[]) => Promise<object>;

const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.slice(0, -".bench.ts".length));
const [name, ...options] = process.argv.slice(2);
const flags = /^--(json|tuning|items|throughput|long)$/;
const valued = /^--(data|seeds|only)(=|$)/;
const unknown = options.find(
  (option, at) => !flags.test(option) && !valued.test(option) && !/^--(data|seeds)$/.test(options[at - 1] ?? ""),
);
if (!name || !names.includes(name)) {
  console.error(`bench: name one of ${names.join(", ")}. Example: npm run bench -- ${names[0] ?? "spine"} --json`);
  process.exit(2);
}
if (unknown !== undefined) {
  console.error(
    `bench: ${unknown} is not known; bench/README.md lists what each takes, such as --data=FOLDER and --json.`,
  );
  process.exit(2);
}
const { bench } = (await import(`./${name}.bench.ts`)) as { bench: Bench };
const figures = await bench((line) => console.log(line), options);
if (options.includes("--json")) console.log(JSON.stringify(figures));

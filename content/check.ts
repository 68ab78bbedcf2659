/** `npm run -s content -- [--json] [--only <part of a path>]`: checks all content and prints what there is and what is wrong. */
import { checkContent } from "./checks/check-content.ts";
import { problemLine } from "./checks/problem.ts";

const { argv, stdout } = process;
const only = argv.includes("--only") ? (argv[argv.indexOf("--only") + 1] ?? "") : "";
const report = await checkContent(import.meta.dirname);
const print = (line = ""): void => void stdout.write(`${line}\n`);

const columns = ["topics", "lessons", "practice", "exam", "families"] as const;
print(["domain".padEnd(12), ...columns.map((c) => c.padStart(9))].join(""));
for (const domain of report.domains) {
  print([domain.domain.padEnd(12), ...columns.map((c) => String(domain[c]).padStart(9))].join(""));
}
print(["all".padEnd(12), ...columns.map((c) => String(report.totals[c]).padStart(9))].join(""));
print();
for (const { what, threshold, highest, pair } of report.nearest) {
  print(
    `${what}: limit ${Math.round(threshold * 100)} % shared shingles, highest ${Math.round(highest * 100)} % ${pair && `(${pair})`}`,
  );
}
for (const { domain, places, longest, singles } of report.balance) {
  if (singles > 0)
    print(
      `keys in ${domain}: ${places.join(" / ")} by place; key longest in ${Math.round(longest * 100)} % of ${singles}`,
    );
}
if (report.runs.length > 0) {
  const drawn = report.runs.reduce((sum, run) => sum + run.drawn, 0);
  const refused = report.runs.reduce((sum, run) => sum + run.refused, 0);
  const worst = report.runs.reduce((a, b) => (b.refused > a.refused ? b : a));
  print(`families: ${drawn} draws recomputed, ${refused} refused, most ${worst.refused} (${worst.family})`);
}
const { opened, general, corrected } = report.claims;
print(`claims: ${opened} against an opened text, ${general} on general knowledge, ${corrected} corrected`);

const shown = report.problems.map(problemLine).filter((line) => line.includes(only));
print();
print(shown.length === 0 ? "no problems" : `${shown.length} problems${only && ` about ${only}`}`);
for (const line of shown) print(`  ${line}`);
if (argv.includes("--json")) print(JSON.stringify({ ...report.totals, problems: report.problems.length }));
process.exitCode = report.problems.length > 0 ? 1 : 0;

/** Type-checks every workspace against its own honest tsconfig, then the tests and tools at the root. */
import { spawnSync } from "node:child_process";

const projects = ["domain", "contract", "server", "cli", "web"].map((name) => `packages/${name}`);
let failed = false;
for (const project of [...projects, "."]) {
  const run = spawnSync("tsc", ["-p", project], { stdio: "inherit" });
  if (run.error) throw run.error;
  if (run.status !== 0) {
    failed = true;
    console.error(`types: ${project} has errors`);
  }
}
if (failed) process.exit(1);
console.log(`types: ${projects.length + 1} projects clean`);

/**
 * Makes what is packed: JavaScript and types in `dist`, the licence, and a package.json whose exports are those of
 * `publishConfig`. Inside the workspace the exports are the sources, which Node does not run under node_modules; npm itself
 * lets `publishConfig` change nothing but its own settings. `restore.ts` puts everything back.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..");
const inFolder = (name: string) => join(folder, name);
const kept = inFolder("package.json.kept");

// A pack that was cut short left the workspace's own behind.
if (existsSync(kept)) renameSync(kept, inFolder("package.json"));
rmSync(inFolder("dist"), { recursive: true, force: true });
const compiled = spawnSync("tsc", ["-p", "tsconfig.package.json"], { cwd: folder, stdio: ["ignore", 2, 2] });
if (compiled.status !== 0) throw compiled.error ?? new Error("The sources do not compile: see above.");
// The compiler rewrites the endings of imports in JavaScript, not in declarations.
for (const name of globSync("dist/**/*.d.ts", { cwd: folder })) {
  const text = readFileSync(inFolder(name), "utf8");
  writeFileSync(inFolder(name), text.replaceAll(/((?:from|import\()\s*"\.{1,2}\/[^"]+)\.ts"/g, '$1.js"'));
}
copyFileSync(inFolder("../../LICENSE"), inFolder("LICENSE"));
const own = readFileSync(inFolder("package.json"), "utf8");
writeFileSync(kept, own);
const {
  scripts: _,
  publishConfig,
  ...rest
} = JSON.parse(own) as {
  scripts: object;
  publishConfig: { exports: object } & Record<string, unknown>;
};
const { exports, ...settings } = publishConfig;
writeFileSync(inFolder("package.json"), `${JSON.stringify({ ...rest, exports, publishConfig: settings }, null, 2)}\n`);

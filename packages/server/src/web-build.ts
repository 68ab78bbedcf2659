import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const built = join(web, "dist");

/**
 * The folder of the built web app, built now where any of its sources is newer. Built in a process of its own: its memory
 * goes when it ends, and whatever this process is for (a test, say), the pages are production's.
 */
export async function builtWeb(): Promise<string> {
  const page = join(built, "index.html");
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  const sources = [
    join(web, "src"),
    join(web, "public"),
    join(web, "index.html"),
    join(web, "vite.config.ts"),
    join(web, "package.json"),
    fileURLToPath(new URL("../../contract/src", import.meta.url)),
    fileURLToPath(new URL("../../domain/src", import.meta.url)),
  ];
  if (sources.some((source) => newest(source) > builtAt)) {
    console.log("Building the web app …");
    await build();
  }
  return built;
}

function build(): Promise<void> {
  const vite = join(dirname(createRequire(join(web, "package.json")).resolve("vite/package.json")), "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", web, "--logLevel", "error"], {
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error("The web app could not be built; see above")),
    );
  });
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const web = fileURLToPath(new URL("../../web/", import.meta.url));
const built = join(web, "dist");

/** The folder of the built web app, built now where any of its sources is newer. */
export async function builtWeb(): Promise<string> {
  const page = join(built, "index.html");
  const builtAt = existsSync(page) ? statSync(page).mtimeMs : 0;
  const sources = [
    join(web, "src"),
    join(web, "index.html"),
    join(web, "vite.config.ts"),
    join(web, "package.json"),
    fileURLToPath(new URL("../../contract/src", import.meta.url)),
    fileURLToPath(new URL("../../domain/src", import.meta.url)),
  ];
  if (sources.some((source) => newest(source) > builtAt)) {
    console.log("Building the web app …");
    const { build } = await import("vite");
    await build({ root: web, logLevel: "warn" });
  }
  return built;
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

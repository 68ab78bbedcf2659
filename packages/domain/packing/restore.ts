/** Puts back what `prepare.ts` changed, once the package is packed. */
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "..");
const kept = join(folder, "package.json.kept");
if (existsSync(kept)) renameSync(kept, join(folder, "package.json"));
rmSync(join(folder, "dist"), { recursive: true, force: true });
rmSync(join(folder, "LICENSE"), { force: true });

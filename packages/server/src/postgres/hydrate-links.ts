import { readFile, readlink, symlink } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";

import { codeOf } from "./start-refusal.ts";

interface PackedLink {
  readonly source: string;
  readonly target: string;
}

/**
 * Makes the library links an npm package cannot carry: `native/pg-symlinks.json` lists them, and the package's own
 * install script makes them only where install scripts are run.
 *
 * Makes only what is missing, and several processes may do so at once.
 * Answers false where the folder is read-only and links are missing; then the programs have to be copied first.
 */
export async function hydrateLinks(packageFolder: string): Promise<boolean> {
  for (const { source, target } of await packedLinks(packageFolder)) {
    const place = join(packageFolder, target);
    const pointsAt = join(relative(dirname(target), dirname(source)), basename(source));
    if (await isLink(place)) continue;
    try {
      await symlink(pointsAt, place);
    } catch (error) {
      const code = codeOf(error);
      if (code === "EEXIST") continue;
      if (code === "EROFS" || code === "EACCES" || code === "EPERM") return false;
      throw error;
    }
  }
  return true;
}

async function packedLinks(packageFolder: string): Promise<PackedLink[]> {
  let text: string;
  try {
    text = await readFile(join(packageFolder, "native", "pg-symlinks.json"), "utf8");
  } catch (error) {
    // Packages for systems that need no links have no list.
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every(isPackedLink)) {
    throw new Error(`${packageFolder}/native/pg-symlinks.json is not a list of links; reinstall with npm ci`);
  }
  return list;
}

function isPackedLink(value: unknown): value is PackedLink {
  if (typeof value !== "object" || value === null || !("source" in value) || !("target" in value)) return false;
  return [value.source, value.target].every(
    (path) => typeof path === "string" && path.startsWith("native/") && !path.split("/").includes(".."),
  );
}

async function isLink(path: string): Promise<boolean> {
  try {
    await readlink(path);
    return true;
  } catch (error) {
    // EINVAL: a whole file stands there, as in a copy that followed links; that serves as well.
    return codeOf(error) === "EINVAL";
  }
}

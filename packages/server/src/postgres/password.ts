import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";

import { createDurably } from "./durable-file.ts";
import { codeOf, reasonOf, StartRefusal } from "./start-refusal.ts";

/**
 * The superuser's password, kept in a file only its owner may read; made where there is none and `mayMake` allows it.
 * Two processes that make it at once end with the same one.
 */
export async function storedPassword(path: string, mayMake: boolean): Promise<string> {
  const stored = await read(path);
  if (stored !== undefined) return stored;
  if (!mayMake) {
    throw new StartRefusal(
      "password_lost",
      `The database's password is missing (${path}): put that file back from a copy of the data folder.`,
    );
  }
  await createDurably(path, `${randomBytes(32).toString("base64url")}\n`, 0o600);
  return storedPassword(path, false);
}

async function read(path: string): Promise<string | undefined> {
  try {
    const password = (await readFile(path, "utf8")).trim();
    return password === "" ? undefined : password;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw new StartRefusal(
      "folder_unusable",
      `The database's password cannot be read (${reasonOf(error)}): start as the user who owns the data folder.`,
      error,
    );
  }
}

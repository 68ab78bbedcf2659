import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";

const MEMORY = "/dev/shm";
const GIGABYTE = 1024 ** 3;

/** The folders test databases are made in. */
export const testFolders: readonly string[] = [MEMORY, tmpdir()];

/**
 * Where to make test databases: memory where there is plenty of it, else the disk. A copy of the template is some
 * 500 files: 15 ms in memory, up to 400 ms on a slow disk. The server and its settings are the same either way.
 */
export async function roomyFolder(): Promise<string> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room >= 2 * GIGABYTE && process.availableMemory() >= 4 * GIGABYTE ? MEMORY : tmpdir();
}

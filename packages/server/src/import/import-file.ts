import { rm } from "node:fs/promises";
import { join } from "node:path";

/** Where the file of an import waits until it is done with. */
export const importFile = (dataFolder: string, organizationId: string, importId: string): string =>
  join(dataFolder, "imports", organizationId, importId);

export const removeImportFile = (dataFolder: string, organizationId: string, importId: string): Promise<void> =>
  rm(importFile(dataFolder, organizationId, importId), { force: true });

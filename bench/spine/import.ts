/** Import of a real incident history over HTTP: events per second and the server's highest memory. Filled in with the import. */
export async function measureImport(
  databaseUrl: string,
  folder: string,
  log: string,
  print: (line: string) => void,
): Promise<{ events_per_s: number; rss_mb: number } | null> {
  print(`import: not measured (${databaseUrl.length > 0 && folder.length > 0 ? log.split("/").at(-1) : ""})`);
  return null;
}

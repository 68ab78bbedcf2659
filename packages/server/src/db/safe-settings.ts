import pg from "pg";

export class UnsafeDatabase extends Error {
  override readonly name = "UnsafeDatabase";
}

const needed = ["fsync", "full_page_writes", "synchronous_commit"] as const;

/**
 * Refuses a database that could lose an acknowledged write: one of {@link needed} off, or a server older than version 15.
 * Asks on a plain connection, so that what it reads is the server's own setting.
 * @returns warnings worth a log line (checksums off).
 */
export async function assertSafeSettings(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_version_num')",
    );
    const settings = new Map(rows.map((row) => [row.name, row.setting]));
    const version = Number(settings.get("server_version_num"));
    if (version < 150_000)
      throw new UnsafeDatabase(`PostgreSQL ${Math.floor(version / 10_000)} is too old: version 15 or newer is needed.`);
    const off = needed.filter((name) => settings.get(name) === "off");
    if (off.length > 0) {
      throw new UnsafeDatabase(
        `The database runs with ${off.join(" and ")} off: it could lose work that was answered as saved. Turn on what is off (ALTER SYSTEM SET ${off[0]} = on; then reload), then start again.`,
      );
    }
    if (settings.get("data_checksums") !== "off") return [];
    return [
      "The database has no data checksums: a bit that flips on disk goes unnoticed. pg_checksums --enable turns them on.",
    ];
  } finally {
    await client.end();
  }
}

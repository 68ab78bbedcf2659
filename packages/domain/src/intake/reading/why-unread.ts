/** Beginnings of files that people try, and what to do about each. */
const NOT_READ: readonly (readonly [bytes: readonly number[], sentence: string])[] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a zip archive or a spreadsheet. Unzip it, or save the sheet as CSV, and import that.",
  ],
  [[0xd0, 0xcf, 0x11, 0xe0], "This is an old Office file. Save the sheet as CSV and import that."],
  [[0x25, 0x50, 0x44, 0x46], "This is a PDF. Export the work itself as CSV or XES and import that."],
  [
    [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65],
    "This is a database file. Export the work itself as CSV or XES and import that.",
  ],
  [[0x28, 0xb5, 0x2f, 0xfd], "This is compressed with zstd. Decompress it, or use gzip."],
  [[0x42, 0x5a, 0x68], "This is compressed with bzip2. Decompress it, or use gzip."],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], "This is compressed with xz. Decompress it, or use gzip."],
];

/** What a file is and what to do, where its first bytes are those of a kind that is not read; else null. */
export function whyUnread(head: Uint8Array): string | null {
  return NOT_READ.find(([bytes]) => bytes.every((byte, index) => head[index] === byte))?.[1] ?? null;
}

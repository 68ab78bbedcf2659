import { open } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";

/** Kinds a browser may show in place; everything else is saved. Nothing among them can run. */
export const shownInline: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "application/pdf",
  "text/plain",
]);

/** What a file is by its first bytes; its name is not asked. Text where it is text, otherwise unknown bytes. */
export async function sniffMediaType(path: string): Promise<string> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8192), 0, 8192, 0);
    const head = buffer.subarray(0, bytesRead);
    const found = await fileTypeFromBuffer(head);
    if (found) return found.mime;
    if (head.includes(0)) return "application/octet-stream";
    // A multi-byte letter may be cut at the end of what was read.
    return new TextDecoder().decode(head.subarray(0, Math.max(0, bytesRead - 4))).includes("\uFFFD")
      ? "application/octet-stream"
      : "text/plain";
  } finally {
    await handle.close();
  }
}

/** Where a benchmark finds its data: `../shared/data`, or what `--data=` names, a folder of the same layout or of the files themselves. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync, inflateRawSync } from "node:zlib";

export type DataKind = "logs" | "throughput" | "psplib" | "wt" | "irt";

/** The value of `--name=VALUE` or `--name VALUE`. */
export function optionOf(options: readonly string[], name: string): string | undefined {
  const at = options.findIndex((option) => option === `--${name}` || option.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const option = options[at]!;
  return option.includes("=") ? option.slice(option.indexOf("=") + 1) : options[at + 1];
}

/**
 * The paths of the files of a kind whose names are as asked, in order of their names. Where there are none a line says so and
 * where they were looked for.
 */
export function dataFiles(
  options: readonly string[],
  kind: DataKind,
  named: RegExp,
  print: (line: string) => void,
): string[] {
  const given = optionOf(options, "data");
  const root = given ?? join(import.meta.dirname, "../../shared/data");
  if (given !== undefined && existsSync(given) && statSync(given).isFile()) return [given];
  const folder = existsSync(join(root, kind)) ? join(root, kind) : root;
  const isThere = existsSync(folder) && (given !== undefined || folder !== root);
  const files = isThere ? readdirSync(folder).filter((file) => named.test(file)) : [];
  if (files.length === 0) print(`${kind}: no file for this in ${isThere ? folder : join(root, kind)}, left out`);
  return files.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).map((file) => join(folder, file));
}

/** What a file is called without its folder and endings. */
export function dataName(path: string): string {
  return basename(path).replace(/(\.(csv|tsv|txt|xes|json|gz|zip|tar|tgz))+$/i, "");
}

/** The files in an archive (zip, tar, either in gzip) by name, or the file itself, decompressed. */
export function unpacked(path: string): (readonly [name: string, content: Buffer])[] {
  return opened(basename(path), readFileSync(path));
}

function opened(name: string, bytes: Buffer): (readonly [name: string, content: Buffer])[] {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return opened(name.replace(/\.gz$/i, ""), gunzipSync(bytes));
  if (bytes.toString("latin1", 0, 4) === "PK\u0003\u0004") return [...zipped(bytes)];
  if (bytes.toString("latin1", 257, 262) === "ustar" || /\.tar$/i.test(name)) return [...tarred(bytes)];
  return [[name, bytes]];
}

/** Headers of 512 bytes, contents padded to as much. */
function* tarred(archive: Buffer): Generator<readonly [string, Buffer]> {
  const field = (at: number, length: number) => archive.toString("latin1", at, at + length).split("\0")[0]!;
  for (let at = 0; at + 512 <= archive.length;) {
    const name = field(at, 100);
    if (name === "") return;
    const size = Number.parseInt(field(at + 124, 12), 8);
    const isFile = ["", "0"].includes(field(at + 156, 1));
    if (isFile) yield [name, archive.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

/** By the directory at the end of the archive; entries are stored or deflated. */
function* zipped(archive: Buffer): Generator<readonly [string, Buffer]> {
  const end = archive.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (end < 0) throw new Error("The zip archive is cut off: copy it again.");
  let at = archive.readUInt32LE(end + 16);
  for (let entry = archive.readUInt16LE(end + 10); entry > 0; entry--) {
    const [method, size] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(from, from + size);
    if (!name.endsWith("/")) yield [name, method === 0 ? content : inflateRawSync(content)];
    at += 46 + nameLength + extra + comment;
  }
}

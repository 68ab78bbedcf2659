/**
 * A real Chromium for tests and pictures, with nothing to install by hand.
 *
 * Order of choice: the machine's own Chromium or Chrome where there is one, otherwise (Linux on x64) the headless
 * build inside `@sparticuz/chromium`, unpacked once into a private cache with the shared libraries and fonts that
 * package ships, because a fresh Debian has neither NSS nor a font.
 */
import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, chmod, constants, mkdir, readFile, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { brotliDecompress, createBrotliDecompress } from "node:zlib";
import { type Browser, chromium, type LaunchOptions } from "playwright-core";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const flags = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--no-default-browser-check",
  "--no-pings",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-domain-reliability",
  "--disable-sync",
  "--disable-dev-shm-usage",
  "--font-render-hinting=none",
];

/** What must be known to start the browser: its program and the environment it needs. */
type ChromiumProgram = { readonly path: string; readonly env: Readonly<Record<string, string>> };

let program: Promise<ChromiumProgram> | undefined;

/** Finds or unpacks the browser; concurrent callers, in this process or in others, share one copy. */
function chromiumProgram(): Promise<ChromiumProgram> {
  program ??= findProgram();
  return program;
}

/**
 * Starts a headless Chromium with a profile of its own that is removed when it closes. Close it with `browser.close()`.
 * Runs without the sandbox: it only ever opens our own pages, and root may not use one.
 */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const { path, env } = await chromiumProgram();
  return chromium.launch({
    ...options,
    executablePath: path,
    headless: true,
    chromiumSandbox: false,
    args: [...flags, ...(options.args ?? [])],
    env: { ...ownEnvironment(), ...env, ...options.env },
  });
}

function ownEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

async function findProgram(): Promise<ChromiumProgram> {
  for (const path of installed) {
    if (await isExecutable(path)) return { path, env: {} };
  }
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      `No Chromium found, and the bundled one runs on Linux x64 only. Install Chromium or Chrome at one of: ${installed.join(", ")}.`,
    );
  }
  const folder = await unpackedFolder();
  const libraries = join(folder, "libraries/lib");
  const search = process.env["LD_LIBRARY_PATH"];
  return {
    path: join(folder, "chromium"),
    env: {
      LD_LIBRARY_PATH: search ? `${libraries}:${search}` : libraries,
      ...((await isReadable("/etc/fonts/fonts.conf")) ? {} : { FONTCONFIG_FILE: join(folder, "fonts.conf") }),
    },
  };
}

async function unpackedFolder(): Promise<string> {
  const packageFolder = resolve(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..");
  const { version } = JSON.parse(await readFile(join(packageFolder, "package.json"), "utf8")) as { version: string };
  const name = `chromium-${version}`;
  for (const parent of await cacheFolders(packageFolder)) {
    const folder = join(parent, name);
    if (await isExecutable(join(folder, "chromium"))) return folder;
    if (!(await isWritable(parent))) continue;
    return unpack(join(packageFolder, "bin"), folder);
  }
  throw new Error(`Chromium must be unpacked (250 MB), but neither node_modules nor ${tmpdir()} can be written to.`);
}

/** Where the browser may be unpacked, best first: beside the packages, else a folder in the temporary one that is ours alone. */
async function cacheFolders(packageFolder: string): Promise<string[]> {
  const beside = resolve(packageFolder, "../../.cache");
  const own = join(tmpdir(), `throughline-${process.getuid?.() ?? "user"}`);
  await mkdir(beside, { recursive: true }).catch(() => undefined);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const { uid, mode } = await stat(own);
  // In a shared temporary folder someone else could have laid a program for us to run.
  const isOurs = uid === process.getuid?.() && (mode & 0o022) === 0;
  return isOurs ? [beside, own] : [beside];
}

/** Unpacks into a folder of its own and moves it into place in one step, so nobody ever sees half a browser. */
async function unpack(archives: string, folder: string): Promise<string> {
  const draft = `${folder}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    await mkdir(draft, { recursive: true });
    await pipeline(
      createReadStream(join(archives, "chromium.br")),
      createBrotliDecompress({ chunkSize: 1 << 21 }),
      createWriteStream(join(draft, "chromium"), { mode: 0o755 }),
    );
    await chmod(join(draft, "chromium"), 0o755);
    await untar(join(archives, "al2023.tar.br"), join(draft, "libraries"));
    await untar(join(archives, "fonts.tar.br"), join(draft, "fonts"));
    await writeFile(
      join(draft, "fonts.conf"),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>\n`,
    );
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    // Another process finished first: its copy is as good as ours.
    if (!(await isExecutable(join(folder, "chromium")))) throw error;
  }
  return folder;
}

/** Reads a small Brotli-compressed ustar archive. Entries that would leave the folder are refused. */
async function untar(archive: string, folder: string): Promise<void> {
  const bytes = await promisify(brotliDecompress)(await readFile(archive));
  const text = (from: number, length: number) => bytes.toString("utf8", from, from + length).replace(/\0.*$/s, "");
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0;) {
    const prefix = text(at + 345, 155);
    const path = resolve(folder, prefix ? `${prefix}/${text(at, 100)}` : text(at, 100));
    const size = Number.parseInt(text(at + 124, 12), 8) || 0;
    const kind = text(at + 156, 1);
    if (path !== resolve(folder) && !path.startsWith(`${resolve(folder)}/`))
      throw new Error(`${archive}: ${path} is outside ${folder}`);
    if (kind === "5") await mkdir(path, { recursive: true });
    else {
      await mkdir(dirname(path), { recursive: true });
      if (kind === "2") await symlink(text(at + 157, 100), path);
      else if (kind === "0" || kind === "")
        await writeFile(path, bytes.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}

const allows = (path: string, mode: number) =>
  access(path, mode).then(
    () => true,
    () => false,
  );
const isExecutable = (path: string) => allows(path, constants.X_OK);
const isWritable = (path: string) => allows(path, constants.W_OK);
const isReadable = (path: string) => allows(path, constants.R_OK);

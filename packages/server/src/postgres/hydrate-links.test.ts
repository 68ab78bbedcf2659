import { mkdir, mkdtemp, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { hydrateLinks } from "./hydrate-links.ts";

async function packageWith(links: unknown): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "throughline-links-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "native", "lib"), { recursive: true });
  await writeFile(join(folder, "native", "lib", "libpq.so.5.18"), "the library");
  await writeFile(join(folder, "native", "pg-symlinks.json"), JSON.stringify(links));
  return folder;
}

const toLibrary = (name: string) => ({ source: "native/lib/libpq.so.5.18", target: `native/lib/${name}` });

test("makes the links that are missing, relative, so that the whole folder can be moved", async () => {
  const folder = await packageWith([toLibrary("libpq.so"), toLibrary("libpq.so.5")]);
  await symlink("libpq.so.5.18", join(folder, "native/lib/libpq.so"));
  expect(await hydrateLinks(folder)).toBe(true);
  expect(await readlink(join(folder, "native/lib/libpq.so.5"))).toBe("libpq.so.5.18");
  expect(await readFile(join(folder, "native/lib/libpq.so.5"), "utf8")).toBe("the library");
});

test("points from one folder into another", async () => {
  const folder = await packageWith([{ source: "native/lib/libpq.so.5.18", target: "native/libpq.so" }]);
  expect(await hydrateLinks(folder)).toBe(true);
  expect(await readFile(join(folder, "native/libpq.so"), "utf8")).toBe("the library");
});

test("leaves a whole file in a link's place as it is", async () => {
  const folder = await packageWith([toLibrary("libpq.so")]);
  await writeFile(join(folder, "native/lib/libpq.so"), "a copy");
  expect(await hydrateLinks(folder)).toBe(true);
  expect(await readFile(join(folder, "native/lib/libpq.so"), "utf8")).toBe("a copy");
});

test("eight at once end with the same links and no error", async () => {
  const folder = await packageWith(Array.from({ length: 50 }, (_, n) => toLibrary(`libpq.so.${n + 100}`)));
  const made = await Promise.all(Array.from({ length: 8 }, () => hydrateLinks(folder)));
  expect(made).toEqual(Array.from({ length: 8 }, () => true));
  expect(await readlink(join(folder, "native/lib/libpq.so.149"))).toBe("libpq.so.5.18");
});

test("a package without a list needs none", async () => {
  const folder = await packageWith([]);
  await rm(join(folder, "native", "pg-symlinks.json"));
  expect(await hydrateLinks(folder)).toBe(true);
});

test.each([
  ["no list", { source: "native/a", target: "native/b" }],
  ["a link that leads out of the package", [{ source: "native/lib/a", target: "native/../../b" }]],
  ["a link without a target", [{ source: "native/lib/a" }]],
])("refuses %s", async (_, links) => {
  await expect(hydrateLinks(await packageWith(links))).rejects.toThrow("reinstall with npm ci");
});

import { spawnSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { firstDifference } from "./testing/nearly-same-text.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const own = join(import.meta.dirname, "..");
const root = join(own, "../..");
const readme = join(own, "README.md");

/** An empty project with the package installed from its tarball. */
let project = "";
let folder = "";
let packed: { readonly path: string; readonly size: number }[] = [];

function run(command: string, parameters: readonly string[], cwd: string): string {
  const path = [join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  const done = spawnSync(command, parameters, { cwd, encoding: "utf8", env: { ...process.env, PATH: path } });
  if (done.status !== 0)
    throw new Error(`${command} ${parameters.join(" ")}\n${done.stdout}\n${done.stderr}`, { cause: done.error });
  return done.stdout;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "throughline-package-"));
  // Packing changes package.json for a moment, so a copy is packed: nobody's workspace may notice.
  const copy = join(folder, "packages/domain");
  await mkdir(copy, { recursive: true });
  await cp(own, copy, { recursive: true, filter: (path) => !/\/(node_modules|dist|[^/]+\.tgz)$/.test(path) });
  for (const name of ["tsconfig.base.json", "LICENSE"]) await cp(join(root, name), join(folder, name));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const [told] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", folder], copy)) as [
    { filename: string; files: typeof packed },
  ];
  packed = told.files;
  expect(await readFile(join(copy, "package.json"), "utf8")).toBe(await readFile(join(own, "package.json"), "utf8"));
  project = await mkdtemp(join(tmpdir(), "throughline-project-"));
  await writeFile(join(project, "package.json"), '{ "private": true, "type": "module" }\n');
  run(
    "npm",
    ["install", join(folder, told.filename), "--offline", "--no-audit", "--no-fund", "--ignore-scripts"],
    project,
  );
}, 180_000);

afterAll(async () => {
  for (const made of [folder, project]) if (made !== "") await rm(made, { recursive: true });
});

describe("the package, installed from its tarball into an empty project", () => {
  test("holds JavaScript, types, licence and readme, and no sources, tests or data", () => {
    const names = packed.map(({ path }) => path);
    for (const name of ["LICENSE", "README.md", "package.json", "dist/flow/cycle-time.js", "dist/flow/cycle-time.d.ts"])
      expect(names).toContain(name);
    const odd = names.filter(
      (name) =>
        !/^(LICENSE|README\.md|package\.json|dist\/.*[^.]\.(js|d\.ts))$/.test(name) || /\.(test|bench)\./.test(name),
    );
    expect(odd).toEqual([]);
    expect(names.filter((name) => name.endsWith(".js")).length).toBe(
      names.filter((name) => name.endsWith(".d.ts")).length,
    );
  });

  test("needs nothing and exports what it was compiled to", async () => {
    const manifest = JSON.parse(
      await readFile(join(project, "node_modules/@throughline/domain/package.json"), "utf8"),
    ) as Record<string, unknown>;
    expect(manifest["exports"]).toEqual({ "./*": { types: "./dist/*.d.ts", default: "./dist/*.js" } });
    expect(manifest).not.toHaveProperty("dependencies");
    expect(manifest).not.toHaveProperty("scripts");
  });

  test("runs every example of its readme, which prints what the readme says (WRITE_PAGES=1 writes it anew)", async () => {
    let written = await readFile(readme, "utf8");
    const examples = [...written.matchAll(/```js\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)];
    expect(examples.length).toBeGreaterThanOrEqual(10);
    for (const [i, [whole, code = "", shown = ""]] of examples.entries()) {
      const name = `example-${i}.mjs`;
      await writeFile(join(project, name), code);
      const printed = run(process.execPath, [name], project);
      expect(printed, code).not.toMatch(/NaN|undefined/);
      written = written.replace(whole, () => `\`\`\`js\n${code}\`\`\`\n\n\`\`\`text\n${printed}\`\`\``);
      if (!process.env["WRITE_PAGES"]) expect(firstDifference(shown, printed), code).toBeNull();
    }
    if (process.env["WRITE_PAGES"]) await writeFile(readme, written);
  });

  test.each(["nodenext", "bundler"])(
    "has types that hold under module resolution %s, and catch a mistake",
    async (resolution) => {
      const good = `
      import { spreadOf, type Spread } from "@throughline/domain/flow/cycle-time";
      import { forecastThroughput, howMany } from "@throughline/domain/forecast/throughput-forecast";
      import { schedule, type ResourceSchedule } from "@throughline/domain/projects/schedule";
      export const spread: Spread | undefined = spreadOf([1, 2, 3]);
      export const count: number = howMany(forecastThroughput([1, 2, 3, 4, 5, 6, 7]), 7, 0.85);
      export const found: ResourceSchedule = schedule({ resources: [], activities: [{ name: "a", duration: 1 }], links: [] }, { seed: 1 });
    `;
      await writeFile(join(project, "good.ts"), good);
      await writeFile(join(project, "bad.ts"), good.replace("count: number", "count: string"));
      const settings = [
        "--noEmit",
        "--strict",
        "--target",
        "es2022",
        "--types",
        "",
        "--module",
        resolution === "bundler" ? "esnext" : "nodenext",
        "--moduleResolution",
        resolution,
      ];
      expect(run("tsc", [...settings, "good.ts"], project)).toBe("");
      expect(() => run("tsc", [...settings, "bad.ts"], project)).toThrow("not assignable to type 'string'");
    },
  );
});

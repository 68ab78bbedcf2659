import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

const root = import.meta.dirname;
const sources = globSync("packages/*/src/**/*.{ts,tsx}", { cwd: root }).map((path) => ({
  path,
  text: readFileSync(join(root, path), "utf8"),
}));
const isTest = (path: string) => /\.(test|bench)\.tsx?$/.test(path) || path.includes("/testing/");
const packageOf = (path: string) => path.split("/")[1] ?? "";

/** Which of our packages each may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  contract: ["domain"],
  server: ["domain", "contract"],
  web: ["domain", "contract"],
  cli: ["domain", "contract"],
};

/** Modules a file imports; types left out where asked. */
function importsOf(text: string, withTypes = true): string[] {
  const found = [
    ...text.matchAll(
      /^\s*(?:import|export)\s+(type\s+)?(?:[^"';]*?\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/gm,
    ),
  ];
  return found.filter((match) => withTypes || match[1] === undefined).map((match) => match[2] ?? match[3] ?? "");
}

/** Faults of all files a rule looks at, one line each. */
function faults(
  files: readonly { path: string; text: string }[],
  rule: (file: { path: string; text: string }) => readonly string[],
): string[] {
  return files.flatMap((file) => rule(file).map((fault) => `${file.path}: ${fault}`));
}

const packageImports = ({ path, text }: { path: string; text: string }) => {
  const allowed = mayImport[packageOf(path)] ?? [];
  return importsOf(text).flatMap((module) => {
    const ours = /^@throughline\/([a-z]+)/.exec(module)?.[1];
    if (ours && ours !== packageOf(path) && !allowed.includes(ours)) return [`imports @throughline/${ours}`];
    if (module.startsWith(".")) {
      const target = relative(root, join(root, dirname(path), module));
      if (packageOf(target) !== packageOf(path)) return [`reaches into ${target} instead of importing its package`];
    }
    return [];
  });
};

describe("who may import whom", () => {
  test("packages import only downwards: domain nothing, contract the domain, server, web and cli both", () => {
    expect(
      faults(
        sources.filter(({ path }) => !isTest(path)),
        packageImports,
      ),
    ).toEqual([]);
  });

  test("control: an import upwards or sideways would be found", () => {
    expect(
      packageImports({ path: "packages/domain/src/a.ts", text: 'import { x } from "@throughline/contract/items";' }),
    ).toHaveLength(1);
    expect(
      packageImports({ path: "packages/web/src/a.ts", text: 'import { x } from "../../server/src/b.ts";' }),
    ).toHaveLength(1);
  });

  test("the domain knows no library and no part of Node", () => {
    const rule = ({ text }: { text: string }) =>
      importsOf(text).filter((module) => !module.startsWith(".") && !module.startsWith("@throughline/domain/"));
    expect(
      faults(
        sources.filter(({ path }) => packageOf(path) === "domain" && !isTest(path)),
        rule,
      ),
    ).toEqual([]);
  });

  test("the browser loads no zod and nothing of Node", () => {
    const rule = ({ text }: { text: string }) => {
      const direct = importsOf(text, false);
      const node = direct.filter((module) => module.startsWith("node:") || builtinModules.includes(module));
      const contract = direct.filter(
        (module) =>
          module.startsWith("@throughline/contract/") &&
          !["client", "events", "refusals"].some((plain) => module === `@throughline/contract/${plain}`),
      );
      return [...node, ...contract, ...direct.filter((module) => module === "zod")];
    };
    expect(
      faults(
        sources.filter(({ path }) => packageOf(path) === "web" && !isTest(path)),
        rule,
      ),
    ).toEqual([]);
  });

  test("what pages are made of knows nothing of the product", () => {
    const rule = ({ path, text }: { path: string; text: string }) =>
      importsOf(text).filter(
        (module) =>
          module.startsWith("@throughline/") ||
          (module.startsWith("..") && !/^packages\/web\/src\/(ui|frame|app\.css)/.test(join(dirname(path), module))),
      );
    expect(
      faults(
        sources.filter(({ path }) => path.startsWith("packages/web/src/ui/") && !isTest(path)),
        rule,
      ),
    ).toEqual([]);
  });
});

describe("time and chance are arguments", () => {
  const forbidden = /\b(Date\.now\(\)|new Date\(\)|Math\.random\(\))/g;
  const rule = ({ text }: { text: string }) =>
    text
      .split("\n")
      .flatMap((line, at) =>
        /^\s*(\*|\/\/|\/\*)/.test(line)
          ? []
          : [...line.matchAll(forbidden)].map((match) => `line ${at + 1}: ${match[0]}`),
      );

  test("the domain and the contract ask no clock and draw no chance", () => {
    expect(
      faults(
        sources.filter(({ path }) => ["domain", "contract"].includes(packageOf(path)) && !isTest(path)),
        rule,
      ),
    ).toEqual([]);
  });

  test("in the server only the edge does", () => {
    const edge =
      /^packages\/server\/src\/(server|start|web-build)\.ts$|^packages\/server\/src\/(postgres|jobs|mail|import)\//;
    expect(
      faults(
        sources.filter(({ path }) => packageOf(path) === "server" && !isTest(path) && !edge.test(path)),
        rule,
      ),
    ).toEqual([]);
  });

  test("control: a clock in a handler would be found", () => {
    expect(rule({ text: "const now = new Date();" })).toEqual(["line 1: new Date()"]);
  });
});

describe("files say what they do", () => {
  test("no file is a grab bag, and none only passes others on", () => {
    const names = /(^|\/)(utils?|helpers?|common|misc|shared|types|index|manager|service)s?\.tsx?$/;
    expect(sources.filter(({ path }) => names.test(path)).map(({ path }) => path)).toEqual([]);
    const passesOn = ({ text }: { text: string }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim();
      return code !== "" &&
        code
          .split(/;\s*/)
          .every(
            (statement) =>
              statement === "" || /^export\s+(type\s+)?(\*|\{[^}]*\})[\s\S]*\bfrom\b/.test(statement.trim()),
          )
        ? ["only passes other modules on"]
        : [];
    };
    expect(faults(sources, passesOn)).toEqual([]);
  });

  test("nothing escapes the type checker without a reason on its line or the one above", () => {
    const rule = ({ text }: { text: string }) =>
      text
        .split("\n")
        .flatMap((line, at, lines) =>
          /(@ts-ignore|@ts-expect-error|: any[;,)\]|]|: any$|as any\b|as unknown as)/.test(line) &&
          !/\/\/|\*/.test(`${lines[at - 1] ?? ""}${line}`)
            ? [`line ${at + 1}: ${line.trim()}`]
            : [],
        );
    expect(
      faults(
        sources.filter(({ path }) => !isTest(path)),
        rule,
      ),
    ).toEqual([]);
  });
});

describe("the same noun everywhere", () => {
  test("each folder of server handlers has its word in the contract", () => {
    const nouns = [
      ...new Set(globSync("packages/server/src/*/routes.ts", { cwd: root }).map((path) => path.split("/")[3] ?? "")),
    ];
    const contract = new Set(
      globSync("packages/contract/src/*.ts", { cwd: root }).map((path) => path.split("/")[3]?.replace(".ts", "")),
    );
    const readInOther: Readonly<Record<string, string>> = {
      events: "stream",
      "my-work": "search",
      import: "imports",
      export: "exports",
      identity: "sessions",
    };
    expect(nouns.filter((noun) => !contract.has(readInOther[noun] ?? noun))).toEqual([]);
  });
});

// @ts-check
// What the pages say to machines, held against the vocabulary of schema.org: a type or property that it does not have, or a
// value of another type than it wants, is an error of the compiler.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { PAGES, build } from "./site.mjs";

const packages = join(dirname(fileURLToPath(import.meta.url)), "node_modules");

/**
 * What the TypeScript compiler says of these graphs.
 * @param {{ name: string, graph: string }[]} pages
 */
function mistakes(pages) {
  const folder = mkdtempSync(join(tmpdir(), "linked-data-"));
  try {
    symlinkSync(packages, join(folder, "node_modules"));
    const consts = pages.map(({ name, graph }, number) => `/* ${name} */ export const page${number}: Graph = ${graph};`);
    writeFileSync(join(folder, "pages.ts"), `import type { Graph } from "schema-dts";\n${consts.join("\n")}\n`);
    const options = ["--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--module", "esnext", "--moduleResolution", "bundler", "--pretty", "false"];
    execFileSync(process.execPath, [join(packages, "typescript/bin/tsc"), ...options, "pages.ts"], { cwd: folder, stdio: "pipe" });
    return "";
  } catch (error) {
    return String(Reflect.get(Object(error), "stdout"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What an action wants filled in: schema.org/docs/actions.html lets any property end so; the types do not know. */
const INPUT = /,?"[a-z]+-input":"[^"]*"/g;

const GRAPH = /<script type="application\/ld\+json">(.*?)<\/script>/s;

test("every page speaks the vocabulary of schema.org", () => {
  const folders = { content: build("content"), sample: build("sample"), joined: build("joined") };
  const pages = [];
  for (const { site, type, path } of PAGES) {
    const html = readFileSync(join(folders[site], path.endsWith(".html") ? path : `${path}index.html`), "utf8");
    const found = GRAPH.exec(html);
    if (found) pages.push({ name: `${site} ${type}`, graph: found[1].replace(INPUT, "") });
  }
  assert.ok(pages.length > 30, `only ${pages.length} pages have linked data`);
  assert.equal(mistakes(pages), "");
});

test("a property that schema.org does not have is found", () => {
  const graph = (/** @type {string} */ property) => `{"@context":"https://schema.org","@graph":[{"@type":"Legislation","${property}":"449-KL/TU"}]}`;
  assert.equal(mistakes([{ name: "right", graph: graph("legislationIdentifier") }]), "");
  assert.match(mistakes([{ name: "wrong", graph: graph("legislationNumber") }]), /legislationNumber/);
});

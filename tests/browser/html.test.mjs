// @ts-check
// Every page of all sites is valid HTML: the W3C's own checker finds no error and has no warning.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { test } from "node:test";
import { build } from "./site.mjs";

const checker = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");

/** @param {string} folder */
const pages = (folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".html"));

/**
 * What the checker has to say, one line a message.
 * @param {string} folder
 */
function complaints(folder) {
  const options = ["-Xmx1g", "-jar", checker, "--stdout", "--format", "json", "--skip-non-html", folder];
  const { stdout, stderr, error } = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (error) throw error;
  if (!stdout) throw new Error(`the checker said nothing: ${stderr}`);
  return JSON.parse(stdout).messages.map((/** @type {any} */ { type, subType, message, url, lastLine }) =>
    `${relative(folder, url.replace("file:", ""))}:${lastLine}: ${subType ?? type}: ${message}`);
}

for (const site of /** @type {const} */ (["content", "sample", "joined"])) {
  test(`${site}: every page is valid HTML`, () => {
    const folder = build(site);
    assert.ok(pages(folder).length > 50);
    assert.deepEqual(complaints(folder).slice(0, 20), []);
  });
}

test("the checker is there and finds what is wrong", () => {
  const folder = mkdtempSync(join(tmpdir(), "minhbach-html-"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><html lang=vi><title>x</title><p><div></p>");
  assert.notDeepEqual(complaints(folder), []);
  rmSync(folder, { recursive: true });
});

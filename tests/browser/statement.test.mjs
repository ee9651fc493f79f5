// @ts-check
// The accessibility statement speaks of a real run over the pages that there are.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { PAGES, build, repository } from "./site.mjs";

const tested = JSON.parse(readFileSync(join(repository, "themes/default/tested.json"), "utf8"));

test("the run that the statement tells of covered every page type, with the same axe", () => {
  assert.deepEqual(tested.page_types, [...new Set(PAGES.map(({ type }) => type))].sort());
  const axe = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("axe-core/package.json"), "utf8"));
  assert.equal(tested.axe, axe.version);
});

test("the page says what the run found", () => {
  const page = readFileSync(join(build("content"), "tro-nang/index.html"), "utf8");
  assert.match(page, new RegExp(`datetime="${tested.day}"`));
  for (const { passed, failed } of tested.suites) {
    assert.match(page, new RegExp(`<td class="num">${passed}</td><td class="num">${failed}</td>`));
  }
});

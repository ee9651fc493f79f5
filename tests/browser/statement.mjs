// @ts-check
// Runs the tests that the accessibility statement speaks of and writes what came of them into the default theme:
//   node tests/browser/statement.mjs
//
// The page /tro-nang/ shows that file and nothing else. Run this, build the program anew and commit the file
// whenever the pages change in ways that readers notice; a test holds its list of pages against the real one.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { repository, PAGES } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const version = (/** @type {string} */ name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(`${name}/package.json`), "utf8")).version;

/** What the statement speaks of: key of its label, and the test file. */
const SUITES = [
  ["axe", "accessibility.test.mjs"],
  ["reading", "reading.test.mjs"],
  ["html", "html.test.mjs"],
];

const suites = SUITES.map(([name, file]) => {
  const { stdout } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=tap", join(here, file)], { encoding: "utf8", maxBuffer: 1 << 28 });
  const sum = (/** @type {RegExp} */ line) => [...stdout.matchAll(line)].reduce((all, [, count]) => all + Number(count), 0);
  const passed = sum(/^# pass (\d+)$/gm);
  const failed = sum(/^# (?:fail|cancelled) (\d+)$/gm);
  if (passed + failed === 0) throw new Error(`${file} ran no test:\n${stdout}`);
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  return { name, passed, failed };
});

const tested = {
  day: new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" }).format(new Date()),
  browser: execFileSync(process.env.CHROMIUM ?? "/usr/bin/chromium", ["--version"], { encoding: "utf8" }).trim().split(" ").slice(0, 2).join(" "),
  axe: version("axe-core"),
  page_types: [...new Set(PAGES.map(({ type }) => type))].sort(),
  suites,
};
writeFileSync(join(repository, "themes/default/tested.json"), `${JSON.stringify(tested, null, 2)}\n`);

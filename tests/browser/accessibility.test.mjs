// @ts-check
// No violation of WCAG that axe can find, in light and dark, and no sideways scrolling at 320 pixels.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { browse, hostBoth } from "./rig.mjs";
import { PAGES } from "./site.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await browse();
const sites = await hostBoth();

/** @type {{ scheme: "light" | "dark", width: number }[]} */
const LOOKS = [{ scheme: "light", width: 1280 }, { scheme: "dark", width: 360 }];

for (const { site, type, path } of PAGES) {
  for (const { scheme, width } of LOOKS) {
    test(`${site}: ${type}: axe finds nothing (${scheme}, ${width} px)`, async () => {
      const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const options = { resultTypes: ["violations"], runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
        const { violations } = await Reflect.get(globalThis, "axe").run(document, options);
        return violations.map((/** @type {any} */ violation) => ({
          rule: violation.id,
          help: violation.help,
          count: violation.nodes.length,
          first: violation.nodes.slice(0, 3).map((/** @type {any} */ node) => `${node.target.join(" ")}: ${node.html.slice(0, 160)}`),
        }));
      });
      assert.deepEqual(found, []);
      await context.close();
    });
  }

  test(`${site}: ${type}: 320 pixels are wide enough`, async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 800 } });
    const page = await context.newPage();
    await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    const wide = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= room) return [];
      const outside = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > room + 1);
      return outside.slice(0, 3).map((element) => element.outerHTML.slice(0, 160));
    });
    assert.deepEqual(wide, []);
    await context.close();
  });
}

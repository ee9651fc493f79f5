// @ts-check
// No violation of WCAG that axe can find, in light and dark; room enough at 320 pixels and with text twice as large; shapes
// that stay in forced colours; nothing that moves for those who asked for rest; a print of every page.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { browse, hostAll } from "./rig.mjs";
import { PAGES } from "./site.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await browse();
const sites = await hostAll();

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

  test(`${site}: ${type}: text twice as large stays on the page, and it prints`, async () => {
    // The page's own policy would keep the larger text out.
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
    const page = await context.newPage();
    await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    const pdf = await page.pdf({ format: "A4" });
    assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
    assert.match(pdf.toString("latin1"), /\/Type ?\/Page\b/, "the print has no page");
    await page.addStyleTag({ content: "html { font-size: 200% }" });
    const lost = await page.evaluate(() => {
      const room = document.documentElement.clientWidth;
      const isCut = (/** @type {Element} */ element) => {
        const style = getComputedStyle(element);
        const hides = ["hidden", "clip"].includes(style.overflowX) || ["hidden", "clip"].includes(style.overflowY);
        // In the calendar a shape stands for its words, which only a screen reader says.
        if (element.matches(".slot .status")) return false;
        return hides && element.clientWidth > 1 && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
      };
      const isOut = (/** @type {Element} */ element) => document.documentElement.scrollWidth > room && element.getBoundingClientRect().right > room + 1;
      const all = [...document.querySelectorAll("body *")].filter((element) => !element.closest("svg"));
      return all.filter((element) => isCut(element) || isOut(element)).slice(0, 3).map((element) => element.outerHTML.slice(0, 160));
    });
    assert.deepEqual(lost, []);
    await context.close();
  });
}

test("in forced colours every state keeps its shape", async () => {
  const context = await browser.newContext({ forcedColors: "active" });
  const page = await context.newPage();
  await page.goto(`${sites.sample.url}viec/`, { waitUntil: "networkidle" });
  const states = page.locator(".status[data-state]");
  const shots = new Set();
  const count = await states.count();
  for (let number = 0; number < count; number += 1) {
    const status = states.nth(number);
    // Only the shape: the first letters of the words stay out.
    await status.evaluate((element) => { element.textContent = ""; });
    shots.add((await status.screenshot()).toString("base64"));
  }
  assert.ok(count >= 14, `only ${count} states`);
  // "done" and "done on time" share the tick.
  assert.equal(shots.size, count - 1, "two states look the same");
  await context.close();
});

test("nothing moves for those who asked for rest", async () => {
  const context = await browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  for (const [site, path] of /** @type {const} */ ([["content", ""], ["content", "van-ban/dong-nai/449-kl-tu-2023/"], ["content", "tim-kiem/"]])) {
    await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    const moving = await page.evaluate(() => {
      const moves = (/** @type {Element} */ element) => {
        const { scrollBehavior, transitionDuration, animationName } = getComputedStyle(element);
        return scrollBehavior === "smooth" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0) || animationName !== "none";
      };
      return [...document.querySelectorAll("*")].filter(moves).map((element) => element.outerHTML.slice(0, 80));
    });
    assert.deepEqual(moving, [], path);
  }
  await context.close();
});

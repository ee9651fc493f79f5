// @ts-check
// The real content in a real browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { browser as launch, pages, serve } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** @type {import("playwright-core").Browser} */
let chromium;
/** @type {{ url: string, stop: () => void }} */
let site;

before(async () => {
  site = await serve({ mount: "/chuyen-doi-so/" });
  chromium = await launch();
});
after(async () => {
  await chromium?.close();
  site?.stop();
});

/**
 * Opens a page and collects what went wrong on the way.
 * @param {string} address
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(address, options = {}) {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  /** @type {string[]} */
  const troubles = [];
  page.on("console", (message) => { if (message.type() === "error") troubles.push(message.text()); });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("requestfailed", (request) => { if (!request.url().includes("/_minhbach/")) troubles.push(`failed: ${request.url()}`); });
  page.on("request", (request) => { if (!request.url().startsWith(new URL(site.url).origin)) troubles.push(`foreign: ${request.url()}`); });
  const response = await page.goto(new URL(address, site.url).href);
  return { context, page, troubles, status: response?.status() };
}

for (const language of ["", "en/"]) {
  describe(language || "vi", () => {
    for (const [name, address] of Object.entries(pages)) {
      test(`${name}: no console error, no foreign request, no axe violation, reflows at 320 px`, async () => {
        const { context, page, troubles, status } = await open(language + address);
        assert.equal(status, 200);
        // A string given to the page is not subject to its policy, unlike a script element.
        await page.evaluate(axe);
        const found = await page.evaluate(() => Reflect.get(globalThis, "axe").run());
        assert.deepEqual(
          found.violations.map((/** @type {any} */ one) => `${one.id}: ${one.nodes.map((/** @type {any} */ node) => node.html).slice(0, 3).join(" | ")}`),
          [],
        );
        await page.setViewportSize({ width: 320, height: 800 });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${overflow} px too wide at 320 px`);
        assert.deepEqual(troubles, []);
        await context.close();
      });
    }
  });
}

test("from the first page to a directive by keyboard alone", async () => {
  const { context, page } = await open("");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), "#noi-dung", "the first stop skips to the content");
  await page.keyboard.press("Enter");
  for (let stop = 0; stop < 200; stop += 1) {
    await page.keyboard.press("Tab");
    const href = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "");
    if (/van-ban\/[^/]+\/[^/]+\/[^/]+\/(#.*)?$/.test(href)) {
      const outline = await page.evaluate(() => document.activeElement && getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(outline, "none", "the focus is visible");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.match(page.url(), /van-ban\/[^/]+\/[^/]+\/[^/]+\//);
      assert.ok(await page.locator("#nhiem-vu-1").count());
      await context.close();
      return;
    }
  }
  assert.fail("no directive can be reached with the Tab key");
});

test("everything is there to read without JavaScript", async () => {
  const { context, page } = await open(pages.directive, { javaScriptEnabled: false });
  const text = await page.locator("main").innerText();
  for (const words of ["trước ngày 12/9/2023", "11/9/2023", "Chưa có thông tin", "449-KL/TU"]) {
    assert.ok(text.includes(words), `${words} is missing`);
  }
  await context.close();
});

test("a page opened on a later day shows that day's timeliness", async () => {
  const context = await chromium.newContext();
  const early = await serve({ today: "2023-09-11" });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date("2023-09-11T09:00:00+07:00"));
  const address = new URL("van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/", early.url).href;
  await page.goto(address);
  const timeliness = () => page.locator(".status[data-timeliness]").first().getAttribute("data-timeliness");
  assert.equal(await timeliness(), "due-today");
  await page.clock.setFixedTime(new Date("2023-09-12T00:30:00+07:00"));
  await page.goto(address);
  assert.equal(await timeliness(), "past-due-unreported");
  early.stop();
  await context.close();
});

for (const [typed, number] of [["449", "449-KL/TU"], ["chuyen doi so toan dien", "529/TB-UBND"]]) {
  test(`search finds ${number} for “${typed}”`, async () => {
    const { context, page } = await open(pages.search);
    await page.fill("input[name=q]", typed);
    await page.keyboard.press("Enter");
    await page.waitForSelector(`#results[data-query="${typed}"]`);
    const results = await page.locator("#results").innerText();
    assert.ok(results.includes(number), results.slice(0, 400));
    await context.close();
  });
}

test("a folder opened from disk works", async () => {
  const { execFileSync } = await import("node:child_process");
  const { mkdtempSync, rmSync } = await import("node:fs");
  const { tmpdir } = await import("node:os");
  const { join } = await import("node:path");
  const { binary, root } = await import("./site.mjs");
  const folder = mkdtempSync(join(tmpdir(), "minhbach-"));
  execFileSync(binary, ["--root", root, "build", "--output", join(folder, "site"), "--today", "2024-12-01"], { stdio: "ignore" });
  const page = await chromium.newPage();
  await page.goto(`file://${folder}/site/index.html`);
  await page.locator("a[href*='van-ban/']").first().click();
  await page.waitForLoadState();
  assert.match(page.url(), /index\.html$/);
  assert.ok((await page.locator("h1").innerText()).length > 3);
  await page.close();
  rmSync(folder, { recursive: true });
});

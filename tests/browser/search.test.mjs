// @ts-check
// Search by somebody who types without diacritics, and by somebody who types them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { MOUNT, build } from "./site.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Awaited<ReturnType<typeof serve>>} */
let site;

before(async () => {
  browser = await launch();
  site = await serve(build("content"), MOUNT);
});

after(async () => {
  await browser.close();
  await site.stop();
});

/**
 * Types a query as a reader does and waits for its answer.
 * @param {string} query
 * @param {string} [address]
 */
async function ask(query, address = "tim-kiem/") {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(site.url + address);
  await page.locator("input[type=search]").fill(query);
  await page.keyboard.press("Enter");
  const results = page.locator("#results");
  await page.waitForFunction((asked) => document.getElementById("results")?.dataset.query === asked, query);
  const hits = await results.locator("li").allInnerTexts();
  assert.deepEqual(complaints, []);
  return { page, hits };
}

test("a number finds its document", async () => {
  const { page, hits } = await ask("449");
  assert.ok(hits.every((hit) => hit.includes("449")), hits.join("\n"));
  await page.locator("#results a", { hasText: "Kết luận số 449-KL/TU" }).first().click();
  await page.waitForURL("**/van-ban/dong-nai/449-kl-tu-2023/**");
  await page.close();
});

test("letters without marks find what has them", async () => {
  const { page, hits } = await ask("chuyen doi so");
  assert.ok(hits.length >= 5, `${hits.length} results`);
  assert.ok(hits.some((hit) => /chuyển đổi số/iu.test(hit)), hits[0]);
  await page.close();
});

test("marks that are typed count", async () => {
  const { page, hits } = await ask("chuyển đổi số");
  assert.ok(hits.length >= 5, `${hits.length} results`);
  await page.close();
  const other = await ask("chuyện đời sò");
  assert.deepEqual(other.hits, []);
  await other.page.close();
});

test("nothing found is said in words", async () => {
  const { page, hits } = await ask("zzzz qqqq");
  assert.deepEqual(hits, []);
  assert.ok((await page.locator("#found").innerText()).length > 5);
  await page.close();
});

test("what somebody searched for can be sent as a link", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}tim-kiem/?q=449`);
  await page.waitForFunction(() => document.querySelectorAll("#results li").length > 0);
  assert.equal(await page.locator("input[type=search]").inputValue(), "449");
  assert.match(await page.locator("#results").innerText(), /449-KL\/TU/);
  await page.close();
});

test("the English page searches too, and its results are English pages", async () => {
  const { page } = await ask("449", "en/tim-kiem/");
  await page.locator("#results a", { hasText: "449-KL/TU" }).first().click();
  await page.waitForURL("**/en/van-ban/dong-nai/449-kl-tu-2023/**");
  await page.close();
});

test("what is typed is shown as text, never as HTML", async () => {
  const { page } = await ask("<img src=x onerror=alert(1)>");
  assert.equal(await page.locator("main img").count(), 0);
  await page.close();
});

test("without JavaScript the search says so and offers the lists", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}tim-kiem/`);
  assert.match(await page.locator("main").innerText(), /JavaScript/);
  assert.ok(await page.locator("main a[href*='van-ban/']").count() >= 1);
  await context.close();
});

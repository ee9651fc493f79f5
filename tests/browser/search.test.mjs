// @ts-check
// Search by somebody who types without diacritics, and by somebody who types them.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { deflateRawSync, inflateRawSync } from "node:zlib";
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

test("marks that are typed inside quotation marks are demanded", async () => {
  const { page, hits } = await ask('"chuyển đổi số"');
  assert.ok(hits.length >= 5, `${hits.length} results`);
  await page.close();
  const other = await ask('"chuyện đời sò"');
  assert.deepEqual(other.hits, []);
  await other.page.close();
});

test("what is typed after a hyphen is left out", async () => {
  const all = await ask("dich vu cong");
  const { page, hits } = await ask('dich vu cong -"truc tuyen"');
  assert.ok(hits.length >= 1 && all.hits.some((hit) => /trực tuyến/iu.test(hit)));
  assert.ok(!hits.some((hit) => /trực tuyến/iu.test(hit)), hits.join("\n"));
  await page.close();
  await all.page.close();
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

/**
 * Opens an address of the site and waits until its list is complete.
 * @param {string} address
 * @param {import("playwright-core").BrowserContext} [context]
 */
async function opened(address, context) {
  const page = await (context ?? browser).newPage();
  await page.goto(site.url + address);
  await complete(page);
  return page;
}

/** @param {import("playwright-core").Page} page */
const complete = (page) => page.waitForFunction(() => document.getElementById("results")?.dataset.query !== undefined);

/** @param {import("playwright-core").Page} page */
const titles = (page) => page.locator("#results a").allInnerTexts();

/**
 * Chooses a value and waits for the answer.
 * @param {import("playwright-core").Page} page
 * @param {string} name
 * @param {string | { index: number }} value
 */
async function choose(page, name, value) {
  await page.evaluate(() => { delete document.getElementById("results")?.dataset.query; });
  await page.locator(`select[name="${name}"]`).selectOption(value);
  await complete(page);
}

test("facets say how many results each choice leaves, and the address keeps what was chosen", async () => {
  const page = await opened("tim-kiem/?q=bao+cao");
  const all = Number((await page.locator("#found").innerText()).match(/\d+/)?.[0]);
  await page.locator("#filters summary").click();
  const choices = page.locator("#loc-tinh option");
  await choices.nth(1).waitFor({ state: "attached" });
  const label = await choices.nth(1).innerText();
  const count = Number(label.match(/\((\d+)\)$/)?.[1]);
  assert.ok(count > 0 && count <= all, label);
  await choose(page, "tinh", { index: 1 });
  assert.equal(Number((await page.locator("#found").innerText()).match(/\d+/)?.[0]), count);
  await choose(page, "loai", "directive");
  const address = new URL(page.url());
  assert.equal(address.searchParams.get("q"), "bao cao");
  assert.equal(address.searchParams.get("loai"), "directive");
  assert.ok(address.searchParams.get("tinh"));
  const narrowed = await titles(page);
  assert.ok(narrowed.length > 0);
  const again = await opened(`tim-kiem/${address.search}`);
  assert.deepEqual(await titles(again), narrowed);
  assert.equal(await again.locator("#loc-loai").inputValue(), "directive");
  await again.close();
  await page.close();
});

test("the back button undoes a filter, and then the query", async () => {
  const page = await opened("tim-kiem/?q=bao+cao");
  const before = await titles(page);
  await page.locator("#filters summary").click();
  await page.locator("#loc-loai option").nth(1).waitFor({ state: "attached" });
  await choose(page, "loai", "directive");
  assert.notDeepEqual(await titles(page), before);
  await page.goBack();
  await page.waitForFunction(() => !location.search.includes("loai"));
  await page.waitForFunction((first) => document.querySelector("#results a")?.textContent === first, before[0]);
  assert.deepEqual(await titles(page), before);
  assert.equal(await page.locator("#loc-loai").inputValue(), "");
  await page.close();
});

test("results can be sorted by date and by deadline", async () => {
  const dates = await opened("tim-kiem/?loai=document&xep=moi");
  const days = (await dates.locator("#results .ledger-fine").allInnerTexts()).map((line) => line.match(/(\d+)\/(\d+)\/(\d{4})$/));
  const known = days.flatMap((day) => (day ? [Number(day[3]) * 10_000 + Number(day[2]) * 100 + Number(day[1])] : []));
  assert.ok(known.length > 3);
  assert.deepEqual(known, [...known].sort((left, right) => right - left));
  await dates.close();
  const relevance = await opened("tim-kiem/?q=bao+cao&loai=directive");
  const deadline = await opened("tim-kiem/?q=bao+cao&loai=directive&xep=han");
  assert.notDeepEqual(await titles(deadline), await titles(relevance));
  await relevance.close();
  await deadline.close();
});

test("what has passed its day at a body is one click from the body's page", async () => {
  const page = await browser.newPage();
  await page.goto(`${site.url}co-quan/dong-nai/so-tttt/`);
  await page.locator("a[href*='han=past-due-unreported']").click();
  await complete(page);
  const address = new URL(page.url());
  assert.equal(address.searchParams.get("co-quan"), "dong-nai/so-tttt");
  assert.equal(address.searchParams.get("han"), "past-due-unreported");
  assert.equal(await page.locator("#loc-han").inputValue(), "past-due-unreported");
  assert.ok((await titles(page)).length > 0, "the link leads to what the body's page counts");
  await page.close();
});

test("results of one document stand together, each with a link to its own place", async () => {
  const page = await opened("tim-kiem/?q=chuyen+doi+so");
  const groups = page.locator("#results > li:has(ol)");
  assert.ok(await groups.count() > 0);
  const links = await groups.first().locator("a").evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).pathname.split("/van-ban/")[1]));
  const documents = new Set(links.map((path) => path.split("/").slice(0, 2).join("/")));
  assert.equal(documents.size, 1, links.join(" "));
  await page.close();
});

test("excerpts mark the words that were found", async () => {
  const page = await opened("tim-kiem/?q=chuyen+doi+so");
  const marks = await page.locator("#results mark").allInnerTexts();
  assert.ok(marks.some((mark) => /^chuyển đổi số$/iu.test(mark)), marks.slice(0, 5).join(", "));
  await page.close();
});

test("the keyboard goes from the box through the results and back", async () => {
  const page = await opened("tim-kiem/?q=449");
  const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id);
  const all = await titles(page);
  await page.keyboard.press("/");
  assert.equal(await focused(), "q");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), all[0]);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), all[1]);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(), "q");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await focused(), "q");
  await page.close();
});

test("a live region says how many results there are", async () => {
  const page = await opened("tim-kiem/?q=449");
  const region = page.getByRole("status");
  assert.match(await region.innerText(), /^\d+ kết quả/);
  await page.close();
});

test("more results follow on request, and the focus goes to the first of them", async () => {
  const page = await opened("tim-kiem/?q=bao+cao");
  const before = await titles(page);
  await page.locator("#more").click();
  await page.waitForFunction((count) => document.querySelectorAll("#results a").length > count, before.length);
  await page.waitForFunction(() => document.activeElement instanceof HTMLAnchorElement);
  assert.ok((await titles(page)).length > before.length);
  await page.close();
});

test("a browser that cannot inflate finds the same", async () => {
  const context = await browser.newContext();
  await context.addInitScript(() => { Reflect.deleteProperty(globalThis, "DecompressionStream"); });
  const old = await opened("tim-kiem/?q=chuyen+doi+so", context);
  assert.equal(await old.evaluate(() => typeof DecompressionStream), "undefined");
  const page = await opened("tim-kiem/?q=chuyen+doi+so");
  assert.deepEqual(await titles(old), await titles(page));
  await page.close();
  await context.close();
});

test("an index of another version makes an old page load itself anew, once", async () => {
  const page = await browser.newPage();
  let loads = 0;
  await page.route("**/search/start.bin", async (route) => {
    const start = JSON.parse(inflateRawSync(await (await route.fetch()).body()).toString());
    const other = { ...start, version: start.version + 1 };
    await route.fulfill({ contentType: "application/octet-stream", body: deflateRawSync(JSON.stringify(other)) });
  });
  page.on("request", (request) => { loads += Number(request.isNavigationRequest()); });
  await page.goto(`${site.url}tim-kiem/?q=449`);
  await page.waitForFunction(() => document.getElementById("results")?.dataset.query === "449");
  assert.equal(loads, 2);
  assert.match(await page.locator("#found").innerText(), /Không tải được/);
  await page.unroute("**/search/start.bin");
  await page.reload();
  await complete(page);
  assert.ok((await titles(page)).length > 0);
  await page.close();
});

test("a page whose index was published anew reads the new one", async () => {
  const page = await opened("tim-kiem/?q=449");
  let gone = 0;
  await page.route("**/search/t-*/**", async (route) => {
    gone += 1;
    await (gone === 1 ? route.fulfill({ status: 404, body: "" }) : route.continue());
  });
  await page.locator("input[name=q]").fill("giai quyet thu tuc");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.getElementById("results")?.dataset.query === "giai quyet thu tuc");
  assert.ok((await titles(page)).length > 0);
  assert.ok(gone > 1);
  await page.close();
});

test("opened from a folder, the search says why it cannot and offers the lists", async () => {
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(build("content"), "tim-kiem/index.html")).href);
  assert.match(await page.locator("#found").innerText(), /thư mục/);
  assert.ok(await page.locator("main a[href*='van-ban/']").count() >= 1);
  await page.close();
});

test("before the first query the search page fetches less than 80 kB, uncompressed, and no typeface", async () => {
  const page = await browser.newPage();
  /** @type {Map<string, number>} */
  const fetched = new Map();
  page.on("response", async (response) => { fetched.set(new URL(response.url()).pathname, (await response.body()).length); });
  await page.goto(`${site.url}tim-kiem/`, { waitUntil: "networkidle" });
  const names = [...fetched.keys()];
  assert.ok(names.some((name) => name.endsWith("start.bin")));
  assert.ok(!names.some((name) => name.endsWith(".woff2")), names.join(" "));
  const bytes = [...fetched.values()].reduce((sum, size) => sum + size, 0);
  assert.ok(bytes < 80_000, `${bytes} bytes`);
  await page.close();
});

test("results do not wait for the stylesheet", async () => {
  const page = await browser.newPage();
  await page.route("**/*.css", () => {});
  await page.goto(`${site.url}tim-kiem/?q=449`, { waitUntil: "commit" });
  // No frame is drawn before the stylesheet is there, so look at the clock instead.
  await page.waitForFunction(() => document.getElementById("results")?.dataset.query === "449", null, { polling: 50 });
  assert.ok(await page.locator("#results a").count() >= 1);
  await page.close();
});

test("on a page without a query the filters find what passes them", async () => {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(`${site.url}tim-kiem/`);
  await page.locator("#filters summary").click();
  await page.locator("#loc-loai option[value=directive]").waitFor({ state: "attached" });
  await page.locator("#loc-loai").selectOption("directive");
  await page.waitForFunction(() => new URLSearchParams(location.search).get("loai") === "directive" && document.getElementById("results")?.dataset.query === "");
  assert.ok(await page.locator("#results a").count() >= 1);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("what a joined site published is found, and its link leads there", async () => {
  const joined = await serve(build("joined"), MOUNT);
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(`${joined.url}tim-kiem/?q=ho+tro+hai+xe+chia+ngan`);
  const link = page.locator("#results a").first();
  assert.match(await link.innerText(), /Hỗ trợ hai xe chia ngăn/);
  assert.equal(await link.getAttribute("href"), "https://lac-giang.example/van-ban/lac-giang/190-tb-ubnd-2025/yeu-cau_b/");
  await page.locator("input[type=search]").fill("7/QĐ-BTTTT");
  await page.waitForFunction(() => document.getElementById("results")?.dataset.query === "7/QĐ-BTTTT");
  assert.match(await link.getAttribute("href") ?? "", /^\.\.\/van-ban\/trung-uong\//);
  assert.deepEqual(complaints, []);
  await page.close();
  await joined.stop();
});

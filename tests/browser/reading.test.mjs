// @ts-check
// Reading the site: by keyboard, without JavaScript, under a sub-path, without a word of complaint.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { tabTo, watch } from "./browser.mjs";
import { browse, hostAll } from "./rig.mjs";
import { serve } from "./server.mjs";
import { PAGES, build } from "./site.mjs";

const browser = await browse();
const sites = await hostAll();

for (const { site, type, path } of PAGES) {
  test(`${site}: ${type}: no error, no foreign request, one heading, a language`, async () => {
    const page = await browser.newPage();
    const complaints = watch(page);
    const answer = await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    assert.equal(answer?.status(), 200);
    assert.deepEqual(complaints, []);
    assert.equal(await page.locator("h1").count(), 1);
    assert.equal(await page.locator("html").getAttribute("lang"), path.startsWith("en/") ? "en" : "vi");
    assert.ok((await page.title()).length > 5);
    await page.close();
  });
}

test("the keyboard leads from home to a document to what it orders", async () => {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(sites.content.url);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), "#noi-dung", "the first stop is the skip link");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "noi-dung");

  await tabTo(page, ({ href }) => href.endsWith("/van-ban/dong-nai/449-kl-tu-2023/"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/van-ban/dong-nai/449-kl-tu-2023/");
  await tabTo(page, ({ href }) => href.includes("/449-kl-tu-2023/ii_1_gach-2/"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/ii_1_gach-2/**");
  assert.match(await page.locator("main").innerText(), /Thành lập Đoàn kiểm tra/);

  await tabTo(page, ({ href }) => href.endsWith("/co-quan/dong-nai/bcd-chuyen-doi-so/"));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/co-quan/dong-nai/bcd-chuyen-doi-so/");
  assert.match(await page.locator("h1").innerText(), /Ban Chỉ đạo/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("what has the focus shows it", async () => {
  const page = await browser.newPage();
  await page.goto(`${sites.content.url}van-ban/dong-nai/449-kl-tu-2023/`);
  for (let stop = 0; stop < 25; stop += 1) {
    await page.keyboard.press("Tab");
    const shown = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused) return "nothing has the focus";
      const style = getComputedStyle(focused);
      const box = focused.getBoundingClientRect();
      const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
      return (outlined || style.boxShadow !== "none") && box.width > 0 && box.height > 0 ? "" : `${focused.outerHTML.slice(0, 120)}`;
    });
    assert.equal(shown, "");
  }
  await page.close();
});

test("every page can be read and left without JavaScript", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  const complaints = watch(page);
  for (const { site, type, path } of PAGES) {
    await page.goto(sites[site].url + path);
    assert.ok((await page.locator("main").innerText()).length > 40, `${site} ${type} shows nothing`);
    if (!type.startsWith("embedded")) assert.ok(await page.locator("nav a[href]").count() >= 5, `${site} ${type} has no menu`);
  }
  await page.goto(sites.content.url);
  await page.locator("main a[href*='449-kl-tu-2023/']").first().click();
  await page.locator("a[href*='ii_1_gach-2/']").first().click();
  assert.match(page.url(), /\/ii_1_gach-2\//);
  // Scripts that a page asks for beforehand are refused here, and that is well.
  assert.deepEqual(complaints.filter((one) => !/\/search-[^/]*\.js csp$/.test(one)), []);
  await context.close();
});

test("a print shows the text without the menu", async () => {
  const page = await browser.newPage();
  await page.goto(`${sites.content.url}van-ban/dong-nai/449-kl-tu-2023/`);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav.menu").isVisible(), false);
  assert.equal(await page.locator("#ii_1_gach-2").isVisible(), true);
  await page.close();
});

test("a print cuts nothing off at the edge of the paper", async () => {
  // The width of A4 between its margins.
  const page = await browser.newPage({ viewport: { width: 666, height: 900 } });
  await page.emulateMedia({ media: "print" });
  for (const { site, type, path } of PAGES) {
    await page.goto(sites[site].url + path);
    const edge = await page.evaluate(() => Math.max(...[...document.querySelectorAll("main *")].map((one) => one.getBoundingClientRect().right)));
    assert.ok(edge <= 667, `${site}: ${type} goes on to ${edge} px`);
  }
  await page.close();
});

test("an anchor brings its provision into view", async () => {
  const page = await browser.newPage();
  await page.goto(`${sites.content.url}van-ban/quang-ngai/529-tb-ubnd-2024/#ii_2_dd`);
  await page.waitForFunction(() => {
    const top = document.getElementById("ii_2_dd")?.getBoundingClientRect().top ?? -1;
    return top >= -5 && top < 400;
  });
  await page.close();
});

test("an address that never was shows the way, at any depth", async () => {
  const page = await browser.newPage();
  const answer = await page.goto(`${sites.content.url}van-ban/dong-nai/khong-co/trang/nay/`);
  assert.equal(answer?.status(), 404);
  const menu = page.locator("nav.menu a").first();
  assert.equal(await menu.isVisible(), true);
  await menu.click();
  await page.waitForURL(`${sites.content.url}van-ban/`);
  await page.close();
});

test("the site works at the root of a host too", async () => {
  const root = await serve(build("content"));
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(root.url);
  await page.locator("main a[href*='449-kl-tu-2023/']").first().click();
  await page.waitForURL(`${root.url}van-ban/dong-nai/449-kl-tu-2023/`);
  assert.deepEqual(complaints, []);
  await page.close();
  await root.stop();
});

test("an old address leads to the new one", async () => {
  const page = await browser.newPage();
  await page.goto(`${sites.sample.url}co-quan/an-phuc/so-khoa-hoc/`);
  await page.waitForURL("**/co-quan/an-phuc/so-khcn/");
  await page.close();
});

test("both languages lead to each other", async () => {
  const page = await browser.newPage();
  await page.goto(`${sites.content.url}van-ban/dong-nai/449-kl-tu-2023/`);
  await page.locator("header a[hreflang=en]").click();
  await page.waitForURL(`${sites.content.url}en/van-ban/dong-nai/449-kl-tu-2023/`);
  await page.locator("header a[hreflang=vi]").click();
  await page.waitForURL(`${sites.content.url}van-ban/dong-nai/449-kl-tu-2023/`);
  await page.close();
});

test("a directive stands in the frame of another site, and its links lead out of the frame", async () => {
  const page = await browser.newPage();
  const complaints = watch(page);
  const path = "van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/";
  const article = `<!doctype html><title>Báo</title><iframe src="${sites.content.url}nhung/${path}" width="600" height="300"></iframe>`;
  const newspaper = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(article));
  await new Promise((ready) => newspaper.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (newspaper.address());
  await page.goto(`http://localhost:${port}/`);
  const frame = page.frameLocator("iframe");
  await frame.locator("h1 a").waitFor();
  assert.match(await frame.locator("main").innerText(), /Đã qua thời hạn, chưa có thông tin/);
  const tall = await frame.locator("html").evaluate((root) => root.scrollHeight);
  assert.ok(tall <= 300, `${tall} pixels do not fit into the frame that the page offers`);
  await frame.locator("h1 a").click();
  await page.waitForURL(`${sites.content.url}${path}**`);
  assert.deepEqual(complaints.filter((one) => !one.startsWith("another origin") && !one.includes("favicon.ico")), []);
  await page.close();
  newspaper.close();
  newspaper.closeAllConnections();
});

// @ts-check
// The site straight from a folder, by a double click on index.html.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { watch } from "./browser.mjs";
import { browse } from "./rig.mjs";
import { build } from "./site.mjs";

const browser = await browse();

test("a folder opens from disk, with its styles, and its links lead on", async () => {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(pathToFileURL(`${build("content")}/index.html`).href);
  const background = await page.evaluate(() => getComputedStyle(document.querySelector("h1") ?? document.body).fontFamily);
  assert.doesNotMatch(background, /^"?Times/, "the stylesheet is not there");
  await page.locator("main a[href*='449-kl-tu-2023/']").first().click();
  assert.match(page.url(), /449-kl-tu-2023\/index\.html$/);
  await page.locator("a[href*='ii_1_gach-2/']").first().click();
  assert.match(page.url(), /ii_1_gach-2\/index\.html/);
  await page.locator("header a[hreflang=en]").click();
  assert.match(page.url(), /\/en\/van-ban\/.*\/index\.html/);
  assert.deepEqual(complaints, []);
  await page.close();
});

// @ts-check
// The box on the data page in which a reader tries a phrase about time.

import assert from "node:assert/strict";
import { test } from "node:test";
import { watch } from "./browser.mjs";
import { browse, host } from "./rig.mjs";

const browser = await browse();
const site = await host("sample", "2025-07-02");

/**
 * What the box says of a phrase.
 * @param {string} path
 * @param {string} phrase
 * @param {string} [issued]
 */
async function said(path, phrase, issued = "") {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(site.url + path, { waitUntil: "networkidle" });
  if (issued) await page.fill("#ngay-ban-hanh", issued);
  await page.fill("#cum-tu", phrase);
  await page.locator("#cum-tu-nghia p").first().waitFor();
  const paragraphs = await page.locator("#cum-tu-nghia p").allTextContents();
  await page.close();
  assert.deepEqual(complaints, []);
  return paragraphs;
}

test("a phrase is read as the program reads it, in words and as in the data", async () => {
  assert.deepEqual(await said("du-lieu/", "trước ngày 10/9/2023"), [
    "Có ngày cụ thể. Ngày cuối cùng còn đúng hạn: 9/9/2023.",
    "Trong dữ liệu: deadline_kind = date, due = 2023-09-09, recurrence = null",
  ]);
  assert.deepEqual(await said("en/du-lieu/", "định kỳ hàng tháng (trước ngày 20)"), [
    "Recurring: every month, by day 19.",
    "In the data: deadline_kind = recurring, due = null, recurrence = FREQ=MONTHLY;BYMONTHDAY=19",
  ]);
});

test("the day of issue gives the year where the phrase names none", async () => {
  assert.deepEqual(await said("du-lieu/", "cuối năm"), ["Phải biết ngày ban hành mới tính được."]);
  const [first] = await said("du-lieu/", "cuối năm", "2024-10-30");
  assert.equal(first, "Trong một khoảng thời gian. Ngày cuối cùng còn đúng hạn: 31/12/2024.");
});

test("words that are not understood are named, and never become part of the page", async () => {
  const paragraphs = await said("du-lieu/", "xong trước <b>tết</b>");
  assert.equal(paragraphs.length, 1);
  assert.match(paragraphs[0], /tết/);
});

test("without JavaScript there is no box", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}du-lieu/`);
  assert.equal(await page.locator("#thu-thoi-han").isVisible(), false);
  await context.close();
});

test("the reading is fetched only when the box is used, and by no other page", async () => {
  const page = await browser.newPage();
  /** @type {string[]} */
  const scripts = [];
  page.on("request", (request) => void (/deadline/.test(request.url()) && scripts.push(request.url().replace(/.*\/|-\w{10}\.js$/g, ""))));
  await page.goto(site.url, { waitUntil: "networkidle" });
  assert.deepEqual(scripts, []);
  await page.goto(`${site.url}du-lieu/`, { waitUntil: "networkidle" });
  assert.deepEqual(scripts, ["try-deadline"]);
  await page.fill("#cum-tu", "hằng quý");
  await page.locator("#cum-tu-nghia p").first().waitFor();
  assert.deepEqual(scripts, ["try-deadline", "deadline"]);
  await page.close();
});

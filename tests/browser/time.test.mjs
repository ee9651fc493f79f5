// @ts-check
// The browser brings statuses up to the reader's day, and says the same as a build made for that day.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, host } from "./rig.mjs";
import { build } from "./site.mjs";

const LATER = "2026-11-22";

const browser = await browse();
const early = await host("sample", "2025-07-02");
const late = await host("sample", LATER);

/**
 * The words of every status on a page, as a reader on `day` sees them.
 * @param {string} address
 * @param {string} day
 */
async function statuses(address, day) {
  const page = await browser.newPage();
  await page.clock.setFixedTime(new Date(`${day}T09:00:00+07:00`));
  await page.goto(address, { waitUntil: "networkidle" });
  const words = await page.locator("[data-timeliness]").evaluateAll((list) =>
    list.map((one) => [one.getAttribute("data-due"), one.getAttribute("data-state"), (one.textContent ?? "").trim()]));
  await page.close();
  return words;
}

for (const path of ["van-ban/lac-giang/315-snn-nn-2024/", "van-ban/an-phuc/267-tb-ubnd-2024/", "co-quan/lac-giang/ubnd-cap-xa/"]) {
  test(`${path}: an early build read later says what a later build says`, async () => {
    const read = await statuses(early.url + path, LATER);
    assert.ok(read.length > 0, "the page shows no status");
    assert.deepEqual(read, await statuses(late.url + path, LATER));
  });
}

test("a clock that runs behind does not undo what the build knew", async () => {
  const path = "van-ban/an-phuc/267-tb-ubnd-2024/";
  assert.deepEqual(await statuses(late.url + path, "2024-01-01"), await statuses(late.url + path, LATER));
});

test("what has passed since the build moves from what is coming to what has passed", async () => {
  for (const path of ["thoi-han/", ""]) {
    const page = await browser.newPage();
    await page.clock.setFixedTime(new Date("2025-07-20T09:00:00+07:00"));
    await page.goto(early.url + path, { waitUntil: "networkidle" });
    const days = (/** @type {string} */ list) =>
      page.locator(`[data-${list}] [data-day]`).evaluateAll((all) => all.map((one) => one.getAttribute("data-day") ?? ""));
    const [coming, passed] = [await days("coming"), await days("passed")];
    assert.ok(coming.every((day) => day >= "2025-07-20"), `${path}: ${coming}`);
    const moved = passed.filter((day) => day >= "2025-07-02");
    assert.ok(moved.length > 0, `${path}: nothing has moved`);
    assert.deepEqual(passed.slice(0, moved.length), [...moved].sort().reverse(), `${path}: the latest stands first`);
    await page.close();
  }
});

test("a list of what is coming says so when all of it has passed", async () => {
  for (const path of ["thoi-han/", ""]) {
    const page = await browser.newPage();
    for (const [day, isEmpty] of /** @type {const} */ ([["2025-07-20", false], ["2031-01-01", true]])) {
      await page.clock.setFixedTime(new Date(`${day}T09:00:00+07:00`));
      await page.goto(early.url + path, { waitUntil: "networkidle" });
      assert.equal(await page.locator("[data-none]").isVisible(), isEmpty, `${path} on ${day}`);
      assert.equal((await page.locator("[data-coming] [data-day]").count()) === 0, isEmpty);
    }
    await page.close();
  }
});

test("a slot of the calendar of reports passes its day in the browser", async () => {
  const page = await browser.newPage();
  await page.clock.setFixedTime(new Date("2025-07-20T09:00:00+07:00"));
  await page.goto(`${early.url}thoi-han/`, { waitUntil: "networkidle" });
  const states = await page.locator(".calendar .status[data-due]").evaluateAll((all) =>
    all.map((one) => [one.getAttribute("data-due") ?? "", one.getAttribute("data-state")]));
  const passed = states.filter(([due]) => due && due < "2025-07-20");
  assert.ok(passed.length > 0 && passed.length < states.length);
  assert.ok(passed.every(([, state]) => state === "past-due-unreported"));
  await page.close();
});

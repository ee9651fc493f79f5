// @ts-check
// A search page in Chromium: this program's, or one that others.mjs made. All keep one contract: `input[name=q]` in
// a form, `#results a[href]` best first, and the query in `data-query` of `#results` once the list is complete.
//
//   node page.mjs recall SITE QUERIES [EVERY]   R@1, R@10, MRR@10 a class; every EVERYth query of each is asked
//   node page.mjs cost SITE QUERIES [COUNT] [CLASSES]   bytes, requests and time on a line of 1.6 Mbps and 150 ms, of
//                                               COUNT queries of each class; CLASSES are joined by commas
//
// SITE is a folder that `search-eval site` or others.mjs wrote.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

/** Classes and variants of queries whose cost is measured; those that the file lacks are left out. */
const CLASSES = ["alqac exact", "alqac folded", "title exact", "title folded", "phrase folded", "phrase quoted", "num 01 exact", "typing prefix-folded", "typing typo-folded"];

const [command, folder, queriesFile, amount, classes] = process.argv.slice(2);
const queries = readFileSync(queriesFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line))
  // A search box holds one line.
  .map((query) => ({ ...query, q: query.q.replace(/\s+/g, " ") }));
const site = await serve(folder);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

/**
 * Asks in an open page; gives back how long it took in ms, and the links of the first ten results.
 * @param {import("playwright-core").Page} page
 * @param {string} query
 */
const ask = (page, query) => page.evaluate(async (query) => {
  const list = /** @type {HTMLElement} */ (document.getElementById("results"));
  const input = /** @type {HTMLInputElement} */ (document.querySelector("input[name=q]"));
  const started = performance.now();
  const done = new Promise((ready) => {
    const look = () => list.dataset.query === query && ready(performance.now() - started);
    delete list.dataset.query;
    new MutationObserver(look).observe(list, { attributes: true, childList: true });
  });
  input.value = query;
  input.form?.requestSubmit();
  const time = /** @type {number} */ (await done);
  return { time, found: [...list.querySelectorAll("a")].slice(0, 10).map((link) => link.href) };
}, query);

async function recall() {
  const page = await browser.newPage();
  await page.goto(`${site.url}tim-kiem/`, { waitUntil: "networkidle" });
  const rows = new Map(), met = new Map();
  const isAsked = (/** @type {{ cls: string, variant: string }} */ { cls, variant }) => {
    const before = met.get(`${cls} ${variant}`) ?? 0;
    met.set(`${cls} ${variant}`, before + 1);
    return before % Number(amount || 1) === 0;
  };
  for (const { cls, variant, q, gold } of queries.filter(isAsked)) {
    const { found } = await ask(page, q);
    const rank = found.findIndex((address) => gold.includes(new URL(address).pathname.split("/").at(-2)));
    const name = `${cls} ${variant}`, row = rows.get(name) ?? { all: 0, first: 0, ten: 0, reciprocal: 0 };
    rows.set(name, row);
    row.all += 1;
    row.first += rank === 0;
    row.ten += rank >= 0;
    row.reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
  }
  for (const [name, { all, first, ten, reciprocal }] of [...rows].sort()) {
    console.log(`${name.padEnd(34)} ${String(all).padStart(5)}  R@1 ${(first / all).toFixed(3)}  R@10 ${(ten / all).toFixed(3)}  MRR@10 ${(reciprocal / all).toFixed(3)}`);
  }
}

/** A page on a slow line, with an empty cache, that counts what it fetches and notes when results stand there. */
async function slow() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  const counted = { bytes: 0, requests: 0 };
  session.on("Network.loadingFinished", ({ encodedDataLength }) => { counted.bytes += encodedDataLength; });
  session.on("Network.requestWillBeSent", () => { counted.requests += 1; });
  await page.addInitScript(() => {
    const noted = Object.assign(globalThis, { noted: { first: 0, all: 0 } }).noted;
    new MutationObserver(() => {
      const list = document.getElementById("results");
      if (list?.querySelector("a")) noted.first ||= performance.now();
      if (list?.dataset.query) noted.all ||= performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return { context, page, counted };
}

/** @param {number[]} values @param {number} part from 0 to 1 */
const quantile = (values, part) => [...values].sort((left, right) => left - right)[Math.round((values.length - 1) * part)];

/** @param {string} name @param {Record<string, number>[]} rows */
function report(name, rows) {
  const show = (/** @type {string} */ key, scale = 1) => {
    const values = rows.map((row) => row[key] / scale);
    return `${Math.round(quantile(values, 0.5))} (${Math.round(quantile(values, 1))})`;
  };
  console.log(`${name.padEnd(22)} cold ${show("coldBytes", 1000)} kB, ${show("coldRequests")} requests, first ${show("coldFirst")} ms, all ${show("coldAll")} ms; further ${show("bytes", 1000)} kB, ${show("requests")} requests, ${show("time")} ms`);
}

async function cost() {
  console.log("median (most)");
  const all = [];
  for (const name of classes?.split(",") ?? CLASSES) {
    const own = queries.filter(({ cls, variant }) => `${cls} ${variant}` === name);
    if (!own.length) continue;
    const count = Number(amount || 5), rows = [];
    const sample = Array.from({ length: count + 1 }, (_, place) => own[Math.floor(place * (own.length - 1) / count)].q);
    for (let place = 0; place < count; place += 1) {
      const { context, page, counted } = await slow();
      await page.goto(`${site.url}tim-kiem/?q=${encodeURIComponent(sample[place])}`, { waitUntil: "commit", timeout: 400_000 });
      await page.waitForFunction(() => Reflect.get(globalThis, "noted").all, null, { timeout: 400_000 });
      await page.waitForTimeout(100);
      const { first, all: complete } = await page.evaluate(() => Reflect.get(globalThis, "noted"));
      const cold = { ...counted };
      await page.waitForTimeout(1500);
      const before = { ...counted };
      const { time } = await ask(page, sample[place + 1]);
      await page.waitForTimeout(100);
      rows.push({ coldBytes: cold.bytes, coldRequests: cold.requests, coldFirst: first || complete, coldAll: complete, bytes: counted.bytes - before.bytes, requests: counted.requests - before.requests, time });
      await context.close();
    }
    report(name, rows);
    all.push(...rows);
  }
  report("all", all);
}

try {
  await (command === "recall" ? recall() : cost());
} finally {
  await browser.close();
  await site.stop();
}

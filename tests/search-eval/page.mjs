// The search page in Chromium. What others reach on the same documents: others.mjs.
//
//   node page.mjs recall SITE QUERIES [EVERY]   R@1, R@10, MRR@10 a class, typed into the page
//   node page.mjs cost SITE QUERIES [COUNT]     bytes, requests and time on a line of 1.6 Mbps and 150 ms
//
// SITE is a folder that `search-eval site` wrote, QUERIES the file of queries; every EVERYth is asked.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "../browser/server.mjs";

const [command, folder, queriesFile, amount] = process.argv.slice(2);
const queries = readFileSync(queriesFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const site = await serve(folder);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });

const isDone = (asked) => document.getElementById("results")?.dataset.query === asked;

/** Types a query into an open page and waits until its list is complete. */
async function ask(page, query) {
  await page.locator("input[name=q]").fill(query);
  await page.keyboard.press("Enter");
  await page.waitForFunction(isDone, query);
}

async function recall() {
  const page = await browser.newPage();
  await page.goto(`${site.url}tim-kiem/`);
  const rows = new Map();
  for (const { cls, variant, q, gold } of queries.filter((_, place) => place % Number(amount || 1) === 0)) {
    await ask(page, q);
    const found = await page.$$eval("#results a[href]", (links) => links.slice(0, 10).map((link) => new URL(link.href).pathname.split("/").at(-2)));
    const rank = found.findIndex((id) => gold.includes(id));
    const row = rows.get(`${cls} ${variant}`) ?? rows.set(`${cls} ${variant}`, { all: 0, first: 0, ten: 0, reciprocal: 0 }).get(`${cls} ${variant}`);
    row.all += 1;
    row.first += rank === 0;
    row.ten += rank >= 0;
    row.reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
  }
  for (const [name, { all, first, ten, reciprocal }] of [...rows].sort()) {
    console.log(`${name.padEnd(34)} ${String(all).padStart(5)}  R@1 ${(first / all).toFixed(3)}  R@10 ${(ten / all).toFixed(3)}  MRR@10 ${(reciprocal / all).toFixed(3)}`);
  }
}

/** A page on a slow line, cold, that counts what it fetches. */
async function slow() {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 });
  const counted = { bytes: 0, requests: 0 };
  session.on("Network.loadingFinished", ({ encodedDataLength }) => { counted.bytes += encodedDataLength; });
  session.on("Network.requestWillBeSent", () => { counted.requests += 1; });
  return { context, page, counted };
}

/** @param {number[]} values @param {number} part from 0 to 1 */
const quantile = (values, part) => [...values].sort((left, right) => left - right)[Math.round((values.length - 1) * part)];

async function cost() {
  const wanted = ["alqac exact", "alqac folded", "title folded", "title exact", "phrase quoted", "typing prefix-folded", "typing typo-folded", "num 01 exact"];
  for (const name of wanted) {
    const own = queries.filter(({ cls, variant }) => `${cls} ${variant}` === name);
    const count = Number(amount || 5);
    const sample = Array.from({ length: count + 1 }, (_, place) => own[Math.floor(place * (own.length - 1) / count)].q);
    const rows = { coldBytes: [], coldFirst: [], coldTime: [], coldRequests: [], bytes: [], time: [], requests: [] };
    for (let place = 0; place < count; place += 1) {
      const { context, page, counted } = await slow();
      const [first, second] = [sample[place], sample[place + 1]];
      const started = performance.now();
      const link = page.waitForSelector("#results a", { timeout: 8000 }).then(() => rows.coldFirst.push(performance.now() - started), () => {});
      await page.goto(`${site.url}tim-kiem/?q=${encodeURIComponent(first)}`, { waitUntil: "commit" });
      await page.waitForFunction(isDone, first);
      rows.coldTime.push(performance.now() - started);
      await link;
      await page.waitForTimeout(50);
      rows.coldBytes.push(counted.bytes);
      rows.coldRequests.push(counted.requests);
      await page.waitForTimeout(1500);
      const before = { ...counted };
      const again = performance.now();
      await ask(page, second);
      rows.time.push(performance.now() - again);
      await page.waitForTimeout(50);
      rows.bytes.push(counted.bytes - before.bytes);
      rows.requests.push(counted.requests - before.requests);
      await context.close();
    }
    if (!rows.coldFirst.length) rows.coldFirst.push(Number.NaN);
    const show = (values, unit) => `${Math.round(quantile(values, 0.5))}${unit} (most ${Math.round(quantile(values, 1))}${unit})`;
    const kB = (values) => show(values.map((bytes) => bytes / 1000), " kB");
    console.log(`${name.padEnd(22)} cold ${kB(rows.coldBytes)}, ${show(rows.coldRequests, " requests")}, first ${show(rows.coldFirst, " ms")}, all ${show(rows.coldTime, " ms")}; further ${kB(rows.bytes)}, ${show(rows.requests, " requests")}, ${show(rows.time, " ms")}`);
  }
}

try {
  await (command === "recall" ? recall() : cost());
} finally {
  await browser.close();
  await site.stop();
}

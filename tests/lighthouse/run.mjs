// @ts-check
// Lighthouse's scores of the page types that people meet first:  node tests/lighthouse/run.mjs [FOLDER FOR THE REPORTS]
//
// Builds the repository's content, serves it as a province would (under a sub-path, compressed, with a strict
// policy), and measures each page as a slow phone would see it. Prints one line a page; ends with 1 when a score
// is below 100. Needs the program (cargo build --release), Chromium, and `npm ci` in this folder.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as chromeLauncher from "chrome-launcher";
import lighthouse from "lighthouse";
import { serve } from "../browser/server.mjs";
import { MOUNT, build } from "../browser/site.mjs";

/** @type {[string, string][]} */
const PAGES = [
  ["home", ""],
  ["document", "van-ban/dong-nai/449-kl-tu-2023/"],
  ["directive", "van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/"],
  ["indicator", "chi-tieu/dong-nai/dti-xep-hang/"],
  ["search", "tim-kiem/"],
];

const [reports] = process.argv.slice(2);
if (reports) await mkdir(reports, { recursive: true });
const site = await serve(build("content"), MOUNT);
const chrome = await chromeLauncher.launch({
  chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run"],
});
let low = 0;
for (const [name, path] of PAGES) {
  const result = await lighthouse(site.url + path, { port: chrome.port, output: "html", logLevel: "error" });
  if (!result) throw new Error(`Lighthouse gave no result for ${path}`);
  const scores = Object.values(result.lhr.categories).map(({ title, score }) => ({ title, score: Math.round((score ?? 0) * 100) }));
  const kilobytes = (Number(result.lhr.audits["total-byte-weight"]?.numericValue ?? 0) / 1000).toFixed(1);
  console.log(`${name.padEnd(10)} ${scores.map(({ title, score }) => `${title} ${score}`).join("  ")}  (${kilobytes} kB)`);
  for (const { auditRefs, score: whole } of Object.values(result.lhr.categories)) {
    if (whole === 1) continue;
    for (const { id, weight } of auditRefs) {
      const { score, title, displayValue } = result.lhr.audits[id];
      if (weight && score !== null && score < 1) console.log(`           ${Math.round(score * 100)}  ${title} ${displayValue ?? ""}`);
    }
  }
  low += scores.filter(({ score }) => score < 100).length;
  if (reports) await writeFile(join(reports, `${name}.html`), String(result.report));
}
await chrome.kill();
await site.stop();
process.exit(low ? 1 : 0);

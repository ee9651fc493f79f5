// @ts-check
// Pictures of every page type: node tests/browser/screenshots.mjs OUTDIR

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { MOUNT, PAGES, build } from "./site.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/browser/screenshots.mjs OUTDIR");
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const browser = await launch();
/** @type {Record<string, Awaited<ReturnType<typeof serve>>>} */
const sites = { content: await serve(build("content"), MOUNT), sample: await serve(build("sample"), MOUNT) };
for (const colorScheme of /** @type {("light" | "dark")[]} */ (["light", "dark"])) {
  for (const width of [360, 768, 1280]) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const { site, type, path } of PAGES) {
      await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
      await page.screenshot({ path: join(folder, `${site}-${type}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await context.close();
  }
}
console.log(`${PAGES.length * 6} pictures in ${folder}`);
await browser.close();
await Promise.all(Object.values(sites).map((site) => site.stop()));

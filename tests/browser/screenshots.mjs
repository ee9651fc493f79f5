// @ts-check
// Pictures of every page type, at three widths, light, dark and as printed: node tests/browser/screenshots.mjs OUTDIR [TYPE …]

import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { MOUNT, PAGES, build } from "./site.mjs";

const [folder, ...wanted] = process.argv.slice(2);
if (!folder) {
  console.error("usage: node tests/browser/screenshots.mjs OUTDIR [TYPE …]");
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const browser = await launch();
/** @type {Record<string, Awaited<ReturnType<typeof serve>>>} */
const sites = {
  content: await serve(build("content"), MOUNT),
  sample: await serve(build("sample"), MOUNT),
  joined: await serve(build("joined"), MOUNT),
};
const pages = PAGES.filter(({ type }) => wanted.length === 0 || wanted.includes(type));
/** @type {{ name: string, colorScheme: "light" | "dark", width: number, media?: "print" }[]} */
const LOOKS = [
  ...[360, 768, 1280].flatMap((width) => /** @type {const} */ (["light", "dark"]).map((colorScheme) => ({ name: `${width}-${colorScheme}`, colorScheme, width }))),
  // The width of A4 between its margins.
  { name: "print", colorScheme: "light", width: 666, media: "print" },
];
for (const { name, colorScheme, width, media } of LOOKS) {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  if (media) await page.emulateMedia({ media });
  for (const { site, type, path } of pages) {
    await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    await page.screenshot({ path: join(folder, `${site}-${type}-${name}.png`), fullPage: true });
  }
  await context.close();
}
console.log(`${pages.length * LOOKS.length} pictures in ${folder}`);
await browser.close();
await Promise.all(Object.values(sites).map((site) => site.stop()));

// @ts-check
// What a first visit costs: all that a page fetches by itself, compressed, fonts apart; and its scripts.

import assert from "node:assert/strict";
import { test } from "node:test";
import { browse, hostAll } from "./rig.mjs";
import { PAGES } from "./site.mjs";

/** Bytes on the wire, headers apart. */
const MOST = { page: 60_000, fonts: 60_000, scripts: 15_000 };

const browser = await browse();
const sites = await hostAll();

for (const { site, type, path } of PAGES) {
  test(`${site}: ${type}: a first visit is light`, async (context) => {
    // A context of its own: nothing is cached.
    const visitor = await browser.newContext();
    const page = await visitor.newPage();
    const spent = { page: 0, fonts: 0, scripts: 0, unpackedScripts: 0 };
    /** @type {Promise<void>[]} */
    const sizes = [];
    page.on("requestfinished", (request) => void sizes.push((async () => {
      const { responseBodySize } = await request.sizes();
      const unpacked = (await (await request.response())?.body())?.length ?? 0;
      const kind = request.resourceType();
      if (kind === "font") spent.fonts += responseBodySize;
      else spent.page += responseBodySize;
      if (kind === "script") {
        spent.scripts += responseBodySize;
        spent.unpackedScripts += unpacked;
      }
    })()));
    await page.goto(sites[site].url + path, { waitUntil: "networkidle" });
    await Promise.all(sizes);
    context.diagnostic(`${site} ${type}: ${spent.page} bytes, of that scripts ${spent.scripts} (${spent.unpackedScripts} unpacked); fonts ${spent.fonts}`);
    assert.ok(spent.page > 1000 && spent.page <= MOST.page, `${spent.page} bytes without fonts`);
    assert.ok(spent.fonts <= MOST.fonts, `${spent.fonts} bytes of fonts`);
    if (type !== "search") assert.ok(spent.unpackedScripts <= MOST.scripts, `${spent.unpackedScripts} bytes of scripts`);
    await visitor.close();
  });
}

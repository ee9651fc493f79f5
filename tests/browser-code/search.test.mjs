// The browser's search finds what the program's finds, in the same order (tests/suite/search.rs writes the answers).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { plain, root, table } from "./script.mjs";

const SCRIPTS = ["timeliness", "search-query", "search-index", "search-core", "search-phrase", "search-facets", "search-inflate"];

const { today, files, answers, wishes } = table("tests/tables/search-answers.json");
const page = createContext({ TextDecoder });
for (const name of SCRIPTS) runInContext(readFileSync(new URL(`themes/default/assets/${name}.js`, root), "utf8"), page);
const { search } = page.minhbach;
const file = async (address) => new Uint8Array(Buffer.from(files[address], "hex"));
const open = async () => search.open(await file("search/start.bin"), file, async (bytes) => search.inflate(bytes));
const places = (hits) => Array.from(hits, (hit) => Number(hit.record[3].replace("/", "")));

test("the browser and the program give the same results in the same order, with the same scores", async () => {
  const index = await open();
  for (const { q, found, scores } of answers) {
    const { hits } = await index.search(q, 10);
    assert.deepEqual(places(hits), found, JSON.stringify(q));
    assert.deepEqual(plain(hits).map((hit) => hit.score), scores, JSON.stringify(q));
  }
});

test("the browser and the program narrow down, sort and count alike", async () => {
  const index = await open();
  for (const { q, filters, order, found, counts } of wishes) {
    const { listing, keepOrder, counts: count } = await search.wish(index, { query: q, filters, order, today });
    assert.deepEqual(places(await index.lookAt(listing, 10, keepOrder)), found, JSON.stringify({ q, filters, order }));
    const own = Object.entries(plain(count())).map(([facet, choices]) => [facet, choices.map((one) => [one.value, one.count])]);
    assert.deepEqual(Object.fromEntries(own), counts, JSON.stringify({ q, filters }));
  }
});

test("an index of another version is not opened", async () => {
  const start = JSON.parse(inflateRawSync(await file("search/start.bin")));
  const other = deflateRawSync(JSON.stringify({ ...start, version: start.version + 1 }));
  assert.equal(await search.open(new Uint8Array(other), file, async (bytes) => search.inflate(bytes)), null);
});

test("the script that inflates for old browsers gives what was deflated", () => {
  const texts = ["", "a", "nghị quyết ".repeat(500), ...Object.keys(files), JSON.stringify(answers)];
  const random = Uint8Array.from({ length: 70_000 }, (_, place) => (place * 2_654_435_761 >>> 13) & 255);
  for (const bytes of [...texts.map((text) => Buffer.from(text)), random]) {
    for (const level of [0, 1, 9]) {
      assert.deepEqual(Buffer.from(search.inflate(new Uint8Array(deflateRawSync(bytes, { level })))), Buffer.from(bytes));
    }
  }
});

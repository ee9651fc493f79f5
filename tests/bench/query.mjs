// What a query costs a browser: node tests/bench/query.mjs PUBLIC QUERY runs the theme's search over written files and
// prints how many it reads and how long they are.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { inflateRawSync } from "node:zlib";

const [folder, query] = process.argv.slice(2);
const page = createContext({ TextDecoder });
for (const name of ["search-query", "search-index", "search-core"]) {
  runInContext(readFileSync(new URL(`../../themes/default/assets/${name}.js`, import.meta.url), "utf8"), page);
}
const { search } = page.minhbach;
const read = new Map();
const file = async (address) => {
  const bytes = readFileSync(join(folder, address));
  read.set(address, bytes.length);
  return new Uint8Array(bytes);
};
const entry = await file("search/start.bin");
const index = await search.open(entry, file, async (bytes) => new Uint8Array(inflateRawSync(bytes)));
const listing = await index.rank(query);
const hits = await index.lookAt(listing, 10, false);
const bytes = [...read.values()].reduce((sum, size) => sum + size, 0);
console.log(JSON.stringify({ found: listing.ranked.length, shown: hits.length, requests: read.size, bytes, entry: entry.length }));

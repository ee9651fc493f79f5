// node browser-core.mjs SITE QUERIES: runs the browser's search over a folder of index files, and prints the
// addresses of the first ten results of each query, one JSON list a line, as `search-eval list` does.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";
import { inflateRawSync } from "node:zlib";

const [site, queries] = process.argv.slice(2);
for (const name of ["query", "index", "core", "phrase"]) {
  const script = new URL(`../../themes/default/assets/search-${name}.js`, import.meta.url);
  vm.runInThisContext(readFileSync(fileURLToPath(script), "utf8"));
}
const file = async (address) => new Uint8Array(readFileSync(`${site}/${address}`));
const index = await globalThis.minhbach.search.open(await file("search/start.bin"), file, inflateRawSync);
for (const line of readFileSync(queries, "utf8").split("\n").filter(Boolean)) {
  const { hits } = await index.search(JSON.parse(line).q, 10);
  console.log(JSON.stringify(hits.map((hit) => hit.record[3])));
}

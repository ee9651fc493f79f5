// The browser's search finds what the program's finds, in the same order (tests/suite/search.rs writes the answers).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { root, table } from "./script.mjs";

const { files, answers } = table("tests/tables/search-answers.json");
const page = createContext({ TextDecoder });
runInContext(readFileSync(new URL("themes/default/assets/search-core.js", root), "utf8"), page);
const { search } = page.minhbach;
const file = async (address) => new Uint8Array(Buffer.from(files[address], "hex"));

test("the browser and the program give the same results in the same order", async () => {
  const index = search.open(await file("search/start.bin"), file);
  for (const { q, found } of answers) {
    const { hits } = await index.search(q, 10);
    assert.deepEqual(Array.from(hits, (hit) => Number(hit.record[3].replace("/", ""))), found, JSON.stringify(q));
  }
});

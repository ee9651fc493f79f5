// Runs scripts of the theme as a browser does, without a page, and gives what they put on `minhbach`.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

export const root = new URL("../../", import.meta.url);

/** @param {...string} names files in themes/default/assets */
export function run(...names) {
  const page = createContext({});
  for (const name of names) {
    const file = new URL(`themes/default/assets/${name}`, root);
    runInContext(readFileSync(file, "utf8"), page, { filename: file.pathname });
  }
  return page.minhbach;
}

/** @param {string} path from the top folder */
export const table = (path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));

/** The same value as an object of this realm, so that two of them can be compared. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

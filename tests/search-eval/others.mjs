// @ts-check
// Sites of the same documents that Pagefind and MiniSearch search, with a search page of the contract in page.mjs.
//
//   node others.mjs pagefind DOCS OUT     a page a document, and Pagefind's own command line over them
//   node others.mjs minisearch DOCS OUT   an index of letters without marks, and the text of each document beside it
//
// Prints the CPU time in s and the peak memory in MB of indexing alone, as GNU time measures them.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import MiniSearch from "minisearch";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const [engine, documentsFile, out] = process.argv.slice(2);

/** @typedef {{ id: string, number: string, type: string, issuer: string, date: string, title: string, intro: string, body: string[] }} Document */
/** @type {() => Document[]} */
const documents = () => readFileSync(documentsFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}
/** @param {string} text */
const escape = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** The search page; `script` gives `find(query)`, which resolves to `{ href, title, excerpt }`s, best first. @param {string} script */
function searchPage(script) {
  write("tim-kiem/index.html", `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Search</title>
<form><input name="q"><button>Search</button></form><ol id="results"></ol><script type="module" src="search.js"></script></html>\n`);
  write("tim-kiem/search.js", `${script}
const input = document.querySelector("input[name=q]"), list = document.getElementById("results");
async function show() {
  const query = input.value, hits = await find(query);
  list.replaceChildren(...hits.map(({ href, title, excerpt }) => {
    const item = document.createElement("li"), link = item.appendChild(document.createElement("a"));
    link.href = href;
    link.textContent = title;
    item.append(excerpt);
    return item;
  }));
  list.dataset.query = query;
}
document.forms[0].addEventListener("submit", (event) => { event.preventDefault(); show(); });
input.value = new URLSearchParams(location.search).get("q") ?? "";
if (input.value) show();\n`);
}

/** Runs a command and prints what it took. @param {string} command @param {string[]} words */
function measured(command, words) {
  const { status, stderr, stdout } = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...words], { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${command}: ${stdout}${stderr}`);
  const [user, system, kilobytes] = (stderr.trim().split("\n").pop() ?? "").split(" ").map(Number);
  console.log(`indexing ${(user + system).toFixed(1)} CPU-s, ${Math.round(kilobytes / 1000)} MB at most`);
}

/** @param {string} folder @returns {{ files: number, bytes: number }} */
function sizeOf(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return { files: names.length, bytes: names.reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0) };
}

function pagefind() {
  for (const { id, number, type, issuer, date, title, intro, body } of documents()) {
    const paragraphs = [intro, ...body].map((text) => `<p>${escape(text)}</p>`).join("\n");
    write(`van-ban/x/${id}/index.html`, `<!doctype html><html lang="vi"><meta charset="utf-8"><title>${escape(title)}</title>
<body><main data-pagefind-body><h1>${escape(title)}</h1><p>${escape(`${type} ${number} ${issuer} ${date}`)}</p>\n${paragraphs}</main></body></html>\n`);
  }
  const folder = join(modules, "@pagefind");
  const platform = readdirSync(folder)[0];
  measured(join(folder, platform, "bin/pagefind_extended"), ["--site", out, "--quiet"]);
  const { files, bytes } = sizeOf(join(out, "pagefind"));
  console.log(`index ${files} files, ${bytes} bytes, excerpts included`);
  // Without its worker, so that the page's own line is the one that is slow and counted.
  searchPage(`const loading = import("../pagefind/pagefind.js").then(async (module) => {
  await module.options({ noWorker: true });
  return module;
});
async function find(query) {
  const { results } = await (await loading).search(query);
  const hits = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return hits.map(({ url, meta, plain_excerpt }) => ({ href: url, title: meta.title, excerpt: plain_excerpt }));
}`);
}

/** What MiniSearch is told, in the indexing program and in the page. */
const OPTIONS = `({
  fields: ["title", "number", "names", "text"],
  storeFields: ["title"],
  tokenize: (text) => text.normalize("NFD").replace(/\\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase().match(/[\\p{L}\\p{N}]+/gu) ?? [],
  processTerm: (term) => term,
  searchOptions: {
    boost: { title: 3, number: 3, names: 2 },
    prefix: (term, place, terms) => place === terms.length - 1,
    fuzzy: (term) => (term.length > 3 ? 1 : false),
  },
})`;

function minisearch() {
  mkdirSync(out, { recursive: true });
  measured(process.execPath, [fileURLToPath(import.meta.url), "minisearch-index", documentsFile, out]);
  console.log(`index ${statSync(join(out, "index.json")).size} bytes in one file, excerpts not included`);
  for (const { id, intro, body } of documents()) write(`text/${id}.txt`, [intro, ...body].join("\n"));
  cpSync(join(modules, "minisearch/dist/es/index.js"), join(out, "minisearch.js"));
  searchPage(`const [{ default: MiniSearch }, index] = await Promise.all([import("../minisearch.js"), fetch("../index.json").then((answer) => answer.text())]);
const search = MiniSearch.loadJSON(index, ${OPTIONS});
async function find(query) {
  const hits = search.search(query).slice(0, 10);
  return Promise.all(hits.map(async ({ id, title }) => {
    const text = await (await fetch(\`../text/\${id}.txt\`)).text();
    return { href: \`../van-ban/x/\${id}/\`, title, excerpt: text.slice(0, 200) };
  }));
}`);
}

function minisearchIndex() {
  const index = new MiniSearch(new Function(`return ${OPTIONS}`)());
  for (const { id, number, type, issuer, title, intro, body } of documents()) {
    index.add({ id, number, title, names: `${type} ${issuer}`, text: [intro, ...body].join("\n") });
  }
  writeFileSync(join(out, "index.json"), JSON.stringify(index));
}

if (engine !== "minisearch-index") rmSync(out, { recursive: true, force: true });
({ pagefind, minisearch, "minisearch-index": minisearchIndex })[engine]?.();
if (!["pagefind", "minisearch", "minisearch-index"].includes(engine)) {
  console.error("node others.mjs pagefind|minisearch DOCS OUT");
  process.exitCode = 2;
}

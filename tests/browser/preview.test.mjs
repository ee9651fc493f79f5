// @ts-check
// `minhbach serve`: the preview under a sub-path, reloading when a file changes, showing mistakes on the page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, watch } from "./browser.mjs";
import { program, repository } from "./site.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {string} */
let root;
/** @type {import("node:child_process").ChildProcess} */
let preview;
/** @type {string} */
let address;

before(async () => {
  browser = await launch();
  root = await mkdtemp(join(tmpdir(), "minhbach-preview-"));
  await cp(join(repository, "tests/sites/inherited-assignment/content"), join(root, "content"), { recursive: true });
  preview = spawn(program(), ["serve", "--root", root, "--port", "0", "--mount", "/thu/", "--today", "2024-12-01", "--lang", "en"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  address = await new Promise((found, failed) => {
    let said = "";
    preview.stderr?.on("data", (chunk) => {
      said += chunk;
      const match = said.match(/http:\/\/[^\s]+/);
      if (match) found(match[0]);
    });
    preview.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
  });
});

after(async () => {
  await browser.close();
  preview.removeAllListeners("exit");
  preview.kill("SIGINT");
  await rm(root, { recursive: true, force: true });
});

test("the preview shows the site under its sub-path", async () => {
  const page = await browser.newPage();
  const complaints = watch(page);
  await page.goto(address);
  assert.match(page.url(), /\/thu\/$/);
  await page.locator("main a[href*='1-qd-ubnd-2024/']").first().click();
  await page.waitForURL("**/thu/van-ban/tinh-mau/1-qd-ubnd-2024/**");
  assert.match(await page.locator("h1").innerText(), /Phân công thực hiện/);
  assert.deepEqual(complaints, []);
  await page.close();
});

test("a change appears, a mistake is shown on the page and goes when it is put right", async () => {
  const page = await browser.newPage();
  const file = join(root, "content/documents/tinh-mau/1-qd-ubnd-2024.yaml");
  const good = await readFile(file, "utf8");
  await page.goto(`${address}van-ban/tinh-mau/1-qd-ubnd-2024/`);
  await writeFile(file, good.replace("Phân công thực hiện", "Phân công đã sửa"));
  await page.getByRole("heading", { name: "Phân công đã sửa" }).first().waitFor();
  await writeFile(file, good.replace("date: 2024-01-02", "date: 2024-02-30"));
  await page.getByText("bad-date").first().waitFor();
  await writeFile(file, good);
  await page.getByRole("heading", { name: "Phân công thực hiện" }).first().waitFor();
  await page.close();
});

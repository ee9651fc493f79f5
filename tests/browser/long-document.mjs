// @ts-check
// How a document of 3,000 provisions scrolls on a slow phone:  node tests/browser/long-document.mjs [PROVISIONS]
//
// Builds a site with one invented document, opens it in Chromium at a phone's width with the processor four times
// slower, scrolls through it by the wheel, and prints how long the page took to show and how the frames came.
// Ends with 1 when one frame in twenty came later than 50 ms, or a frame took longer than 200 ms.

import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { TODAY, program } from "./site.mjs";

const count = Number(process.argv[2] ?? 3000);
const root = mkdtempSync(join(tmpdir(), "minhbach-long-"));
/** @type {(path: string, text: string) => void} */
const write = (path, text) => {
  mkdirSync(dirname(join(root, "content", path)), { recursive: true });
  writeFileSync(join(root, "content", path), text);
};
const words = "Rà soát, đôn đốc việc thực hiện nhiệm vụ được giao; kịp thời tháo gỡ khó khăn, vướng mắc trong quá trình triển khai ở các xã, phường, thị trấn trên địa bàn tỉnh";
const clauses = Array.from({ length: Math.ceil(count / 10) }, (_, clause) => {
  const points = Array.from({ length: 9 }, (_, point) => {
    const order = point % 3 === 0 ? `\n        directives:\n          - action: Rà soát lần ${clause + 1}.${point + 1}\n            lead: [thu/ubnd-tinh]\n            deadline: trước ngày 10/${(point % 9) + 1}/2024` : "";
    return `      - label: "${"abcdđeghi"[point]})"\n        text: ${words}, trước ngày 10/${(point % 9) + 1}/2024.${order}`;
  });
  return `  - label: "${clause + 1}."\n    text: Giao các cơ quan thực hiện các nhiệm vụ sau\n    provisions:\n${points.join("\n")}`;
});
write("site.yaml", "title: { vi: Trang thử }\ndescription: { vi: Để đo. }\nfictional: true\n");
write("provinces/thu.yaml", "name: Tỉnh Thử\nshort: Thử\nkind: province\npublication: approved\n");
write("bodies/thu/ubnd-tinh.yaml", "name: Ủy ban nhân dân tỉnh Thử\nshort: UBND tỉnh\nkind: agency\npublication: approved\n");
write("documents/thu/1-kh-ubnd-2024.yaml", `number: 1/KH-UBND\nkind: plan\nissuer: thu/ubnd-tinh\ndate: 2024-01-02\ntitle: Kế hoạch dài\nprovisions:\n${clauses.join("\n")}\npublication: approved\n`);
execFileSync(program(), ["build", "--root", root, "--today", TODAY, "--output", join(root, "public")], { stdio: ["ignore", "ignore", "inherit"] });

const site = await serve(join(root, "public"));
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
const session = await page.context().newCDPSession(page);
await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
const started = performance.now();
await page.goto(`${site.url}van-ban/thu/1-kh-ubnd-2024/`, { waitUntil: "load" });
const loaded = performance.now() - started;
const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
await page.evaluate(() => {
  const gaps = /** @type {number[]} */ ([]);
  let before = performance.now();
  const next = (/** @type {number} */ now) => {
    gaps.push(now - before);
    before = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Reflect.set(globalThis, "gaps", gaps);
});
await page.mouse.move(180, 400);
const height = await page.evaluate(() => document.documentElement.scrollHeight);
for (let step = 0; step < 150; step += 1) {
  await page.mouse.wheel(0, 700);
  await page.waitForTimeout(30);
}
const { gaps, reached } = await page.evaluate(() => ({ gaps: /** @type {number[]} */ (Reflect.get(globalThis, "gaps")), reached: scrollY }));
gaps.sort((one, other) => one - other);
const at = (/** @type {number} */ share) => Math.round(gaps[Math.min(gaps.length - 1, Math.floor(gaps.length * share))]);
console.log(`${clauses.length * 10} provisions, ${height} pixels high, scrolled to ${Math.round(reached)}`);
console.log(`first paint ${Math.round(paint)} ms, loaded ${Math.round(loaded)} ms, with the processor 4 times slower`);
console.log(`${gaps.length} frames: half within ${at(0.5)} ms, 95 % within ${at(0.95)} ms, the longest ${at(1)} ms`);
await browser.close();
await site.stop();
rmSync(root, { recursive: true });
process.exit(at(0.95) > 50 || at(1) > 200 ? 1 : 0);

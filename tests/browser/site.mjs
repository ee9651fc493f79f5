// @ts-check
// Serves a site with the real binary and opens Chromium on it.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const target = process.env.CARGO_TARGET_DIR ?? path.join(root, "target");
export const binary = path.join(target, "release", "minhbach");

/**
 * Serves the site at `folder` on any free port.
 * @param {{ folder?: string, today?: string, mount?: string }} options
 * @returns {Promise<{ url: string, stop: () => void }>}
 */
export function serve({ folder = root, today = "2024-12-01", mount = "/" } = {}) {
  const child = spawn(binary, ["--root", folder, "--lang", "en", "serve", "--port", "0", "--today", today, "--mount", mount]);
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (data) => {
      said += data;
      const url = /http:\/\/\S+/.exec(said)?.[0];
      if (url) resolve({ url: url.replace(/\/*$/, "/"), stop: () => child.kill() });
    });
    child.on("exit", (code) => reject(new Error(`serve ended with ${code}: ${said}`)));
  });
}

export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
    ],
  });
}

/** One page of each type, by what it is. */
export const pages = {
  home: "",
  documents: "van-ban/",
  province: "van-ban/dong-nai/",
  document: "van-ban/dong-nai/449-kl-tu-2023/",
  "document with footnotes": "van-ban/quang-ngai/529-tb-ubnd-2024/",
  "document known by number": "van-ban/trung-uong/922-qd-btttt-2022/",
  directive: "van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-1/",
  bodies: "co-quan/",
  body: "co-quan/dong-nai/so-tttt/",
  indicators: "chi-tieu/",
  indicator: "chi-tieu/dong-nai/dti-xep-hang/",
  reports: "bao-cao/",
  data: "du-lieu/",
  search: "tim-kiem/",
  journal: "cap-nhat/",
  about: "ve-du-lieu-nay/",
};

// @ts-check
// The program, the sites it builds for these tests, and one page of each type.

import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const output = join(repository, "tests/out");

/** The day for which the sites are built. */
export const TODAY = "2024-12-01";

/** The path under which the sites are served; the page for missing addresses links from it. */
export const MOUNT = "/chuyen-doi-so/";

/** The program: MINHBACH, else what cargo built last. */
export function program() {
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
  const built = ["release", "debug"].map((profile) => join(target, profile, "minhbach")).filter((path) => existsSync(path));
  const found = process.env.MINHBACH ?? built.sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0];
  if (!found) throw new Error("build the program first: cargo build --release");
  return resolve(found);
}

/** The folders of the sites: the repository's own content, the fictional sample, a fictional site that joins two others. */
const ROOTS = {
  content: repository,
  sample: join(repository, "tests/sites/sample"),
  joined: join(repository, "tests/sites/joined-sites"),
};

/**
 * Builds a site and gives back its folder. The folder is the same every time; the program replaces it as a
 * whole, and leaves it alone when nothing changed.
 * @param {keyof typeof ROOTS} name
 * @param {string} [today]
 */
export function build(name, today = TODAY) {
  const folder = join(output, `${name}-${today}`);
  const where = ["--root", ROOTS[name], "--output", folder, "--base-url", `https://minh-bach.example${MOUNT}`];
  execFileSync(program(), ["build", "--today", today, ...where], { stdio: ["ignore", "ignore", "pipe"] });
  return folder;
}

/**
 * One page of each type, from the root of its site.
 * @type {{ site: keyof typeof ROOTS, type: string, path: string }[]}
 */
export const PAGES = [
  { site: "content", type: "home", path: "" },
  { site: "content", type: "documents", path: "van-ban/" },
  { site: "content", type: "province", path: "van-ban/dong-nai/" },
  { site: "content", type: "documents-of-a-kind", path: "van-ban/loai-cong-van/" },
  { site: "content", type: "documents-of-a-year", path: "van-ban/nam-2023/" },
  { site: "content", type: "document", path: "van-ban/dong-nai/449-kl-tu-2023/" },
  { site: "content", type: "document-with-footnotes", path: "van-ban/quang-ngai/529-tb-ubnd-2024/" },
  { site: "content", type: "document-with-targets", path: "van-ban/dong-nai/4912-ubnd-hcc-2025/" },
  { site: "content", type: "cited-document", path: "van-ban/trung-uong/922-qd-btttt-2022/" },
  { site: "content", type: "provision", path: "van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/" },
  { site: "content", type: "provision-of-several-directives", path: "van-ban/dong-nai/449-kl-tu-2023/ii_1_gach-2/" },
  { site: "content", type: "schedule", path: "thoi-han/" },
  { site: "content", type: "bodies", path: "co-quan/" },
  { site: "content", type: "body", path: "co-quan/dong-nai/so-tttt/" },
  { site: "content", type: "indicators", path: "chi-tieu/" },
  { site: "content", type: "indicator", path: "chi-tieu/dong-nai/dti-xep-hang/" },
  { site: "content", type: "reports", path: "bao-cao/" },
  { site: "content", type: "page", path: "ve-du-lieu-nay/" },
  { site: "content", type: "journal", path: "cap-nhat/" },
  { site: "content", type: "data", path: "du-lieu/" },
  { site: "content", type: "tasks", path: "viec/" },
  { site: "content", type: "tasks-in-a-state", path: "viec/qua-han-chua-co-thong-tin/" },
  { site: "content", type: "statement", path: "tro-nang/" },
  { site: "content", type: "statement-in-english", path: "en/tro-nang/" },
  { site: "content", type: "search", path: "tim-kiem/" },
  { site: "content", type: "missing", path: "404.html" },
  { site: "content", type: "home-in-english", path: "en/" },
  { site: "content", type: "document-in-english", path: "en/van-ban/dong-nai/449-kl-tu-2023/" },
  { site: "content", type: "provision-in-english", path: "en/van-ban/dong-nai/449-kl-tu-2023/ii_1_gach-2/" },
  { site: "content", type: "embedded-provision", path: "nhung/van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/" },
  { site: "content", type: "embedded-provision-in-english", path: "en/nhung/van-ban/dong-nai/9266-ubnd-kgvx-2023/2_gach-3/" },
  { site: "content", type: "embedded-indicator", path: "nhung/chi-tieu/dong-nai/dti-xep-hang/" },
  { site: "sample", type: "home", path: "" },
  { site: "sample", type: "document", path: "van-ban/lac-giang/315-snn-nn-2024/" },
  { site: "sample", type: "provision-with-updates", path: "van-ban/lac-giang/315-snn-nn-2024/1/" },
  { site: "sample", type: "province", path: "van-ban/lac-giang/" },
  { site: "sample", type: "schedule", path: "thoi-han/" },
  { site: "sample", type: "body", path: "co-quan/an-phuc/so-khcn/" },
  { site: "sample", type: "indicators", path: "chi-tieu/" },
  { site: "sample", type: "reports", path: "bao-cao/" },
  { site: "sample", type: "report", path: "bao-cao/hai-nam-chinh-quyen-phuc-vu/" },
  { site: "sample", type: "journal", path: "cap-nhat/" },
  { site: "sample", type: "journal-of-a-year", path: "cap-nhat/nam-2024/" },
  { site: "sample", type: "tombstone", path: "van-ban/lac-giang/233-tb-ubnd-2023/" },
  { site: "joined", type: "sources", path: "nguon/" },
  { site: "joined", type: "source", path: "nguon/lac-giang/" },
  { site: "joined", type: "source-of-a-year", path: "nguon/an-phuc/nam-2024/" },
  { site: "joined", type: "source-in-english", path: "en/nguon/lac-giang/" },
];

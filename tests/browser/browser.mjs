// @ts-check
// Chromium, and everything it complains about.

import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium. */
export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
}

/**
 * Collects what goes wrong on a page: console errors and warnings (a violated policy is one), exceptions,
 * failed requests, and every request to another origin.
 * @param {import("playwright-core").Page} page
 */
export function watch(page) {
  /** @type {string[]} */
  const complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`exception: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Leaving a page ends what it was still loading.
    if (reason !== "net::ERR_ABORTED") complaints.push(`failed: ${request.url()} ${reason}`);
  });
  page.on("request", (request) => {
    // Going to another page of a test is no request of a page.
    if (request.isNavigationRequest()) return;
    const asked = new URL(request.url());
    if (asked.protocol !== "data:" && asked.origin !== new URL(page.url()).origin) complaints.push(`another origin: ${request.url()}`);
  });
  return complaints;
}

/**
 * Presses Tab until the element in focus satisfies `wanted`; fails when the focus has gone round.
 * @param {import("playwright-core").Page} page
 * @param {(element: { href: string, text: string, id: string }) => boolean} wanted
 */
export async function tabTo(page, wanted) {
  for (let presses = 1; presses <= 800; presses += 1) {
    await page.keyboard.press("Tab");
    const element = await page.evaluate(() => {
      const focused = document.activeElement;
      return {
        href: focused instanceof HTMLAnchorElement ? focused.href : "",
        text: focused?.textContent?.trim() ?? "",
        id: focused?.id ?? "",
      };
    });
    if (wanted(element)) return presses;
  }
  throw new Error(`the keyboard does not reach it on ${page.url()}`);
}

// @ts-check
// Chromium and the sites that a file of tests looks at, there until its last test is over.

import { after } from "node:test";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";
import { MOUNT, TODAY, build } from "./site.mjs";

/** Starts Chromium. */
export async function browse() {
  const browser = await launch();
  after(() => browser.close());
  return browser;
}

/**
 * Builds a site for a day and serves it.
 * @param {Parameters<typeof build>[0]} name
 * @param {string} [today]
 */
export async function host(name, today = TODAY) {
  const site = await serve(build(name, today), MOUNT);
  after(() => site.stop());
  return site;
}

/** All sites. */
export async function hostAll() {
  return { content: await host("content"), sample: await host("sample"), joined: await host("joined") };
}

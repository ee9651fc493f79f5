// @ts-check
// A server of static files as a province would run it: a sub-path, compression, a strict content security policy,
// files that carry their hash kept for ever. What is not there is answered with the site's 404.html.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** What others put into their pages may stand in any frame. */
const EMBED_POLICY = POLICY.replace("frame-ancestors 'none'", "frame-ancestors *");

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
};

/** What is worth compressing; pictures, fonts and the pieces of the search index are compressed already. */
const COMPRESSIBLE = new Set([".html", ".css", ".js", ".mjs", ".json", ".csv", ".svg", ".xml", ".ics", ".txt"]);

/** Whether a file's name changes with its bytes. */
const isNamedByContent = (/** @type {string} */ name) => /-[0-9a-f]{10}\.\w+$/.test(name);

/**
 * Serves `folder` under `mount` on a free port; gives back the address of the site and a way to stop.
 * @param {string} folder
 * @param {string} [mount] starts and ends with a slash
 */
export async function serve(folder, mount = "/") {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const below = pathname.startsWith(mount) ? decodeURIComponent(pathname.slice(mount.length)) : null;
    const name = below === null || below.endsWith("/") || below === "" ? `${below ?? "?"}index.html` : below;
    const policy = name.startsWith("nhung/") ? EMBED_POLICY : POLICY;
    const headers = { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" };
    try {
      const bytes = await readFile(join(folder, normalize(`/${name}`)));
      const packed = COMPRESSIBLE.has(extname(name)) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
      response.writeHead(200, {
        ...headers,
        "Content-Type": TYPES[extname(name)] ?? "application/octet-stream",
        "Cache-Control": isNamedByContent(name) ? "public, max-age=31536000, immutable" : "no-cache",
        ...(packed ? { "Content-Encoding": "gzip", Vary: "Accept-Encoding" } : {}),
      }).end(packed ? gzipSync(bytes) : bytes);
    } catch {
      const missing = await readFile(join(folder, "404.html"));
      response.writeHead(404, { ...headers, "Content-Type": TYPES[".html"], "Cache-Control": "no-cache" }).end(missing);
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${mount}`,
    stop: () => new Promise((stopped) => {
      server.closeAllConnections();
      server.close(() => stopped(undefined));
    }),
  };
}

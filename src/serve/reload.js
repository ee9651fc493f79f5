// @ts-check
// Added to every page by `minhbach serve`, and only there: reloads the page when there is a new
// generation of the site, and shows what is wrong in the records meanwhile.
{
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const own = {
    generation: script.dataset.generation ?? "",
    revision: Number(script.dataset.revision),
    followsDiagnostics: "followsDiagnostics" in script.dataset,
  };
  const OVERLAY = "minhbach-overlay";
  /** @type {EventSource | undefined} */
  let events;
  let shown = -1;

  /** @param {{generation: string, revision: number, diagnostics: boolean}} state */
  const follow = async (state) => {
    const isOld = state.generation !== own.generation;
    if (isOld || (own.followsDiagnostics && state.revision !== own.revision)) {
      events?.close();
      location.reload();
    } else if (own.followsDiagnostics || !state.diagnostics) {
      hide();
    } else if (state.revision !== shown) {
      shown = state.revision;
      await show();
    }
  };

  const hide = () => document.getElementById(OVERLAY)?.remove();

  /**
   * @template {keyof HTMLElementTagNameMap} K
   * @param {K} name
   * @param {string} text
   * @param {Record<string, string>} attributes
   */
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  // The words come from the diagnostics page, as text only: nothing in a record becomes markup.
  const show = async () => {
    const response = await fetch("/_minhbach/diagnostics", { cache: "no-store" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const main = page.querySelector("main");
    const list = page.getElementById("minhbach-diagnostics");
    if (!main || !list) return;
    const text = (/** @type {string} */ selector) => page.querySelector(selector)?.textContent ?? "";
    const lines = [...list.children].map((child) => (child.textContent ?? "").trim());
    const details = lines.length > 0 ? lines.join("\n\n") : (list.textContent ?? "").trim();

    const overlay = element("section", "", {
      id: OVERLAY,
      lang: page.documentElement.lang,
      "aria-labelledby": "minhbach-overlay-title",
    });
    const button = element("button", main.dataset.hide ?? "", { type: "button" });
    button.addEventListener("click", hide);
    // Filled after it stands in the page, so that screen readers notice the heading.
    const title = element("h2", "", { id: "minhbach-overlay-title", role: "alert" });
    overlay.append(
      title,
      element("p", text("main > p")),
      element("pre", details, { tabindex: "0", "aria-labelledby": "minhbach-overlay-title" }),
      element("a", main.dataset.open ?? "", { href: "/_minhbach/diagnostics" }),
      button,
    );
    hide();
    document.body.append(overlay);
    title.textContent = text("h1");
  };

  // A browser keeps six connections to a server at most, so a page that nobody sees lets go of its.
  const connect = () => {
    events?.close();
    events = undefined;
    if (document.visibilityState === "hidden") return;
    events = new EventSource("/_minhbach/events");
    events.addEventListener("state", (event) => void follow(JSON.parse(event.data)));
  };

  document.head.append(element("link", "", { rel: "stylesheet", href: "/_minhbach/reload.css" }));
  document.addEventListener("visibilitychange", connect);
  addEventListener("pagehide", () => events?.close());
  addEventListener("pageshow", (event) => event.persisted && connect());
  connect();
}

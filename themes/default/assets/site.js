// @ts-check
// Everything works without this script; it opens folders from disk, and copies citations.
(() => {
  "use strict";

  /** Opened from a folder, a link to a folder needs the name of its page. */
  function nameFiles() {
    for (const link of document.querySelectorAll("a[href]")) {
      const href = link.getAttribute("href") || "";
      if (/^[a-z]+:/i.test(href) || href.startsWith("#")) continue;
      link.setAttribute("href", href.replace(/(^|\/)(?=[?#]|$)/, "$1index.html"));
    }
  }

  /**
   * @param {string} text
   * @param {HTMLElement} near where to say that it is done
   * @param {string} said
   */
  function copy(text, near, said) {
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(text).then(() => {
      near.textContent = said;
      setTimeout(() => { near.textContent = ""; }, 4000);
    });
  }

  if (location.protocol === "file:") nameFiles();

  // On a document, "cite" beside a provision copies its citation and address; without a clipboard it stays a link.
  const text = document.querySelector("[data-citation]");
  const said = Object.assign(document.createElement("span"), { className: "cite-said" });
  said.setAttribute("role", "status");
  text?.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a.cite") : null;
    if (!(link instanceof HTMLAnchorElement) || !(text instanceof HTMLElement) || !navigator.clipboard) return;
    link.after(said);
    const real = document.querySelector("link[rel=canonical]");
    const address = (real instanceof HTMLLinkElement ? real.href : location.href.split("#")[0]) + link.hash;
    copy(`${link.dataset.cite} ${text.dataset.citation}, ${address}`, said, ` ${text.dataset.copied}`);
  });

  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!(button instanceof HTMLButtonElement) || !navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const parts = (button.dataset.copy || "").split(" ").map((id) => document.getElementById(id)?.textContent ?? location.href.split("#")[0]);
      const status = button.parentElement?.querySelector("[role=status]");
      if (status instanceof HTMLElement) copy(parts.join(", "), status, button.dataset.copied || "");
    });
  }
})();

// @ts-check
// Search through the titles: letters without marks match all marked forms, typed marks count.
(() => {
  "use strict";

  /** @typedef {[kind: string, title: string, detail: string, address: string]} Entry */

  const LIMIT = 60;

  /** @param {string} text */
  const lower = (text) => text.normalize("NFC").toLowerCase();
  /** @param {string} text */
  const fold = (text) => lower(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

  /**
   * @param {Entry[]} entries
   * @param {string} query
   */
  function search(entries, query) {
    const words = query.trim().split(/\s+/).filter(Boolean).map((word) => {
      const plain = fold(word);
      const typed = lower(word);
      return { plain, marked: typed === plain ? null : typed };
    });
    if (!words.length) return [];
    const whole = fold(query.trim());
    /** @type {[Entry[], Entry[]]} the words together come before the words apart */
    const hits = [[], []];
    for (const entry of entries) {
      const text = `${entry[1]} ${entry[2]}`;
      const plain = fold(text);
      const marked = lower(text);
      if (!words.every((word) => (word.marked ? marked.includes(word.marked) : plain.includes(word.plain)))) continue;
      hits[plain.includes(whole) ? 0 : 1].push(entry);
    }
    return hits.flat();
  }

  const form = document.getElementById("search");
  const input = document.getElementById("q");
  const list = document.getElementById("results");
  const found = document.getElementById("found");
  if (!(form instanceof HTMLFormElement) || !(input instanceof HTMLInputElement) || !list || !found) return;

  /** @type {Promise<Entry[]> | undefined} */
  let loading;
  const load = () => (loading ??= fetch(form.dataset.titles || "").then((answer) => {
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }));

  /** @param {Entry} entry */
  function row([kind, title, detail, address]) {
    const item = document.createElement("li");
    const what = item.appendChild(document.createElement("div"));
    const first = what.appendChild(document.createElement("p"));
    first.className = "ledger-title";
    const link = first.appendChild(document.createElement("a"));
    link.href = (form instanceof HTMLFormElement ? form.dataset.root : "") + address;
    link.textContent = title;
    const second = what.appendChild(document.createElement("p"));
    second.className = "ledger-fine";
    const word = second.appendChild(document.createElement("span"));
    word.lang = document.documentElement.lang;
    word.textContent = (form instanceof HTMLFormElement && form.dataset[kind]) || kind;
    if (detail) second.append(" · ", detail);
    return item;
  }

  async function show() {
    const query = input instanceof HTMLInputElement ? input.value : "";
    if (!form || !list || !found || !(form instanceof HTMLFormElement)) return;
    delete list.dataset.query;
    try {
      const hits = search(await load(), query);
      if (input instanceof HTMLInputElement && input.value !== query) return;
      list.replaceChildren(...hits.slice(0, LIMIT).map(row));
      const words = hits.length > LIMIT ? form.dataset.more : hits.length ? form.dataset.found : form.dataset.none;
      found.textContent = query.trim() ? (words || "").replace("{n}", String(Math.min(hits.length, LIMIT))) : "";
    } catch {
      found.textContent = form.dataset.failed || "";
    }
    list.dataset.query = query;
  }

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?q=${encodeURIComponent(input.value)}`);
    show();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked !== null) input.value = asked;
  show();
})();

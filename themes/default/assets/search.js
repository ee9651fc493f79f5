// @ts-check
// The search page: takes what was typed, shows what the core found. Never ranks.
(() => {
  "use strict";

  const FIRST = 10, MORE = 20, AROUND = 36;
  /** What may be a phrase, or something that must not be there. */
  const PHRASE = /["“”„«»]|(^|\s)[-‐‑‒–—−]/;
  const NAMES = ["loai", "vb", "tinh", "co-quan", "nam", "han", "tinh-trang", "xep"];
  const KINDS = ["document", "provision", "directive", "indicator", "body", "report"];

  /** What the other scripts brought. @type {any} */
  let home;
  /** @type {any} */
  let search;

  /** @template {HTMLElement} T @param {string} id @param {new () => T} type @returns {T} */
  function byId(id, type) {
    const element = document.getElementById(id);
    if (!(element instanceof type)) throw new Error(`the page has no ${id}`);
    return element;
  }
  const form = byId("search", HTMLFormElement), input = byId("q", HTMLInputElement);
  const list = byId("results", HTMLOListElement), status = byId("found", HTMLElement);
  const panel = byId("filters", HTMLDetailsElement), more = byId("more", HTMLButtonElement);
  const selects = NAMES.map((name) => byId(`loc-${name}`, HTMLSelectElement));
  /** Words of the frame, by key. */
  const words = Object.fromEntries((form.dataset.words || "").split("\n").map((line) => line.split("\t")));

  /** @type {Promise<any> | undefined} */
  let opening;
  let limit = FIRST, turn = 0, counted = "";

  if (location.protocol === "file:") {
    status.textContent = words.local;
    return;
  }

  /** @param {string} address @param {RequestCache} cache */
  async function bytes(address, cache) {
    const answer = await fetch(address, { cache });
    if (answer.status === 404) throw new search.Stale(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  /** @type {Map<string, Promise<unknown>>} */
  const loading = new Map();
  /** Runs scripts, each once, in their order. @param {string | undefined} addresses joined by spaces */
  async function run(addresses = "") {
    await Promise.all(addresses.split(" ").map((address) => {
      const known = loading.get(address);
      if (known) return known;
      const script = document.createElement("script");
      const running = new Promise((ready, failed) => {
        script.onload = ready;
        script.onerror = failed;
      }).catch((problem) => {
        loading.delete(address);
        throw problem;
      });
      loading.set(address, running);
      script.src = address;
      script.async = false;
      document.head.append(script);
      return running;
    }));
    home = Reflect.get(globalThis, "minhbach");
    search = home.search;
  }

  /** Inflates bytes as the browser does, or by a script where it cannot. @param {Uint8Array<ArrayBuffer>} packed */
  async function inflate(packed) {
    let stream;
    try {
      stream = new DecompressionStream("deflate-raw");
    } catch {
      await run(form.dataset.inflate);
      return search.inflate(packed);
    }
    return new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(stream)).arrayBuffer());
  }

  /** @param {RequestCache} cache */
  async function open(cache) {
    const entry = await bytes(form.dataset.index || "", cache);
    const index = await search.open(entry, (/** @type {string} */ address) => bytes((form.dataset.files || "") + address, "default"), inflate);
    if (index) {
      sessionStorage.removeItem("search-reloaded");
      return index;
    }
    // The site was published anew and this page is an old one: a fresh page brings a script that fits.
    if (!sessionStorage.getItem("search-reloaded")) {
      sessionStorage.setItem("search-reloaded", "1");
      location.reload();
      return new Promise(() => {});
    }
    throw new Error("the index has another version");
  }

  const filters = () => Object.fromEntries(selects.filter((select) => select.name !== "xep" && select.value).map((select) => [select.name, select.value]));
  const order = () => selects[NAMES.indexOf("xep")].value;

  // --- Finding ------------------------------------------------------------------------------------------------

  async function find() {
    const own = ++turn, query = input.value;
    delete list.dataset.query;
    try {
      await attempt(own, query, "default");
    } catch (error) {
      if (own !== turn) return;
      if (!search || !(error instanceof search.Stale)) return fail(query);
      opening = undefined;
      await attempt(own, query, "reload").catch(() => { if (own === turn) fail(query); });
    }
  }

  /** @param {string} query */
  function fail(query) {
    list.replaceChildren();
    more.hidden = true;
    status.textContent = words.failed;
    list.dataset.query = query;
  }

  /** @param {number} own @param {string} query @param {RequestCache} cache */
  async function attempt(own, query, cache) {
    const plain = !order() && !Object.keys(filters()).length && !panel.open;
    if (plain && !query.trim()) return show(own, query, [], [], [], true);
    const { core, phrase, narrow } = form.dataset;
    await run([core, PHRASE.test(query) && phrase, !plain && narrow].filter(Boolean).join(" "));
    opening ??= open(cache);
    opening.catch(() => { opening = undefined; });
    const index = await opening;
    const { listing, keepOrder, counts } = plain ? { listing: await index.rank(query), keepOrder: false, counts: null }
      : await search.wish(index, { query, filters: filters(), order: order(), today: home.dayInVietnam(new Date()) });
    const { ranked, slots } = listing;
    for (const [unit] of ranked.slice(0, limit)) index.record(unit).catch(() => {});
    if (limit === FIRST && !keepOrder) show(own, query, slots, ranked, await index.lookAt(listing, search.LOOKED_AT), false);
    show(own, query, slots, ranked, await index.lookAt(listing, limit, keepOrder), true);
    if (counts && own === turn) fill(counts());
  }

  // --- Showing ------------------------------------------------------------------------------------------------

  /**
   * @param {number} own
   * @param {string} query
   * @param {any[]} slots
   * @param {unknown[]} ranked
   * @param {any[]} hits
   * @param {boolean} complete
   */
  function show(own, query, slots, ranked, hits, complete) {
    if (own !== turn) return;
    /** @type {Map<string, HTMLElement>} */
    const groups = new Map();
    const items = [];
    for (const { record } of hits) {
      const item = row(record, slots);
      const [, , , address, document_] = record;
      const group = groups.get(document_);
      if (document_ && group) {
        const inner = group.querySelector("ol") || group.appendChild(document.createElement("ol"));
        inner.append(item);
      } else {
        items.push(item);
        if (document_ || address) groups.set(document_ || address, item);
      }
    }
    list.replaceChildren(...items);
    if (!complete) return;
    const exhausted = hits.length < limit;
    const total = exhausted ? hits.length : ranked.length;
    more.hidden = exhausted || ranked.length <= limit;
    const count = (total === 1 ? words.one : words.found).replace("{n}", String(total));
    const asked = query.trim() || Object.keys(filters()).length;
    status.textContent = !asked ? "" : !hits.length ? words.none : more.hidden ? count : `${count}, ${words.shown.replace("{n}", String(hits.length))}`;
    list.dataset.query = query;
  }

  /** @param {any} record @param {any[]} slots */
  function row([kind, title, detail, address, , text], slots) {
    const item = document.createElement("li");
    const what = item.appendChild(document.createElement("div"));
    what.className = "ledger-what";
    const first = what.appendChild(document.createElement("p"));
    first.className = "ledger-title";
    const link = first.appendChild(document.createElement("a"));
    // What a joined site published is read there.
    link.href = /^https?:/.test(address) ? address : (form.dataset.root || "") + address;
    link.append(...marked(title, search.metWords(title), 0, title.length, slots));
    const part = excerpt(text, slots);
    if (part.length) what.appendChild(document.createElement("p")).append(...part);
    const fine = what.appendChild(document.createElement("p"));
    fine.className = "ledger-fine";
    const word = fine.appendChild(document.createElement("span"));
    word.lang = document.documentElement.lang;
    word.textContent = words[KINDS[kind]];
    if (detail) fine.append(" · ", detail);
    return item;
  }

  /** Places in the query that a word of a text answers. @param {any} word @param {any[]} slots */
  const answers = (word, slots) => slots.flatMap(({ typing }, place) =>
    (word.plain === typing.word.plain || (typing.open && word.plain.startsWith(typing.word.plain)) ? [place] : []));

  /**
   * The stretch of a text that answers most of a query.
   * @param {string} text
   * @param {any[]} slots
   */
  function excerpt(text, slots) {
    const met = search.metWords(text);
    if (!met.length) return [];
    const hits = met.map((/** @type {any} */ { word }) => answers(word, slots));
    let best = 0, most = -1;
    for (let from = 0; from < met.length && from + AROUND / 2 < met.length + AROUND / 2; from += 4) {
      const window = hits.slice(from, from + AROUND).flatMap((/** @type {number[]} */ places, /** @type {number} */ at) =>
        places.map((place) => [place, hits[from + at + 1]?.includes(place + 1)]));
      const value = new Set(window.map((/** @type {any[]} */ [place]) => place)).size * 4 + window.filter((/** @type {any[]} */ [, runs]) => runs).length;
      if (value > most) [best, most] = [from, value];
    }
    const last = Math.min(best + AROUND, met.length) - 1;
    const start = met[best].start, end = last + 1 === met.length ? text.length : met[last].end;
    return [best ? "… " : "", ...marked(text, met.slice(best, last + 1), start, end, slots), end < text.length ? " …" : ""];
  }

  /**
   * A stretch of a text with the words of the query marked; neighbours share a mark.
   * @param {string} text
   * @param {any[]} met
   * @param {number} start
   * @param {number} end
   * @param {any[]} slots
   */
  function marked(text, met, start, end, slots) {
    /** @type {(string | HTMLElement)[]} */
    const parts = [];
    let at = start;
    for (let place = 0; place < met.length; place++) {
      if (!answers(met[place].word, slots).length) continue;
      const from = met[place].start;
      while (place + 1 < met.length && !met[place + 1].stop && answers(met[place + 1].word, slots).length) place++;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, met[place].end);
      parts.push(text.slice(at, from), mark);
      at = met[place].end;
    }
    parts.push(text.slice(at, end));
    return parts;
  }

  /** @param {Record<string, { value: string, name: string | null, count: number }[]>} counts */
  function fill(counts) {
    const shown = JSON.stringify(counts);
    if (shown === counted) return;
    counted = shown;
    for (const select of selects) {
      const choices = counts[select.name];
      if (!choices) continue;
      const value = select.value;
      const options = choices.map((choice) => new Option(`${choice.name ?? words[choice.value] ?? choice.value} (${choice.count})`, choice.value));
      select.replaceChildren(new Option(words.any, ""), ...options);
      select.value = value;
    }
  }

  // --- Addresses ------------------------------------------------------------------------------------------------

  function address() {
    const parameters = new URLSearchParams();
    if (input.value) parameters.set("q", input.value);
    for (const select of selects) if (select.value) parameters.set(select.name, select.value);
    return `${location.pathname}${parameters.size || String(parameters) ? `?${parameters}` : ""}`;
  }

  function readAddress() {
    const parameters = new URLSearchParams(location.search);
    input.value = parameters.get("q") || "";
    for (const select of selects) {
      const value = parameters.get(select.name) || "";
      if (value && ![...select.options].some((option) => option.value === value)) select.add(new Option(value, value));
      select.value = value;
    }
    if (Object.keys(filters()).length || order()) panel.open = true;
    limit = FIRST;
    find();
  }

  let timer = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      history.replaceState(null, "", address());
      limit = FIRST;
      find();
    }, 150);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    if (address() !== location.pathname + location.search) history.pushState(null, "", address());
    limit = FIRST;
    find();
  });
  function changed() {
    history.pushState(null, "", address());
    limit = FIRST;
    find();
  }
  for (const select of selects) select.addEventListener("change", changed);
  byId("clear", HTMLButtonElement).addEventListener("click", () => {
    for (const select of selects) select.value = "";
    changed();
  });
  panel.addEventListener("toggle", () => { if (panel.open) find(); });
  more.addEventListener("click", async () => {
    const before = list.querySelectorAll("a").length;
    limit += MORE;
    await find();
    list.querySelectorAll("a")[before]?.focus();
  });
  addEventListener("popstate", readAddress);
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {HTMLAnchorElement} */ (document.activeElement));
    if (event.key === "/" && !(document.activeElement instanceof HTMLInputElement)) input.focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else if (event.key === "ArrowDown" && (at >= 0 || document.activeElement === input) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at === 0) input.focus();
    else if (event.key === "ArrowUp" && at > 0) links[at - 1].focus();
    else return;
    event.preventDefault();
  });
  panel.hidden = false;
  run(form.dataset.core).catch(() => {});
  readAddress();
})();

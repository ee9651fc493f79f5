// @ts-check
// What somebody typed → what to look for: words, numbers of documents, keys of Telex and VNI. The same rules as
// src/index/query.rs, word.rs, number.rs and telex.rs of the program. Never touches the page or the index.
(() => {
  "use strict";

  /** @type {[string, string][]} */
  const KINDS = [
    ["nghi quyet", "nq"], ["ket luan", "kl"], ["chi thi", "ct"], ["quyet dinh", "qd"], ["nghi dinh", "nd"],
    ["thong tu", "tt"], ["thong bao", "tb"], ["cong van", "cv"], ["ke hoach", "kh"], ["chuong trinh", "ctr"],
    ["bao cao", "bc"], ["to trinh", "ttr"], ["cong dien", "cd"], ["huong dan", "hd"], ["van ban", ""],
  ];

  /**
   * @typedef {{ plain: string, marked: string }} Word
   * @typedef {{ word: Word, stop: boolean, start: number, end: number }} Met a word of a text, with its place
   * @typedef {{ raw: string, word: Word, open: boolean, joined: boolean, quoted: boolean }} Typing
   * @typedef {{ serial: string, key: string, others: string[], kind: string | null, alone: boolean }} Typed
   * @typedef {{ words: Typing[], phrases: Met[][], excluded: Word[][], number: Typed | null }} Query
   */

  // --- Words -------------------------------------------------------------------------------------------------

  const TONES = new Map([["\u0300", 1], ["\u0309", 2], ["\u0303", 3], ["\u0301", 4], ["\u0323", 5]]);
  const RAW = /[\p{L}\p{N}\p{M}]+/gu;
  const STOP = /[.,;:!?()…\n]/;
  /** @type {Map<string, Word>} */
  const known = new Map();

  /** @param {string} word */
  const oneI = (word) => word.replace(/^(h|k|l|m|s|t|qu)y$/, "$1i");

  /**
   * The two forms of a word: without marks, and with the tone as a digit at the end.
   * @param {string} raw
   * @returns {Word}
   */
  function wordOf(raw) {
    let word = known.get(raw);
    if (!word) {
      let tone = 0, letters = "";
      for (const letter of raw.normalize("NFD").toLowerCase().normalize("NFD")) {
        const mark = TONES.get(letter);
        if (mark) tone = mark;
        else letters += letter;
      }
      const plain = oneI(letters.replace(/\p{M}/gu, "").replace(/đ/g, "d"));
      word = { plain, marked: oneI(letters.normalize("NFC")) + (tone || "") };
      known.set(raw, word);
    }
    return word;
  }

  /** @param {Word} word */
  const isMarked = (word) => word.plain !== word.marked;

  /** @param {string} text */
  const rawWords = (text) => text.match(RAW) || [];

  /**
   * The words of a text with their places, and whether a stop stands before each.
   * @param {string} text
   * @returns {Met[]}
   */
  function metWords(text) {
    let end = 0;
    return Array.from(text.matchAll(RAW), (match) => {
      const start = match.index ?? 0;
      const stop = STOP.test(text.slice(end, start));
      end = start + match[0].length;
      return { word: wordOf(match[0]), stop, start, end };
    });
  }

  // --- Queries -------------------------------------------------------------------------------------------------

  /**
   * @param {string} typed
   * @param {string[]} symbols the letters in the site's numbers
   * @returns {Query}
   */
  function parse(typed, symbols) {
    const text = typed.replace(/[“”„«»]/g, '"').replace(/[‐‑‒–—−]/g, "-").replace(/\s/gu, " ");
    const all = Array.from(text);
    /** @type {Query} */
    const query = { words: [], phrases: [], excluded: [], number: numberIn(text.replace(/"/g, ""), symbols) };
    let plain = "", place = 0;
    /** @param {string} words @param {boolean} quoted */
    const push = (words, quoted) => rawWords(words).forEach((raw, position) => {
      query.words.push({ raw, word: wordOf(raw), open: false, joined: position > 0, quoted });
    });
    while (place < all.length) {
      const negative = all[place] === "-" && (!place || all[place - 1] === " ") && excludes(all, place);
      const start = place + (negative ? 1 : 0), quoted = all[start] === '"';
      if (!quoted && !negative) {
        plain += all[place++];
        continue;
      }
      const found = all.indexOf(quoted ? '"' : " ", start + 1);
      const end = found < 0 ? all.length : found;
      const inside = all.slice(quoted ? start + 1 : start, end).join("");
      const phrase = metWords(inside);
      if (!negative) {
        push(plain, false);
        plain = "";
        push(inside, true);
        if (phrase.length) query.phrases.push(phrase);
      } else if (phrase.length) query.excluded.push(phrase.map(({ word }) => word));
      place = quoted ? end + 1 : end;
    }
    push(plain, false);
    const last = query.words[query.words.length - 1];
    if (last && !last.quoted && /[\p{L}\p{N}\p{M}]$/u.test(text)) last.open = true;
    return query;
  }

  /**
   * Whether a hyphen leaves something out: a letter or a quote follows, and no digit stands before it.
   * @param {string[]} all
   * @param {number} place
   */
  function excludes(all, place) {
    const before = all.slice(0, place).filter((one) => one !== " ").pop() || "";
    return /^["\p{L}]/u.test(all[place + 1] || "") && !/[0-9]/.test(before);
  }

  // --- Numbers of documents --------------------------------------------------------------------------------------

  /** @param {string} part */
  const isDigits = (part) => /^[0-9]/.test(part);
  /** @param {string} kind */
  const symbolOf = (kind) => KINDS.find(([name]) => name === kind)?.[1];

  /**
   * @param {string} text
   * @param {string[]} symbols
   * @returns {Typed | null}
   */
  function numberIn(text, symbols) {
    /** @type {{ part: string, glued: boolean }[]} */
    const parts = [];
    for (const raw of rawWords(text)) {
      (wordOf(raw).plain.match(/[0-9]+|[^0-9]+/g) || []).forEach((part, place) => parts.push({ part, glued: place > 0 }));
    }
    /** @type {(letters: string, open: boolean) => boolean} */
    const isMadeOf = (letters, open) => !letters || symbols.some((symbol) =>
      (letters.startsWith(symbol) && isMadeOf(letters.slice(symbol.length), open)) || (open && symbol.startsWith(letters)));
    const isSymbol = parts.map(({ part, glued }, place) => {
      const next = parts[place + 1];
      return isDigits(part) || symbols.some((symbol) => symbol === part || (!next && symbol.startsWith(part)))
        || ((glued || next?.glued) && isMadeOf(part, !next));
    });
    const tight = text.includes("/") || parts.some(({ glued }) => glued);
    for (let from = 0, to = 0; from < parts.length; from = to + 1) {
      for (to = from; isSymbol[to]; to++);
      const own = parts.slice(from, to).map(({ part }) => part);
      const before = parts.slice(0, from).map(({ part }) => part);
      const first = own.findIndex(isDigits);
      const so = before[before.length - 1] === "so";
      const pair = symbolOf(before.slice(-2).join(" "));
      const announced = so || (before.length > 1 && pair !== undefined);
      if (so) before.pop();
      const isAll = to === parts.length && (!before.length || symbolOf(before.join(" ")) !== undefined);
      if (first >= 0 && (isAll || announced || (tight && !own.every(isDigits)))) {
        const serial = own[first].replace(/^0+(?=[1-9])/, "");
        return {
          serial,
          key: serial + own.slice(first + 1).join(""),
          others: own.filter((_, place) => place !== first),
          kind: (before.length > 1 && symbolOf(before.slice(-2).join(" "))) || null,
          alone: own.length === parts.length,
        };
      }
    }
    return null;
  }

  /**
   * How well a number of the index answers: 0 not at all, 8 exactly.
   * @param {Typed} typed
   * @param {[serial: string, rest: string, unit: number, day: number]} entry
   */
  function matches({ serial, key, others, kind, alone }, [number, rest]) {
    const symbols = rest.split("-"), joined = symbols.join("");
    if (!others.length) {
      if (number !== serial) return alone && number.startsWith(serial) ? 1 : 0;
      return !kind || symbols.includes(kind) || (kind === "cv" && !KINDS.some(([, symbol]) => symbols.includes(symbol))) ? 6 : 3;
    }
    if (number + joined === key) return 8;
    if (key.length > serial.length && (number + joined).startsWith(key)) return 7;
    if (number !== serial) return 0;
    return joined.startsWith(others.join("")) ? 6 : others.every((part) => joined.includes(part)) ? 5 : 2;
  }

  // --- Telex and VNI ---------------------------------------------------------------------------------------------

  const VOWELS = "aăâeêioôơuưy", CIRCUMFLEX = "aâeêoô";
  const TELEX = "frxsj", VNI = "23415", MARKS = "\u0300\u0309\u0303\u0301\u0323";

  /**
   * Puts horns on u and o, or the breve on a; false when there is none of them.
   * @param {string[]} letters
   */
  function horn(letters) {
    for (let place = letters.length - 1; place >= 0; place--) {
      const letter = letters[place], afterU = letters[place - 1] === "u";
      const bare = afterU && letters[place - 2] !== "q";
      if (letter === "o") {
        letters[place] = "ơ";
        if (bare) letters[place - 1] = "ư";
      } else if (letter === "ơ" && afterU) letters[place - 1] = "ư";
      else if (letter === "u") letters[place] = "ư";
      else if (letter === "a" && bare) letters[place - 1] = "ư";
      else if (letter === "a") letters[place] = "ă";
      else if (letter !== "ơ" || letters[place - 1] !== "ư") continue;
      return true;
    }
    return false;
  }

  /**
   * The word that was meant by keys of Telex or VNI; null when nothing reads as such.
   * @param {string} typed
   */
  function decodeKeys(typed) {
    const lower = typed.toLowerCase();
    if (!/^[a-z][\x00-\x7f]*$/.test(lower)) return null;
    /** @type {string[]} */
    const letters = [];
    /** @param {string} among */
    const last = (among) => letters.reduce((found, letter, place) => (among.includes(letter) ? place : found), -1);
    /** @param {number} place */
    const round = (place) => { letters[place] = CIRCUMFLEX[CIRCUMFLEX.indexOf(letters[place]) + 1]; };
    const vni = /[0-9]/.test(lower);
    let tone = -1;
    for (const key of lower) {
      const mark = (vni ? VNI : TELEX).indexOf(key);
      if (mark >= 0 && (vni || last(VOWELS) >= 0)) tone = mark;
      else if (vni && isDigits(key)) {
        const place = key === "6" ? last("aeo") : key === "8" ? last("a") : -1;
        if (place >= 0 && key === "6") round(place);
        else if (place >= 0) letters[place] = "ă";
        else if (key === "9" && letters[0] === "d") letters[0] = "đ";
        else if (key !== "7" || !horn(letters)) return null;
      } else if (vni || !"wdaeo".includes(key)) letters.push(key);
      else if (key === "w") {
        if (!horn(letters)) letters.push("ư");
      } else if (key === "d") {
        if (letters[0] === "d") letters[0] = "đ";
        else letters.push(key);
      } else if (last(key) >= 0 && last(key) === last(VOWELS)) round(last(key));
      else letters.push(key);
    }
    const place = last(VOWELS);
    if (tone >= 0 && place < 0) return null;
    if (tone >= 0) letters[place] += MARKS[tone];
    const decoded = letters.join("");
    return decoded === lower ? null : decoded.normalize("NFC");
  }

  /**
   * Whether one letter more, one less, another one, or two neighbours exchanged make one word of the other.
   * @param {string} one
   * @param {string} other
   */
  function oneSlip(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    const left = one.slice(same), right = other.slice(same), longer = one.length - other.length;
    if (longer) return longer === 1 ? left.slice(1) === right : longer === -1 && left === right.slice(1);
    return left.slice(1) === right.slice(1)
      || (left.length > 1 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
  }

  const home = Reflect.get(globalThis, "minhbach") || {};
  const search = { parse, matches, wordOf, metWords, isMarked, decodeKeys, oneSlip };
  Object.assign(globalThis, { minhbach: Object.assign(home, { search }) });
})();

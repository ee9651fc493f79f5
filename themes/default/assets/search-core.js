// @ts-check
// The search itself: the same steps, in the same order of arithmetic, as src/index/ of the program; one table of
// queries runs through both. Never touches the page. docs/search.md tells the format.
(() => {
  "use strict";

  const VERSION = 1;
  const SATURATION = 1.2, LENGTH = 0.75, PAIR = 1, OTHER_MARKS = 0.6;
  const WEIGHTS = [1, 2, 3, 4, 6, 8, 12, 16];
  const LONGER = 0.8, SLIP = 0.7, LONGER_WORDS = 8, SLIPS = 12, WIDE = 4, NUMBER = 1000;
  const IN_ONE_PIECE = 0.5, WRONG_MARKS = 0.9, LOOKED_AT = 6, BUDGET = 12, UNBROKEN = 100, COMMON = 4;
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
   * @typedef {{ words: Typing[], phrases: { word: Word, afterStop: boolean }[][], excluded: Word[][], number: Typed | null }} Query
   * @typedef {{ forms: string[], units: number[], weights: number[], sets: number[] }} Postings
   * @typedef {{ typing: Typing, inner: [number, number][], outer: [Postings, number][], longer: [number, number] | null }} Slot
   * @typedef {[kind: number, title: string, detail: string, address: string, document: string, text: string]} Shown
   * @typedef {{ unit: number, score: number, record: Shown }} Hit
   */

  // --- Words -------------------------------------------------------------------------------------------------

  const TONES = new Map([["\u0300", 1], ["\u0309", 2], ["\u0303", 3], ["\u0301", 4], ["\u0323", 5]]);
  const RAW = /[\p{L}\p{N}\p{M}]+/gu;
  const STOP = /[.,;:!?()…\n]/;
  /** @type {Map<string, Word>} */
  const known = new Map();

  /** @param {string} word */
  const oneI = (word) => /^(?:h|k|l|m|s|t|qu)y$/.test(word) ? `${word.slice(0, -1)}i` : word;

  /**
   * The two forms of a word: without marks, and with the tone as a digit at the end.
   * @param {string} raw
   * @returns {Word}
   */
  function wordOf(raw) {
    const found = known.get(raw);
    if (found) return found;
    let tone = 0, letters = "";
    for (const letter of raw.normalize("NFD").toLowerCase().normalize("NFD")) {
      const mark = TONES.get(letter);
      if (mark) tone = mark;
      else letters += letter;
    }
    const plain = oneI(letters.replace(/\p{M}/gu, "").replace(/đ/g, "d"));
    const word = { plain, marked: oneI(letters.normalize("NFC")) + (tone || "") };
    known.set(raw, word);
    return word;
  }

  /** @param {string} text */
  const words = (text) => (text.match(RAW) || []).map(wordOf);

  /**
   * The words of a text with their places, and whether a stop stands before each.
   * @param {string} text
   * @returns {Met[]}
   */
  function metWords(text) {
    let end = 0;
    return [...text.matchAll(RAW)].map((match) => {
      const start = match.index ?? 0;
      const stop = STOP.test(text.slice(end, start));
      end = start + match[0].length;
      return { word: wordOf(match[0]), stop, start, end };
    });
  }

  /** @param {Word} word */
  const isMarked = (word) => word.plain !== word.marked;

  // --- Bits --------------------------------------------------------------------------------------------------

  class Bits {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.place = 0;
    }
    bit() {
      const byte = this.place >> 3 < this.bytes.length ? this.bytes[this.place >> 3] : 255;
      return byte >> (7 - (this.place++ & 7)) & 1;
    }
    /** @param {number} count */
    raw(count) {
      let value = 0;
      while (count-- > 0) value = value << 1 | this.bit();
      return value;
    }
    gamma() {
      let length = 0;
      while (!this.bit()) length++;
      return 1 << length | this.raw(length);
    }
    /** @param {number} parameter */
    rice(parameter) {
      let high = 0;
      while (this.place < this.bytes.length * 8 && this.bit()) high++;
      return high << parameter | this.raw(parameter);
    }
    text() {
      const bytes = new Uint8Array(this.gamma() - 1).map(() => this.raw(8));
      return new TextDecoder().decode(bytes);
    }
  }

  /**
   * @param {Bits} bits
   * @param {number[]} sets
   * @param {string[]} forms
   * @returns {Postings}
   */
  function readList(bits, sets, forms) {
    const count = bits.gamma() - 1, parameter = bits.raw(5);
    const units = new Array(count), weights = new Array(count), own = new Array(count);
    let next = 0;
    for (let place = 0; place < count; place++) {
      units[place] = next + bits.rice(parameter);
      next = units[place] + 1;
      weights[place] = WEIGHTS[Math.min(bits.gamma() - 1, WEIGHTS.length - 1)];
      own[place] = sets[sets.length > 1 ? bits.gamma() - 1 : 0] ?? 0;
    }
    return { forms, units, weights, sets: own };
  }

  /** @param {Bits} bits */
  function readWord(bits) {
    const count = bits.gamma() - 1;
    const forms = Array.from({ length: count }, () => bits.text());
    const sets = Array.from({ length: bits.gamma() - 1 }, () => bits.raw(count));
    return readList(bits, sets, forms);
  }

  /**
   * @param {Bits} bits
   * @returns {Map<number, Postings>}
   */
  function readPairs(bits) {
    const count = bits.gamma() - 1, parameter = bits.raw(5);
    const pairs = new Map();
    let next = 0;
    for (let place = 0; place < count; place++) {
      const second = next + bits.rice(parameter);
      next = second + 1;
      pairs.set(second, readList(bits, [], []));
    }
    return pairs;
  }

  // --- Inflating (RFC 1951): by hand, so that every browser can, and small enough -------------------------------

  const BASES = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
  const EXTRAS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
  const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

  /**
   * Codes of a canonical Huffman code: how many of each length, and the symbols in order.
   * @param {number[]} lengths
   */
  function huffman(lengths) {
    const counts = new Array(16).fill(0);
    for (const length of lengths) counts[length]++;
    counts[0] = 0;
    const symbols = lengths.map((length, symbol) => ({ length, symbol })).filter((one) => one.length)
      .sort((left, right) => left.length - right.length || left.symbol - right.symbol).map((one) => one.symbol);
    return { counts, symbols };
  }

  /** @param {Uint8Array} input */
  function inflate(input) {
    let output = new Uint8Array(Math.max(1024, input.length * 5)), size = 0, place = 0;
    const bits = (/** @type {number} */ count) => {
      let value = 0;
      for (let bit = 0; bit < count; bit++, place++) {
        if (place >> 3 >= input.length) throw new RangeError("cut off");
        value |= (input[place >> 3] >> (place & 7) & 1) << bit;
      }
      return value;
    };
    const decode = (/** @type {{ counts: number[], symbols: number[] }} */ code) => {
      let value = 0, first = 0, index = 0;
      for (let length = 1; length < 16; length++) {
        value |= bits(1);
        const count = code.counts[length];
        if (value - count < first) return code.symbols[index + value - first];
        index += count;
        first = first + count << 1;
        value <<= 1;
      }
      throw new RangeError("no code");
    };
    const put = (/** @type {number} */ byte) => {
      if (size === output.length) {
        const larger = new Uint8Array(size * 2);
        larger.set(output);
        output = larger;
      }
      output[size++] = byte;
    };
    for (let last = 0; !last;) {
      last = bits(1);
      const type = bits(2);
      if (type === 0) {
        place = place + 7 & ~7;
        const length = bits(16);
        bits(16);
        for (let count = 0; count < length; count++) put(bits(8));
        continue;
      }
      let lengths = Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8));
      let distances = new Array(30).fill(5);
      if (type === 2) {
        const literals = bits(5) + 257, backs = bits(5) + 1, codes = bits(4) + 4;
        const own = new Array(19).fill(0);
        for (let code = 0; code < codes; code++) own[ORDER[code]] = bits(3);
        const code = huffman(own);
        /** @type {number[]} */
        const all = [];
        while (all.length < literals + backs) {
          const symbol = decode(code);
          if (symbol < 16) all.push(symbol);
          else {
            const repeated = symbol === 16 ? all[all.length - 1] : 0;
            const count = symbol === 16 ? 3 + bits(2) : symbol === 17 ? 3 + bits(3) : 11 + bits(7);
            for (let time = 0; time < count; time++) all.push(repeated);
          }
        }
        lengths = all.slice(0, literals);
        distances = all.slice(literals);
      }
      const literal = huffman(lengths), distance = huffman(distances);
      for (let symbol = decode(literal); symbol !== 256; symbol = decode(literal)) {
        if (symbol < 256) {
          put(symbol);
          continue;
        }
        const length = BASES[symbol - 257] + bits(EXTRAS[symbol - 257]);
        const code = decode(distance);
        const extra = code < 2 ? 0 : (code >> 1) - 1;
        const back = code < 2 ? code + 1 : ((2 + (code & 1)) << extra) + 1 + bits(extra);
        for (let count = 0; count < length; count++) put(output[size - back]);
      }
    }
    return output.subarray(0, size);
  }

  /** @param {Uint8Array} bytes */
  const json = (bytes) => JSON.parse(new TextDecoder().decode(inflate(bytes)));

  // --- Arithmetic ----------------------------------------------------------------------------------------------

  /** @param {number} value from 1 on */
  function log2(value) {
    let rest = value, result = 0, bit = 0.5;
    while (rest >= 2) {
      rest /= 2;
      result += 1;
    }
    for (let step = 0; step < 20; step++) {
      rest *= rest;
      if (rest >= 2) {
        rest /= 2;
        result += bit;
      }
      bit /= 2;
    }
    return result;
  }

  /** @param {number} found @param {number} all */
  const rarity = (found, all) => log2(1 + (all - found + 0.5) / (found + 0.5));

  /** @param {number} weight @param {number} length @param {number} average */
  const part = (weight, length, average) =>
    weight * (SATURATION + 1) / (weight + SATURATION * (1 - LENGTH + LENGTH * length / average));

  // --- Queries -------------------------------------------------------------------------------------------------

  /** @param {string} text */
  const unify = (text) => text.replace(/[“”„«»]/g, '"').replace(/[‐‑‒–—−]/g, "-").replace(/\s/gu, " ");

  /**
   * @param {string} typed
   * @param {string[]} symbols
   * @returns {Query}
   */
  function parse(typed, symbols) {
    /** @type {Query} */
    const query = { words: [], phrases: [], excluded: [], number: null };
    const text = unify(typed);
    const all = Array.from(text);
    let plain = "", place = 0;
    /** @param {string} words @param {boolean} quoted */
    const push = (words, quoted) => {
      (words.match(RAW) || []).forEach((raw, position) => {
        query.words.push({ raw, word: wordOf(raw), open: false, joined: position > 0, quoted });
      });
    };
    while (place < all.length) {
      const starts = place === 0 || all[place - 1] === " ";
      const negative = starts && all[place] === "-" && excludes(all, place);
      const start = place + (negative ? 1 : 0);
      if (all[start] === '"') {
        const found = all.indexOf('"', start + 1);
        const end = found < 0 ? all.length : found;
        const inside = all.slice(start + 1, end).join("");
        if (negative) {
          if (words(inside).length) query.excluded.push(words(inside));
        } else {
          push(plain, false);
          plain = "";
          push(inside, true);
          const phrase = metWords(inside).map((met) => ({ word: met.word, afterStop: met.stop }));
          if (phrase.length) query.phrases.push(phrase);
        }
        place = end + 1;
      } else if (negative) {
        const found = all.indexOf(" ", start);
        const end = found < 0 ? all.length : found;
        const inside = words(all.slice(start, end).join(""));
        if (inside.length) query.excluded.push(inside);
        place = end;
      } else {
        plain += all[place];
        place++;
      }
    }
    push(plain, false);
    const last = query.words[query.words.length - 1];
    if (last && !last.quoted && /[\p{L}\p{N}\p{M}]$/u.test(text)) last.open = true;
    query.number = numberIn(text.replace(/"/g, ""), symbols);
    return query;
  }

  /** @param {string[]} all @param {number} place */
  function excludes(all, place) {
    const next = all[place + 1] || "";
    if (next !== '"' && !/\p{L}/u.test(next)) return false;
    let before = place - 1;
    while (before >= 0 && all[before] === " ") before--;
    return before < 0 || !/[0-9]/.test(all[before]);
  }

  /** @param {string} part */
  const isDigits = (part) => /^[0-9]/.test(part);
  /** @param {string} digits */
  const withoutZeros = (digits) => digits.replace(/^0+(?=.)/, (zeros) => (/^0+$/.test(digits) ? zeros : ""));
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
    for (const raw of text.match(RAW) || []) {
      (wordOf(raw).plain.match(/[0-9]+|[^0-9]+/g) || []).forEach((part, place) => parts.push({ part, glued: place > 0 }));
    }
    /** @type {(letters: string, open: boolean) => boolean} */
    const isMadeOf = (letters, open) => letters === "" || symbols.some((symbol) =>
      (letters.startsWith(symbol) && isMadeOf(letters.slice(symbol.length), open)) || (open && symbol.startsWith(letters)));
    const isSymbol = parts.map(({ part, glued }, place) => {
      const isLast = place + 1 === parts.length;
      return isDigits(part) || symbols.some((symbol) => symbol === part || (isLast && symbol.startsWith(part)))
        || ((glued || (!isLast && parts[place + 1].glued)) && isMadeOf(part, isLast));
    });
    const tight = text.includes("/") || parts.some(({ glued }) => glued);
    for (let from = 0; from < parts.length; from++) {
      if (!isSymbol[from]) continue;
      let to = from;
      while (to < parts.length && isSymbol[to]) to++;
      const own = parts.slice(from, to).map(({ part }) => part);
      const before = parts.slice(0, from).map(({ part }) => part);
      const first = own.findIndex(isDigits);
      const kindBefore = before[before.length - 1] === "so" ? before.slice(0, -1) : before;
      const announced = before[before.length - 1] === "so" || (before.length > 1 && symbolOf(before.slice(-2).join(" ")) !== undefined);
      const onlyKinds = !kindBefore.length || symbolOf(kindBefore.join(" ")) !== undefined;
      const isAll = onlyKinds && to === parts.length;
      const hasLetters = own.some((part) => !isDigits(part));
      if (first >= 0 && (isAll || announced || (hasLetters && tight))) {
        const serial = withoutZeros(own[first]);
        return {
          serial,
          key: serial + own.slice(first + 1).join(""),
          others: own.filter((_, place) => place !== first),
          kind: (kindBefore.length > 1 && symbolOf(kindBefore.slice(-2).join(" "))) || null,
          alone: own.length === parts.length,
        };
      }
      from = to;
    }
    return null;
  }

  /**
   * How well a number of the index answers: 0 not at all, 8 exactly.
   * @param {Typed} typed
   * @param {[serial: string, rest: string, unit: number]} entry
   */
  function matches(typed, [serial, rest]) {
    const symbols = rest.split("-"), joined = symbols.join(""), key = serial + joined;
    if (!typed.others.length) {
      if (serial !== typed.serial) return typed.alone && serial.startsWith(typed.serial) ? 1 : 0;
      const kind = typed.kind;
      if (!kind || symbols.includes(kind)) return 6;
      return kind === "cv" && !KINDS.some(([, symbol]) => symbols.includes(symbol)) ? 6 : 3;
    }
    if (key === typed.key) return 8;
    if (typed.key.length > typed.serial.length && key.startsWith(typed.key)) return 7;
    if (serial !== typed.serial) return 0;
    if (joined.startsWith(typed.others.join(""))) return 6;
    return typed.others.every((part) => symbols.includes(part) || joined.includes(part)) ? 5 : 2;
  }

  // --- Telex and VNI ---------------------------------------------------------------------------------------------

  const VOWELS = "aăâeêioôơuưy";
  /** @type {Record<string, string>} */
  const CIRCUMFLEX = { a: "â", e: "ê", o: "ô" };
  const TELEX = "frxsj", VNI = "23415", MARKS = ["\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];

  /** @param {string[]} letters */
  function horn(letters) {
    for (let place = letters.length - 1; place >= 0; place--) {
      const afterU = place > 0 && letters[place - 1] === "u";
      const bare = place < 2 || letters[place - 2] !== "q";
      switch (letters[place]) {
        case "o":
          letters[place] = "ơ";
          if (afterU && bare) letters[place - 1] = "ư";
          return true;
        case "ơ":
          if (afterU) {
            letters[place - 1] = "ư";
            return true;
          }
          if (place > 0 && letters[place - 1] === "ư") return true;
          break;
        case "u":
          letters[place] = "ư";
          return true;
        case "a":
          if (afterU && bare) letters[place - 1] = "ư";
          else letters[place] = "ă";
          return true;
      }
    }
    return false;
  }

  /** @param {string[]} letters @param {(letter: string) => boolean} is */
  function lastOf(letters, is) {
    for (let place = letters.length - 1; place >= 0; place--) if (is(letters[place])) return place;
    return -1;
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
    let tone = -1;
    const vni = /[0-9]/.test(lower);
    for (const key of lower) {
      const mark = (vni ? VNI : TELEX).indexOf(key);
      if (mark >= 0 && (vni || letters.some((letter) => VOWELS.includes(letter)))) {
        tone = mark;
        continue;
      }
      if (vni) {
        if (!/[0-9]/.test(key)) {
          letters.push(key);
          continue;
        }
        const place = key === "6" ? lastOf(letters, (letter) => "aeo".includes(letter)) : key === "8" ? lastOf(letters, (letter) => letter === "a") : -1;
        if (place >= 0) letters[place] = key === "6" ? CIRCUMFLEX[letters[place]] : "ă";
        else if (key === "9" && letters[0] === "d") letters[0] = "đ";
        else if (key !== "7" || !horn(letters)) return null;
        continue;
      }
      if (key === "w") {
        if (!horn(letters)) letters.push("ư");
      } else if (key === "d" && letters[0] === "d") letters[0] = "đ";
      else if (CIRCUMFLEX[key]) {
        const place = lastOf(letters, (letter) => letter === key);
        if (place >= 0 && !letters.slice(place + 1).some((letter) => VOWELS.includes(letter))) letters[place] = CIRCUMFLEX[key];
        else letters.push(key);
      } else letters.push(key);
    }
    if (tone >= 0) {
      const place = lastOf(letters, (letter) => VOWELS.includes(letter));
      if (place < 0) return null;
      letters[place] += MARKS[tone];
    }
    const decoded = letters.join("");
    return decoded === lower ? null : decoded.normalize("NFC");
  }

  /** @param {string} one @param {string} other */
  function oneSlip(one, other) {
    let same = 0;
    while (same < one.length && one[same] === other[same]) same++;
    const left = one.slice(same), right = other.slice(same);
    switch (one.length - other.length) {
      case 0:
        return left.slice(1) === right.slice(1)
          || (left.length >= 2 && left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2));
      case 1:
        return left.slice(1) === right;
      case -1:
        return left === right.slice(1);
      default:
        return false;
    }
  }

  // --- The index ---------------------------------------------------------------------------------------------

  /** A file of the index is gone: it was published anew since. */
  class Stale extends Error {}

  class Index {
    /**
     * @param {any} start the entry file
     * @param {(address: string) => Promise<Uint8Array>} fetchFile
     */
    constructor(start, fetchFile) {
      this.start = start;
      this.fetchFile = fetchFile;
      /** @type {Map<string, Promise<Uint8Array>>} */
      this.under = new Map();
      /** @type {Map<string, Uint8Array>} */
      this.read = new Map();
      /** @type {string[]} */
      this.words = start.lexicon.split(" ").filter(Boolean);
      this.places = new Map(this.words.map((word, place) => [word, place]));
      /** @type {string[]} */
      this.symbols = start.symbols.split(" ").filter(Boolean);
      const step = Math.sqrt(Math.sqrt(2));
      const levels = [1];
      for (let level = 1; level < 64; level++) levels.push(levels[level - 1] * step);
      this.lengths = Array.from(start.lengths, (level) => levels[Math.min(level.charCodeAt(0) - 48, 63)]);
      this.average = Math.max(start.words, 1) / Math.max(start.units, 1);
      /** @type {{ piece: number, skip: number, spread: number }[]} */
      this.locations = [];
      let next = 0, shared = 0, skip = 0;
      for (const letter of start.layout) {
        const code = letter.charCodeAt(0) - 48;
        if (code > 1) {
          const spread = 1 << Math.min(code - 2, 16);
          this.locations.push({ piece: next, skip: 0, spread });
          next += 1 + spread;
          continue;
        }
        if (code === 1) {
          shared = next++;
          skip = 0;
        }
        this.locations.push({ piece: shared, skip: skip++, spread: 0 });
      }
    }

    /**
     * The file at an address; kept, so that it is fetched once.
     * @param {string} address
     */
    file(address) {
      let file = this.under.get(address);
      if (!file) {
        file = this.fetchFile(address).then((bytes) => {
          this.read.set(address, bytes);
          return bytes;
        });
        file.catch(() => this.under.delete(address));
        this.under.set(address, file);
      }
      return file;
    }

    /** @param {number} piece */
    termAddress(piece) {
      return `${this.start.terms}${piece}.bin`;
    }

    /** @param {number} piece */
    bits(piece) {
      const bytes = this.read.get(this.termAddress(piece));
      if (!bytes) throw new Error(`piece ${piece} was not fetched`);
      return new Bits(bytes);
    }

    /** @param {number} place */
    commonness(place) {
      return this.start.commonness.charCodeAt(place) - 48;
    }

    /** @param {{ piece: number, skip: number }} location */
    bitsAt(location) {
      const bits = this.bits(location.piece);
      for (let passed = 0; passed < location.skip; passed++) {
        readWord(bits);
        readPairs(bits);
      }
      return bits;
    }

    /** @param {number} place */
    word(place) {
      return readWord(this.bitsAt(this.locations[place]));
    }

    /**
     * @param {number} first
     * @param {Set<number>} seconds
     * @returns {[number, Postings][]}
     */
    pairs(first, seconds) {
      const location = this.locations[first];
      /** @type {[number, Postings][]} */
      const found = [];
      if (!location.spread) {
        const bits = this.bitsAt(location);
        readWord(bits);
        for (const [second, postings] of readPairs(bits)) if (seconds.has(second)) found.push([second, postings]);
        return found;
      }
      for (const part of new Set([...seconds].map((second) => second % location.spread))) {
        for (const [second, postings] of readPairs(this.bits(location.piece + 1 + part))) {
          const whole = second * location.spread + part;
          if (seconds.has(whole)) found.push([whole, postings]);
        }
      }
      return found.sort((left, right) => left[0] - right[0]);
    }

    /** @param {number} first @param {Set<number>} seconds */
    piecesOfPairs(first, seconds) {
      const { piece, spread } = this.locations[first];
      return spread ? [...seconds].map((second) => piece + 1 + second % spread) : [piece];
    }

    /** @param {string[]} firsts @param {string} key */
    pieceOf(firsts, key) {
      let found = -1;
      while (found + 1 < firsts.length && firsts[found + 1] <= key) found++;
      return found;
    }

    /**
     * @param {string} plain
     * @returns {Promise<[string, Postings][]>}
     */
    async outer(plain) {
      const piece = this.pieceOf(this.start.outer, plain);
      if (piece < 0) return [];
      const bits = new Bits(await this.file(`${this.start.outer_folder}${piece}.bin`));
      return Array.from({ length: bits.gamma() - 1 }, () => [bits.text(), readWord(bits)]);
    }

    /**
     * @param {Iterable<number>} places
     * @param {number} count
     * @param {number | undefined} but
     */
    commonest(places, count, but) {
      return [...places].filter((place) => place !== but)
        .sort((left, right) => this.commonness(left) - this.commonness(right) || left - right).slice(0, count);
    }

    /**
     * @param {Typing} typed
     * @param {boolean} many
     * @returns {Promise<Slot>}
     */
    async slot(typed, many) {
      let typing = typed;
      if (!this.places.has(typing.word.plain) && !typing.quoted) {
        const decoded = decodeKeys(typing.raw);
        if (decoded !== null && this.places.has(wordOf(decoded).plain)) typing = { ...typing, word: wordOf(decoded) };
      }
      const plain = typing.word.plain;
      const exact = this.places.get(plain);
      /** @type {Slot} */
      const slot = { typing, inner: [], outer: [], longer: null };
      if (exact !== undefined) slot.inner.push([exact, 1]);
      let from = 0;
      while (from < this.words.length && this.words[from] < plain) from++;
      let to = from;
      while (to < this.words.length && this.words[to].startsWith(plain)) to++;
      const open = typing.open && !(many && exact !== undefined) && to > from;
      if (open) {
        slot.longer = [from, to];
        const range = Array.from({ length: to - from }, (_, place) => from + place);
        for (const place of this.commonest(range, LONGER_WORDS, exact)) slot.inner.push([place, LONGER]);
      }
      if (exact === undefined && (!open || plain.length >= 4)) {
        const near = await this.outer(plain);
        const same = near.some(([word]) => word === plain);
        for (const [word, postings] of near) {
          if (word === plain) slot.outer.push([postings, 1]);
          else if (typing.open && word.startsWith(plain)) slot.outer.push([postings, LONGER]);
          else if (!same && !typing.quoted && oneSlip(word, plain)) slot.outer.push([postings, SLIP]);
        }
        if (!same && !typing.quoted && !open) {
          const places = this.words.flatMap((word, place) => (oneSlip(word, plain) ? [place] : []));
          for (const place of this.commonest(places, SLIPS, undefined)) slot.inner.push([place, SLIP]);
        }
      }
      return slot;
    }

    /** @param {number} first @param {Slot} next */
    seconds(first, next) {
      const seconds = new Set(next.inner.map(([word]) => word));
      if (next.longer && this.locations[first].spread <= WIDE) {
        for (let place = next.longer[0]; place < next.longer[1]; place++) seconds.add(place);
      }
      return seconds;
    }

    /** @param {Slot[]} slots */
    chosen(slots) {
      const rareness = slots.map((slot) => slot.inner.reduce((least, [word]) => Math.min(least, this.commonness(word)), 60));
      const value = (/** @type {number} */ place) => (slots[place].inner.length ? rareness[place] : 60);
      const rarest = slots.reduce((most, _, place) => Math.max(most, value(place)), 0);
      /** @type {{ value: number, pair: boolean, place: number, pieces: Set<number> }[]} */
      const all = [];
      slots.forEach((slot, place) => {
        if (slots.length <= 3 || value(place) >= COMMON || rarest < COMMON) {
          all.push({ value: value(place), pair: false, place, pieces: new Set(slot.inner.map(([word]) => this.locations[word].piece)) });
        }
        const next = slots[place + 1];
        if (next?.typing.joined) {
          const pieces = slot.inner.flatMap(([first]) => this.piecesOfPairs(first, this.seconds(first, next)));
          all.push({ value: value(place) + value(place + 1), pair: true, place, pieces: new Set(pieces) });
        }
      });
      all.sort((left, right) => right.value - left.value || Number(right.pair) - Number(left.pair) || left.place - right.place);
      const pieces = new Set(), chosen = new Set();
      for (const one of all) {
        const more = [...one.pieces].filter((piece) => !pieces.has(piece)).length;
        if (pieces.size + more <= BUDGET || !chosen.size) {
          one.pieces.forEach((piece) => pieces.add(piece));
          chosen.add(`${one.pair ? "pair" : "word"} ${one.place}`);
        }
      }
      return { pieces, chosen };
    }

    /**
     * @param {Postings} postings
     * @param {number} factor
     * @param {string | null} marked
     * @param {Map<number, number>} best
     */
    add(postings, factor, marked, best) {
      const weight = factor * rarity(postings.units.length, this.start.units);
      const form = marked === null ? -1 : postings.forms.indexOf(marked);
      postings.units.forEach((unit, place) => {
        let score = weight * part(postings.weights[place], this.lengths[unit], this.average);
        if (form >= 0 && !(postings.sets[place] >> form & 1)) score *= OTHER_MARKS;
        if (score > (best.get(unit) ?? 0)) best.set(unit, score);
      });
    }

    /**
     * The units that have all words and pairs of a phrase; null when the index cannot tell.
     * @param {Word[]} phrase
     */
    async holding(phrase) {
      const places = phrase.map((word) => this.places.get(word.plain));
      /** @type {Set<number>[]} */
      const all = [];
      for (const [place, word] of phrase.entries()) {
        if (places[place] !== undefined) continue;
        const found = (await this.outer(word.plain)).find(([known]) => known === word.plain);
        all.push(new Set(found ? found[1].units : []));
      }
      /** @type {[number, number][]} */
      const pairs = [];
      places.forEach((first, place) => {
        const second = places[place + 1];
        if (first !== undefined && second !== undefined) pairs.push([first, second]);
      });
      const only = places.length === 1 ? places[0] : undefined;
      const pieces = pairs.flatMap(([first, second]) => this.piecesOfPairs(first, new Set([second])));
      if (only !== undefined) pieces.push(this.locations[only].piece);
      await Promise.all([...new Set(pieces)].map((piece) => this.file(this.termAddress(piece))));
      for (const [first, second] of pairs) all.push(new Set(this.pairs(first, new Set([second]))[0]?.[1].units || []));
      if (only !== undefined) all.push(new Set(this.word(only).units));
      return all.length ? new Set([...all[0]].filter((unit) => all.every((set) => set.has(unit)))) : null;
    }

    /**
     * @param {Typed} typed
     * @returns {Promise<[unit: number, matches: number][]>}
     */
    async numbered(typed) {
      const firsts = this.start.numbers;
      const until = `${typed.serial}{`;
      /** @type {Promise<Uint8Array>[]} */
      const files = [];
      for (let piece = Math.max(this.pieceOf(firsts, typed.serial), 0); piece < firsts.length && firsts[piece] <= until; piece++) {
        files.push(this.file(`${this.start.numbers_folder}${piece}.bin`));
      }
      const found = (await Promise.all(files)).flatMap((bytes) => json(bytes)).map((entry) => /** @type {[number, number]} */ ([entry[2], matches(typed, entry)]));
      const loose = typed.key.length > typed.serial.length && found.every(([, how]) => how < 3);
      return found.filter(([, how]) => how > 0 && (loose || how !== 2));
    }

    /**
     * What is shown of units; each piece is fetched once.
     * @param {number} unit
     * @returns {Promise<Shown>}
     */
    async record(unit) {
      const each = this.start.records_each;
      const bytes = await this.file(`${this.start.records}${Math.floor(unit / each)}.bin`);
      return json(bytes)[unit % each];
    }

    /**
     * Ranks all units for a query; what is shown of them is not fetched yet.
     * @param {string} typed
     */
    async rank(typed) {
      const query = parse(typed, this.symbols);
      const many = query.words.length > 8;
      const numbers = query.number ? this.numbered(query.number) : Promise.resolve([]);
      const slots = await Promise.all(query.words.map((one) => this.slot(one, many)));
      const { pieces, chosen } = this.chosen(slots);
      const phrases = query.phrases.map((phrase) => phrase.map((follower) => follower.word));
      const filters = Promise.all(phrases.map((phrase) => this.holding(phrase)));
      const without = Promise.all(query.excluded.map((phrase) => this.holding(phrase)));
      await Promise.all([...pieces].map((piece) => this.file(this.termAddress(piece))));
      const totals = new Float64Array(this.start.units);
      slots.forEach((slot, place) => {
        if (!chosen.has(`word ${place}`)) return;
        const marked = isMarked(slot.typing.word) ? slot.typing.word.marked : null;
        const best = new Map();
        for (const [word, factor] of slot.inner) this.add(this.word(word), factor, marked, best);
        for (const [postings, factor] of slot.outer) this.add(postings, factor, marked, best);
        best.forEach((score, unit) => { totals[unit] += score; });
      });
      slots.forEach((slot, place) => {
        if (!chosen.has(`pair ${place}`)) return;
        const next = slots[place + 1];
        const best = new Map();
        for (const [first, factor] of slot.inner) {
          for (const [second, postings] of this.pairs(first, this.seconds(first, next))) {
            const known = next.inner.find(([word]) => word === second);
            this.add(postings, factor * (known ? known[1] : LONGER) * PAIR, null, best);
          }
        }
        best.forEach((score, unit) => { totals[unit] += score; });
      });
      for (const [unit, how] of await numbers) totals[unit] += NUMBER * how;
      for (const units of await without) units?.forEach((unit) => { totals[unit] = 0; });
      for (const units of await filters) if (units) totals.forEach((_, unit) => { if (!units.has(unit)) totals[unit] = 0; });
      /** @type {[unit: number, score: number][]} */
      const ranked = [];
      totals.forEach((total, unit) => { if (total > 0) ranked.push([unit, total]); });
      ranked.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
      return { query, slots, ranked };
    }

    /**
     * Looks at the best ones as a whole, checks phrases, and gives the first `limit`.
     * @param {{ query: Query, slots: Slot[], ranked: [number, number][] }} ranking
     * @param {number} limit
     * @param {boolean} [keepOrder] for an order that is none of ours, such as that of days
     * @returns {Promise<Hit[]>}
     */
    async lookAt({ query, slots, ranked }, limit, keepOrder = false) {
      /** @type {Hit[]} */
      const hits = [];
      const wanted = Math.max(limit, LOOKED_AT);
      for (let place = 0; hits.length < wanted && place < ranked.length;) {
        const batch = ranked.slice(place, place + wanted - hits.length);
        const records = await Promise.all(batch.map(([unit]) => this.record(unit)));
        batch.forEach(([unit, first], position) => {
          const record = records[position];
          const texts = [metWords(record[1]), metWords(record[5])];
          const holds = (/** @type {boolean} */ loose) => query.phrases.every((phrase) => texts.some((text) => holdsPhrase(text, phrase, loose)));
          if (!holds(true)) return;
          let score = query.phrases.length && holds(false) ? first + UNBROKEN : first;
          if (hits.length < LOOKED_AT) score *= 1 + likeness(texts, slots);
          hits.push({ unit, score, record });
        });
        place += batch.length;
      }
      if (keepOrder) return hits.slice(0, limit);
      const count = query.phrases.length ? hits.length : Math.min(hits.length, LOOKED_AT);
      const best = hits.slice(0, count).sort((left, right) => right.score - left.score || left.unit - right.unit);
      return best.concat(hits.slice(count)).slice(0, limit);
    }

    /**
     * The best `limit` units for a query.
     * @param {string} typed
     * @param {number} limit
     */
    async search(typed, limit) {
      const ranking = await this.rank(typed);
      return { total: ranking.ranked.length, hits: await this.lookAt(ranking, limit) };
    }
  }

  /**
   * @param {Met[]} text
   * @param {{ word: Word, afterStop: boolean }[]} phrase
   * @param {boolean} loose
   */
  function holdsPhrase(text, phrase, loose) {
    const form = phrase.some(({ word }) => isMarked(word)) ? "marked" : "plain";
    return text.some((_, start) => start + phrase.length <= text.length && phrase.every(({ word, afterStop }, place) => {
      const met = text[start + place];
      return met.word[form] === word[form] && (loose || place === 0 || !met.stop || afterStop);
    }));
  }

  /**
   * How much of a query stands in a text in one piece.
   * @param {Met[][]} texts
   * @param {Slot[]} slots
   */
  function likeness(texts, slots) {
    let longest = 0;
    for (const text of texts) {
      let before = new Array(slots.length + 1).fill(0);
      for (const { word, stop } of text) {
        const now = new Array(slots.length + 1).fill(0);
        slots.forEach(({ typing }, place) => {
          if (word.plain !== typing.word.plain && !(typing.open && word.plain.startsWith(typing.word.plain))) return;
          const agrees = !isMarked(typing.word) || word.marked === typing.word.marked;
          now[place + 1] = (agrees ? 1 : WRONG_MARKS) + (stop ? 0 : before[place]);
          if (now[place + 1] > longest) longest = now[place + 1];
        });
        before = now;
      }
    }
    const share = longest / Math.max(slots.length, 1);
    return IN_ONE_PIECE * share * share;
  }

  /**
   * Opens an index.
   * @param {Uint8Array} entry the entry file
   * @param {(address: string) => Promise<Uint8Array>} fetchFile gives the file at an address of the index
   * @returns {Index | null} null when the index has another version
   */
  function open(entry, fetchFile) {
    const start = json(entry);
    return start.version === VERSION ? new Index(start, fetchFile) : null;
  }

  const home = Reflect.get(globalThis, "minhbach") || {};
  Object.assign(globalThis, { minhbach: Object.assign(home, { search: { open, json, metWords, isMarked, Stale } }) });
})();

// @ts-check
// The files of an index and how they are read: src/index/bits.rs, piece.rs, lexicon.rs and score.rs of the program
// write and read the same. Never touches the page. docs/search.md tells the format.
(() => {
  "use strict";

  const SATURATION = 1.2, LENGTH = 0.75;
  const WEIGHTS = [1, 2, 3, 4, 6, 8, 12, 16];

  /** @typedef {{ forms: string[], units: number[], weights: number[], sets: number[] }} Postings */

  const { search } = Reflect.get(globalThis, "minhbach");
  const decoder = new TextDecoder();

  // --- Bits --------------------------------------------------------------------------------------------------

  class Bits {
    /** @param {Uint8Array} bytes */
    constructor(bytes) {
      this.bytes = bytes;
      this.place = 0;
    }
    bit() {
      const byte = this.bytes[this.place >> 3] ?? 255;
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
      return decoder.decode(new Uint8Array(this.gamma() - 1).map(() => this.raw(8)));
    }
    /**
     * A list whose length comes first.
     * @template T
     * @param {() => T} read
     */
    list(read) {
      return Array.from({ length: this.gamma() - 1 }, read);
    }
    /** Numbers that rise, as the gaps between them. */
    rising() {
      const parameter = this.raw(5);
      let next = 0;
      return () => {
        const value = next + this.rice(parameter);
        next = value + 1;
        return value;
      };
    }

    /**
     * @param {number[]} sets
     * @param {string[]} forms
     * @returns {Postings}
     */
    postings(sets, forms) {
      const count = this.gamma() - 1, rising = this.rising();
      /** @type {Postings} */
      const postings = { forms, units: [], weights: [], sets: [] };
      for (let place = 0; place < count; place++) {
        postings.units.push(rising());
        postings.weights.push(WEIGHTS[Math.min(this.gamma(), WEIGHTS.length) - 1]);
        postings.sets.push(sets[sets.length > 1 ? this.gamma() - 1 : 0] || 0);
      }
      return postings;
    }
    word() {
      const forms = this.list(() => this.text());
      const sets = this.list(() => this.raw(forms.length));
      return this.postings(sets, forms);
    }
    /** @returns {[second: number, Postings][]} */
    pairs() {
      const count = this.gamma() - 1, rising = this.rising();
      return Array.from({ length: count }, () => [rising(), this.postings([], [])]);
    }
  }

  // --- Arithmetic ----------------------------------------------------------------------------------------------

  /** @param {number} value from 1 on */
  function log2(value) {
    let result = 0, bit = 0.5;
    while (value >= 2) {
      value /= 2;
      result += 1;
    }
    for (let step = 0; step < 20; step++) {
      value *= value;
      if (value >= 2) {
        value /= 2;
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

  /** @param {string} text a number a letter */
  const numbers = (text) => Array.from(text, (letter) => letter.charCodeAt(0) - 48);
  /** @param {string[]} firsts sorted @param {string} key */
  const pieceOf = (firsts, key) => firsts.filter((first) => first <= key).length - 1;

  // --- Batches -----------------------------------------------------------------------------------------------

  const NAME = 10;

  /** @typedef {{ names: string, sizes: number[] }} Batches */

  /** @param {string} prefix @param {Batches} batches @param {number} number @param {number} place */
  const addressIn = (prefix, { names }, number, place) =>
    `search/${prefix}-${names.slice(number * NAME, (number + 1) * NAME)}/${place}.bin`;

  /**
   * Which of some heaps holds a thing, and its place there; both from 0 on.
   * @param {number[]} sizes @param {number} place counted over all heaps
   * @returns {[number: number, place: number]}
   */
  const heap = (sizes, place) => {
    let number = 0;
    while (place >= sizes[number]) place -= sizes[number++];
    return [number, place];
  };

  /** Address of a piece. @param {string} prefix @param {Batches} batches @param {number} piece */
  const address = (prefix, batches, piece) => addressIn(prefix, batches, ...heap(batches.sizes, piece));

  // --- The index ---------------------------------------------------------------------------------------------

  /** A file of the index is gone: it was published anew since. */
  class Stale extends Error {}

  class Index {
    /**
     * @param {any} start the entry file
     * @param {(address: string) => Promise<Uint8Array>} fetchFile
     * @param {(bytes: Uint8Array) => Promise<any>} json
     */
    constructor(start, fetchFile, json) {
      this.start = start;
      this.fetchFile = fetchFile;
      this.inflated = json;
      /** @type {Map<string, Promise<any>>} */
      this.files = new Map();
      /** @type {Map<number, Uint8Array>} */
      this.pieces = new Map();
      /** @type {string[]} */
      this.words = start.lexicon.split(" ").filter(Boolean);
      this.places = new Map(this.words.map((word, place) => [word, place]));
      this.symbols = start.symbols.split(" ").filter(Boolean);
      this.commonness = numbers(start.commonness);
      const levels = [1], step = Math.sqrt(Math.sqrt(2));
      for (let level = 1; level < 64; level++) levels.push(levels[level - 1] * step);
      this.lengths = numbers(start.lengths).map((level) => levels[Math.min(level, 63)]);
      this.average = Math.max(start.words, 1) / Math.max(start.units, 1);
      let next = 0, shared = 0, skip = 0;
      this.locations = numbers(start.layout).map((code) => {
        const spread = code > 1 ? 1 << Math.min(code - 2, 16) : 0, piece = next;
        if (spread) {
          next += 1 + spread;
          return { piece, skip: 0, spread };
        }
        if (code) {
          shared = next++;
          skip = 0;
        }
        return { piece: shared, skip: skip++, spread };
      });
    }

    /**
     * What a file holds; it is fetched once.
     * @param {string} address
     * @param {(bytes: Uint8Array) => any} read
     */
    file(address, read) {
      let file = this.files.get(address);
      if (!file) {
        file = this.fetchFile(address).then(read);
        file.catch(() => this.files.delete(address));
        this.files.set(address, file);
      }
      return file;
    }
    /** @param {string} address */
    json(address) {
      return this.file(address, this.inflated);
    }
    /**
     * A piece of numbers of documents.
     * @param {number} piece
     */
    numberPiece(piece) {
      return this.json(address("n", this.start.number_pieces, piece));
    }
    /**
     * What is shown of a unit.
     * @param {number} unit
     * @returns {Promise<any>}
     */
    async record(unit) {
      const { records, records_units, records_each } = this.start;
      const [number, place] = heap(records_units, unit), each = records_each[number];
      return (await this.json(addressIn("r", records, number, Math.floor(place / each))))[place % each];
    }
    /** @param {Iterable<number>} pieces */
    fetchPieces(pieces) {
      return Promise.all(Array.from(pieces, (piece) =>
        this.file(address("t", this.start.terms, piece), (bytes) => this.pieces.set(piece, bytes))));
    }

    /** @param {number} piece @param {number} [skip] how many words stand before */
    bits(piece, skip = 0) {
      const bytes = this.pieces.get(piece);
      if (!bytes) throw new Error(`piece ${piece} was not fetched`);
      const bits = new Bits(bytes);
      while (skip--) bits.word() && bits.pairs();
      return bits;
    }
    /** @param {number} place */
    word(place) {
      const { piece, skip } = this.locations[place];
      return this.bits(piece, skip).word();
    }
    /**
     * The pairs of a word with `seconds`.
     * @param {number} first
     * @param {Set<number>} seconds
     * @returns {[number, Postings][]}
     */
    pairs(first, seconds) {
      const { piece, skip, spread } = this.locations[first];
      /** @type {[number, Postings][]} */
      let found = [];
      if (spread) {
        for (const part of new Set(Array.from(seconds, (second) => second % spread))) {
          for (const [second, postings] of this.bits(piece + 1 + part).pairs()) found.push([second * spread + part, postings]);
        }
        found.sort((left, right) => left[0] - right[0]);
      } else {
        const bits = this.bits(piece, skip);
        bits.word();
        found = bits.pairs();
      }
      return found.filter(([second]) => seconds.has(second));
    }
    /** @param {number} first @param {Set<number>} seconds */
    piecesOfPairs(first, seconds) {
      const { piece, spread } = this.locations[first];
      return spread ? Array.from(seconds, (second) => piece + 1 + second % spread) : [piece];
    }

    /**
     * The words around `plain` outside the lexicon.
     * @param {string} plain
     * @returns {Promise<[string, Postings][]>}
     */
    async outer(plain) {
      const piece = pieceOf(this.start.outer, plain);
      if (piece < 0) return [];
      return this.file(address("o", this.start.outer_pieces, piece), (bytes) => {
        const bits = new Bits(bytes);
        return bits.list(() => [bits.text(), bits.word()]);
      });
    }
  }

  Object.assign(search, { Index, Stale, decoder, rarity, part, pieceOf });
})();

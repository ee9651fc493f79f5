// @ts-check
// The search itself: the same steps, in the same order of arithmetic, as src/index/ of the program; one table of
// queries runs through both. Of phrases search-phrase.js takes care. Never touches the page. docs/search.md tells the format.
(() => {
  "use strict";

  const VERSION = 3, OTHER_MARKS = 0.6;
  const LONGER = 0.8, SLIP = 0.7, LONGER_WORDS = 8, SLIPS = 8, WIDE = 4, MANY = 8, RAREST = 60, LONG_BEGINNING = 4;
  const FILES = 12, SIZE = 12, LONG_LIST = 1024, COMMON = 4;
  const NUMBER = 1000, NEWEST = 500, IN_ONE_PIECE = 0.5, NEIGHBOURS = 1, WRONG_MARKS = 0.9, LOOKED_AT = 6, UNBROKEN = 100;

  /**
   * @typedef {{ plain: string, marked: string }} Word
   * @typedef {{ word: Word, stop: boolean, start: number, end: number }} Met a word of a text, with its place
   * @typedef {{ raw: string, word: Word, open: boolean, joined: boolean, quoted: boolean }} Typing
   * @typedef {{ words: Typing[], phrases: Met[][], excluded: Word[][], number: any }} Query
   * @typedef {{ forms: string[], units: number[], weights: number[], sets: number[] }} Postings
   * @typedef {{ typing: Typing, inner: [word: number, factor: number][], guessed: boolean, outer: boolean, rareness: number, longer: [number, number] | null }} Slot
   * @typedef {[kind: number, title: string, detail: string, address: string, document: string, text: string]} Shown
   * @typedef {{ unit: number, score: number, record: Shown }} Hit
   * @typedef {{ query: Query, slots: Slot[], ranked: [unit: number, score: number][] }} Ranking
   */

  const { search } = Reflect.get(globalThis, "minhbach");
  const { parse, matches, wordOf, metWords, isMarked, decodeKeys, oneSlip, Index, decoder, rarity, part, pieceOf } = search;

  class Search extends /** @type {new (...parts: any[]) => any} */ (Index) {
    // --- The plan: which words may be meant, which pieces to fetch ---------------------------------------------

    /** @param {number[]} places @param {number} count */
    commonest(places, count) {
      return places.sort((left, right) => this.commonness[left] - this.commonness[right] || left - right).slice(0, count);
    }

    /**
     * @param {Typing} typed
     * @param {boolean} many
     * @returns {Slot}
     */
    slot(typed, many) {
      let typing = typed;
      const keys = !this.places.has(typed.word.plain) && !typed.quoted && decodeKeys(typed.raw);
      if (keys && this.places.has(wordOf(keys).plain)) typing = { ...typed, word: wordOf(keys) };
      const { plain } = typing.word, exact = this.places.get(plain);
      /** @type {[number, number][]} */
      const inner = exact === undefined ? [] : [[exact, 1]];
      /** @param {(word: string) => boolean} is */
      const placesOf = (is) => this.words.flatMap((word, place) => (is(word) && place !== exact ? [place] : []));
      const others = typing.open && !(many && inner.length) ? placesOf((word) => word.startsWith(plain)) : [];
      const from = this.words.findIndex((word) => word >= plain), to = from + others.length + inner.length;
      const open = typing.open && !(many && inner.length) && to > from && from >= 0;
      for (const place of this.commonest(others, LONGER_WORDS)) inner.push([place, LONGER]);
      const guessed = exact === undefined && !open && !typing.quoted;
      if (guessed) {
        for (const place of this.commonest(placesOf((word) => oneSlip(word, plain)), SLIPS)) inner.push([place, SLIP]);
      }
      const outer = exact === undefined && (!open || plain.length >= LONG_BEGINNING);
      const rareness = inner.reduce((least, [word]) => Math.min(least, this.commonness[word]), RAREST);
      return { typing, inner, guessed, outer, rareness, longer: open ? [from, to] : null };
    }

    /** @param {number} first @param {Slot} next */
    seconds(first, { inner, longer }) {
      const seconds = new Set(inner.map(([word]) => word));
      if (longer && this.locations[first].spread <= WIDE) {
        for (let place = longer[0]; place < longer[1]; place++) seconds.add(place);
      }
      return seconds;
    }

    /**
     * The most telling words and pairs, as many as the budget allows.
     * @param {Slot[]} slots
     */
    chosen(slots) {
      const rarest = Math.max(0, ...slots.map(({ rareness }) => rareness));
      /** @type {{ value: number, pair: number, place: number, sizes: Map<number, number> }[]} */
      const all = [];
      slots.forEach(({ typing, inner, rareness: value }, place) => {
        const next = slots[place + 1]?.typing.joined ? slots[place + 1] : null;
        const inPhrase = typing.quoted && (typing.joined || next);
        if (!inPhrase && (slots.length <= 3 || value >= COMMON || rarest < COMMON)) {
          all.push({ value, pair: 0, place, sizes: new Map(inner.map(([word]) => {
            const { piece, spread } = this.locations[word];
            return [piece, spread ? 1 + Math.floor((this.start.units >> (this.commonness[word] >> 1)) / LONG_LIST) : 1];
          })) });
        }
        if (next) {
          const pieces = inner.flatMap(([first]) => this.piecesOfPairs(first, this.seconds(first, next)));
          all.push({ value: value + next.rareness, pair: 1, place, sizes: new Map(pieces.map((piece) => [piece, 1])) });
        }
      });
      all.sort((left, right) => right.value - left.value || right.pair - left.pair || left.place - right.place);
      const pieces = new Set(), chosen = [new Set(), new Set()];
      let spent = 0;
      for (const { pair, place, sizes } of all) {
        let more = 0, count = pieces.size;
        sizes.forEach((size, piece) => {
          if (pieces.has(piece)) return;
          more += size;
          count += 1;
        });
        if ((count <= FILES && spent + more <= SIZE) || !(chosen[0].size || chosen[1].size)) {
          spent += more;
          sizes.forEach((_, piece) => pieces.add(piece));
          chosen[pair].add(place);
        }
      }
      return { pieces, words: chosen[0], pairs: chosen[1] };
    }

    // --- Scores --------------------------------------------------------------------------------------------------

    /**
     * Scores postings; of several that answer the same slot the best one counts.
     * @param {Postings} postings
     * @param {number} factor
     * @param {Map<number, number>} best
     * @param {string} [marked] the marks that were typed
     */
    add({ forms, units, weights, sets }, factor, best, marked = "") {
      const weight = factor * rarity(units.length, this.start.units), form = forms.indexOf(marked);
      units.forEach((unit, place) => {
        let score = weight * part(weights[place], this.lengths[unit], this.average);
        if (form >= 0 && !(sets[place] >> form & 1)) score *= OTHER_MARKS;
        if (score > (best.get(unit) || 0)) best.set(unit, score);
      });
    }

    /**
     * The words outside the lexicon that may be meant, and whether the typed one is among them.
     * @param {Slot} slot
     * @returns {Promise<{ outer: [Postings, number][], known: boolean }>}
     */
    async beside({ typing, outer }) {
      const { plain } = typing.word;
      /** @type {[string, Postings][]} */
      const near = outer ? await this.outer(plain) : [];
      const known = near.some(([word]) => word === plain);
      return { known, outer: near.flatMap(([word, postings]) => {
        const factor = word === plain ? 1 : typing.open && word.startsWith(plain) ? LONGER
          : !known && !typing.quoted && oneSlip(word, plain) ? SLIP : 0;
        return factor ? [[postings, factor]] : [];
      }) };
    }

    /**
     * The documents whose number answers, and what that counts.
     * @param {any} typed
     * @returns {Promise<[unit: number, value: number][]>}
     */
    async numbered(typed) {
      if (!typed) return [];
      const firsts = this.start.numbers, until = `${typed.serial}{`, files = [];
      for (let piece = Math.max(pieceOf(firsts, typed.serial), 0); piece < firsts.length && firsts[piece] <= until; piece++) {
        files.push(this.numberPiece(piece));
      }
      const entries = (await Promise.all(files)).flat();
      let found = entries.map((entry) => ({ how: matches(typed, entry), day: entry[3], unit: entry[2] }));
      const loose = typed.key.length > typed.serial.length && found.every(({ how }) => how < 3);
      found = found.filter(({ how }) => how > 0 && (loose || how !== 2))
        .sort((left, right) => left.how - right.how || left.day - right.day || right.unit - left.unit);
      return found.map(({ how, unit }, place) => [unit, NUMBER * how + (typed.alone ? NEWEST * place / found.length : 0)]);
    }

    /**
     * Ranks all units for a query; what is shown of them is not fetched yet.
     * @param {string} typed
     * @returns {Promise<Ranking>}
     */
    async rank(typed) {
      const query = parse(typed, this.symbols), many = query.words.length > MANY;
      /** @type {Slot[]} */
      const slots = query.words.map((/** @type {Typing} */ one) => this.slot(one, many));
      const { pieces, words, pairs } = this.chosen(slots);
      const [numbers, besides, without, within] = await Promise.all([
        this.numbered(query.number),
        Promise.all(slots.map((slot) => this.beside(slot))),
        Promise.all(query.excluded.map((/** @type {Word[]} */ phrase) => search.holding(this, phrase))),
        Promise.all(query.phrases.map(async (/** @type {Met[]} */ phrase) =>
          search.withMarks(this, phrase, await search.holding(this, phrase.map(({ word }) => word))))),
        this.fetchPieces(pieces),
      ]);
      const totals = new Float64Array(this.start.units);
      /** @param {(best: Map<number, number>) => void} fill */
      const total = (fill) => {
        const best = new Map();
        fill(best);
        best.forEach((score, unit) => { totals[unit] += score; });
      };
      slots.forEach(({ typing, inner, guessed }, place) => total((best) => {
        const { outer, known } = besides[place], marked = isMarked(typing.word) ? typing.word.marked : "";
        if (words.has(place) && !(guessed && known)) {
          for (const [word, factor] of inner) this.add(this.word(word), factor, best, marked);
        }
        for (const [postings, factor] of outer) this.add(postings, factor, best, marked);
      }));
      slots.forEach(({ inner }, place) => total((best) => {
        if (!pairs.has(place)) return;
        const next = slots[place + 1], factors = new Map(next.inner);
        for (const [first, factor] of inner) {
          for (const [second, postings] of this.pairs(first, this.seconds(first, next))) {
            this.add(postings, factor * (factors.get(second) || LONGER), best);
          }
        }
      }));
      for (const [unit, value] of numbers) totals[unit] += value;
      for (const units of without) units?.forEach((/** @type {number} */ unit) => { totals[unit] = 0; });
      for (const units of within) if (units) totals.forEach((_, unit) => { if (!units.has(unit)) totals[unit] = 0; });
      /** @type {[number, number][]} */
      const ranked = [];
      totals.forEach((score, unit) => { if (score > 0) ranked.push([unit, score]); });
      ranked.sort((left, right) => right[1] - left[1] || left[0] - right[0]);
      return { query, slots, ranked };
    }

    // --- Looking at the best as a whole ----------------------------------------------------------------------------

    /**
     * Looks at the best ones as a whole, checks phrases, and gives the first `limit`.
     * @param {Ranking} ranking
     * @param {number} limit
     * @param {boolean} [keepOrder] for an order that is none of ours, such as that of days
     * @returns {Promise<Hit[]>}
     */
    async lookAt({ query: { phrases }, slots, ranked }, limit, keepOrder = false) {
      /** @type {Hit[]} */
      const hits = [];
      const wanted = Math.max(limit, LOOKED_AT);
      for (let place = 0; hits.length < wanted && place < ranked.length;) {
        // A phrase may stand in few of those that may hold it: as many at once as browsers fetch.
        const batch = ranked.slice(place, place + Math.max(wanted - hits.length, LOOKED_AT));
        const records = await Promise.all(batch.map(([unit]) => this.record(unit)));
        batch.forEach(([unit, first], position) => {
          const record = records[position], texts = [metWords(record[1]), metWords(record[5])];
          /** @param {boolean} loose */
          const holds = (loose) => phrases.every((phrase) => texts.some((text) => search.holdsPhrase(text, phrase, loose)));
          if (hits.length >= wanted || !holds(true)) return;
          let score = phrases.length && holds(false) ? first + UNBROKEN : first;
          if (hits.length < LOOKED_AT) score *= 1 + likeness(texts, slots);
          hits.push({ unit, score, record });
        });
        place += batch.length;
      }
      const count = keepOrder ? 0 : phrases.length ? hits.length : Math.min(hits.length, LOOKED_AT);
      const best = hits.splice(0, count).sort((left, right) => right.score - left.score || left.unit - right.unit);
      return best.concat(hits).slice(0, limit);
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
   * How much of a query stands in a text: in one piece, and by its pairs of neighbours, the rarer the more.
   * @param {Met[][]} texts
   * @param {Slot[]} slots
   */
  function likeness(texts, slots) {
    let longest = 0, all = 0, own = 0;
    const pairs = new Set();
    for (const text of texts) {
      let before = slots.map(() => 0);
      for (const { word, stop } of text) {
        before = slots.map(({ typing: { open, word: typed } }, place) => {
          if (word.plain !== typed.plain && !(open && word.plain.startsWith(typed.plain))) return 0;
          const agrees = !isMarked(typed) || word.marked === typed.marked;
          const run = place && before[place - 1];
          if (run) pairs.add(place);
          return (agrees ? 1 : WRONG_MARKS) + (stop ? 0 : run);
        });
        longest = Math.max(longest, ...before);
      }
    }
    slots.slice(1).forEach(({ rareness }, place) => {
      const value = slots[place].rareness + rareness;
      all += value;
      if (pairs.has(place + 1)) own += value;
    });
    const share = longest / Math.max(slots.length, 1), part = own / Math.max(all, 1);
    return IN_ONE_PIECE * share * share + NEIGHBOURS * part * part;
  }

  /**
   * Opens an index.
   * @param {Uint8Array} entry the entry file
   * @param {(address: string) => Promise<Uint8Array>} fetchFile gives the file at an address of the index
   * @param {(bytes: Uint8Array) => Promise<Uint8Array>} inflate RFC 1951
   * @returns {Promise<Search | null>} null when the index has another version
   */
  async function open(entry, fetchFile, inflate) {
    /** @param {Uint8Array} bytes */
    const json = async (bytes) => JSON.parse(decoder.decode(await inflate(bytes)));
    const start = await json(entry);
    return start.version === VERSION ? new Search(start, fetchFile, json) : null;
  }

  Object.assign(search, { open, LOOKED_AT });
})();

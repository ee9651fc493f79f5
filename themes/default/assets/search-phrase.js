// @ts-check
// Phrases in quotes, and what must not be there: src/index/phrase.rs of the program does the same. Fetched when
// somebody types one. Never touches the page.
(() => {
  "use strict";

  const KEPT_FORMS = 7, WITH_MARKS = 2;

  /**
   * @typedef {{ plain: string, marked: string }} Word
   * @typedef {{ word: Word, stop: boolean, start: number, end: number }} Met a word of a text, with its place
   * @typedef {{ forms: string[], units: number[], weights: number[], sets: number[] }} Postings
   */

  const { search } = Reflect.get(globalThis, "minhbach");
  const { isMarked, LOOKED_AT } = search;

  /**
   * The units that have all words and pairs of a phrase, whatever their marks; null when the index cannot tell.
   * @param {any} index
   * @param {Word[]} phrase
   * @returns {Promise<Set<number> | null>}
   */
  async function holding(index, phrase) {
    const places = phrase.map(({ plain }) => index.places.get(plain));
    const outer = phrase.filter((_, place) => places[place] === undefined).map(({ plain }) =>
      index.outer(plain).then((near) => near.find(([word]) => word === plain)?.[1]));
    const pairs = places.flatMap((first, place) => {
      const second = places[place + 1];
      return first === undefined || second === undefined ? [] : [{ first, seconds: new Set([second]) }];
    });
    const only = places.length === 1 ? places[0] : undefined;
    const pieces = pairs.flatMap(({ first, seconds }) => index.piecesOfPairs(first, seconds));
    if (only !== undefined) pieces.push(index.locations[only].piece);
    await index.fetchPieces(pieces);
    /** @type {(Postings | undefined)[]} */
    const found = (await Promise.all(outer)).concat(pairs.map(({ first, seconds }) => index.pairs(first, seconds)[0]?.[1]));
    if (only !== undefined) found.push(index.word(only));
    const all = found.map((postings) => new Set(postings?.units));
    return all.length ? new Set(Array.from(all[0]).filter((unit) => all.every((units) => units.has(unit)))) : null;
  }

  /**
   * Those of many units that have the rarest words of a phrase with the marks that were typed; few units are all
   * kept, because their texts tell.
   * @param {any} index
   * @param {Met[]} phrase
   * @param {Set<number> | null} units
   */
  async function withMarks(index, phrase, units) {
    if (!units || units.size <= LOOKED_AT || !isStrict(phrase)) return units;
    const known = phrase.filter(({ word }) => index.places.has(word.plain));
    const rarest = known.map(({ word }) => ({ word, place: index.places.get(word.plain) }))
      .sort((left, right) => index.commonness[right.place] - index.commonness[left.place] || left.place - right.place)
      .slice(0, WITH_MARKS);
    await index.fetchPieces(rarest.map(({ place }) => index.locations[place].piece));
    for (const { word, place } of rarest) {
      const { forms, units: found, sets } = index.word(place), form = forms.indexOf(word.marked);
      if (form >= 0) {
        const having = new Set(found.filter((_, at) => sets[at] >> form & 1));
        units.forEach((unit) => having.has(unit) || units.delete(unit));
      } else if (forms.length < KEPT_FORMS && (isMarked(word) || forms.length)) units.clear();
    }
    return units;
  }

  /** @param {Met[]} phrase typed with any mark, it demands all of them */
  const isStrict = (phrase) => phrase.some(({ word }) => isMarked(word));

  /**
   * @param {Met[]} text
   * @param {Met[]} phrase
   * @param {boolean} loose
   */
  function holdsPhrase(text, phrase, loose) {
    const form = isStrict(phrase) ? "marked" : "plain";
    return text.some((_, start) => phrase.every(({ word, stop }, place) => {
      const met = text[start + place];
      return met && met.word[form] === word[form] && (loose || !place || !met.stop || stop);
    }));
  }

  Object.assign(search, { holding, withMarks, holdsPhrase });
})();

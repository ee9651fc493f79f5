// @ts-check
// What results can be narrowed down and sorted by. Never touches the page, never ranks.
(() => {
  "use strict";

  const KINDS = ["document", "provision", "directive", "indicator", "body", "report"];

  /**
   * @typedef {Record<string, string>} Filters value by facet; an absent one lets everything through
   * @typedef {{ value: string, name: string | null, count: number }} Choice the name is null where the page has its own
   */

  /** @type {{ timeliness: (input: object, today: string) => { timeliness: string }, search: any }} */
  const { timeliness, search } = Reflect.get(globalThis, "minhbach");

  /**
   * The facets of all units on a day.
   * @param {any} columns the file of facets
   * @param {string} today
   */
  function facets(columns, today) {
    const standings = columns.duty_rows.map((/** @type {any[]} */ [kind, due, issued, lifecycle, completed]) =>
      timeliness({ kind, due, issued, lifecycle, completed }, today).timeliness);
    /** @type {(list: [string, string][], place: number) => string[]} */
    const one = (list, place) => (place ? [list[place - 1][0]] : []);
    /** @type {(place: number, of: (row: number) => string) => string[]} */
    const duty = (place, of) => (place ? [of(place - 1)] : []);
    /** @type {Record<string, (unit: number) => string[]>} */
    const values = {
      loai: (unit) => [KINDS[columns.units[unit]]],
      vb: (unit) => one(columns.kind_names, columns.kinds[unit]),
      tinh: (unit) => one(columns.province_names, columns.provinces[unit]),
      "co-quan": (unit) => columns.body_sets[columns.bodies[unit]].map((/** @type {number} */ body) => columns.body_names[body][0]),
      nam: (unit) => (columns.years[unit] ? [String(columns.years[unit])] : []),
      han: (unit) => duty(columns.duties[unit], (row) => standings[row]),
      "tinh-trang": (unit) => duty(columns.duties[unit], (row) => columns.duty_rows[row][3]),
    };
    const names = new Map([...columns.kind_names, ...columns.province_names, ...columns.body_names]);

    /** @type {(unit: number, filters: Filters, but?: string) => boolean} */
    const passes = (unit, filters, but) =>
      Object.entries(filters).every(([facet, value]) => facet === but || !value || !values[facet] || values[facet](unit).includes(value));

    return {
      passes,
      /**
       * What each facet can be set to and how many units would then be left, the other filters as they are.
       * @param {number[]} units
       * @param {Filters} filters
       * @returns {Record<string, Choice[]>}
       */
      counts(units, filters) {
        return Object.fromEntries(Object.keys(values).map((facet) => {
          /** @type {Map<string, number>} */
          const counts = new Map();
          for (const unit of units) {
            if (!passes(unit, filters, facet)) continue;
            for (const value of values[facet](unit)) counts.set(value, (counts.get(value) || 0) + 1);
          }
          const own = filters[facet];
          if (own && !counts.has(own)) counts.set(own, 0);
          const choices = [...counts].map(([value, count]) => ({ value, count, name: names.get(value) ?? null }));
          const byValue = (/** @type {Choice} */ left, /** @type {Choice} */ right) => (left.value < right.value ? -1 : 1);
          choices.sort(facet === "nam" ? (left, right) => byValue(right, left) : (left, right) => right.count - left.count || byValue(left, right));
          return [facet, choices];
        }));
      },
      /**
       * Last good day of a unit, after all others where it has none.
       * @param {number} unit
       * @returns {string}
       */
      due: (unit) => (columns.duties[unit] && columns.duty_rows[columns.duties[unit] - 1][1]) || "9999",
    };
  }

  /**
   * What somebody wishes for: a query, filters, an order. Ranks like `rank`, narrows down and sorts.
   * @param {any} index
   * @param {{ query: string, filters: Filters, order: string, today: string }} wish a blank query asks for everything
   */
  async function wish(index, { query, filters, order, today }) {
    const [columns, days, ranking] = await Promise.all([
      index.json(index.start.facets),
      order === "moi" ? index.json(index.start.days) : [],
      index.rank(query),
    ]);
    const narrowing = facets(columns, today), blank = !query.trim();
    /** @type {[unit: number, score: number][]} */
    const found = blank ? Array.from({ length: index.start.units }, (_, unit) => [unit, 0]) : ranking.ranked;
    const ranked = found.filter(([unit]) => narrowing.passes(unit, filters));
    if (order === "moi") ranked.sort((left, right) => (days[right[0]] ?? -1e9) - (days[left[0]] ?? -1e9));
    if (order === "han") {
      const due = new Map(ranked.map(([unit]) => [unit, narrowing.due(unit)]));
      ranked.sort(([left], [right]) => {
        const [earlier, later] = [due.get(left) ?? "", due.get(right) ?? ""];
        return earlier < later ? -1 : earlier > later ? 1 : 0;
      });
    }
    return {
      listing: { ...ranking, ranked },
      keepOrder: blank || order !== "",
      counts: () => narrowing.counts(found.map(([unit]) => unit), filters),
    };
  }

  Object.assign(search, { wish });
})();

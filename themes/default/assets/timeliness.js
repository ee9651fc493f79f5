// @ts-check
// How a directive stands to its deadline on a day: the same rules as in the program, which computes them
// for the day of the build. Never touches the page; the tests run one table through both.
(() => {
  "use strict";

  /** Days left within which an open directive is due soon. */
  const SOON_DAYS = 7;

  /**
   * @typedef {object} Input
   * @property {string} kind date, period, recurring, horizon or none
   * @property {string | null} due last good day, extensions included, as 2024-10-30
   * @property {string | null} issued first day on which the document can have been issued
   * @property {string} lifecycle the stage that was reported
   * @property {string | null} completed day on which it was done
   *
   * @typedef {object} Timing
   * @property {string} timeliness
   * @property {number | null} daysLate
   * @property {number | null} daysLeft
   */

  /**
   * Days from one day to another, negative when the second comes first.
   * @param {string} start
   * @param {string} end
   */
  function daysBetween(start, end) {
    return Math.round((Date.parse(end) - Date.parse(start)) / 86_400_000);
  }

  /**
   * @param {Input} input
   * @param {string} today
   * @returns {Timing}
   */
  function timeliness(input, today) {
    /** @type {(word: string, late?: number | null, left?: number | null) => Timing} */
    const timing = (word, late = null, left = null) => ({ timeliness: word, daysLate: late, daysLeft: left });
    if (input.kind === "recurring") return timing("recurring");
    if (!input.due) return timing("no-fixed-date");
    if (input.issued && input.due < input.issued) return timing("due-before-issue");
    const left = daysBetween(today, input.due);
    switch (input.lifecycle) {
      case "done": {
        if (!input.completed) return timing(left >= 0 ? "done-on-time" : "past-due-unreported");
        const late = daysBetween(input.due, input.completed);
        return late > 0 ? timing("done-late", late) : timing("done-on-time");
      }
      case "suspended":
      case "withdrawn":
        return timing("no-fixed-date");
    }
    if (left === 0) return timing("due-today", null, 0);
    if (left > 0) return timing(left <= SOON_DAYS ? "due-soon" : "on-time", null, left);
    const reportedOpen = ["not-started", "in-progress", "partly-done"].includes(input.lifecycle);
    return reportedOpen ? timing("overdue", -left) : timing("past-due-unreported");
  }

  /**
   * What decides shape and headline: what was reported comes before what the calendar says.
   * @param {string} lifecycle
   * @param {string} word
   */
  function state(lifecycle, word) {
    if (["suspended", "withdrawn", "transferred"].includes(lifecycle)) return lifecycle;
    if (lifecycle === "done" && word !== "done-on-time" && word !== "done-late") return "done";
    return word;
  }

  /**
   * The day in Vietnam.
   * @param {Date} now
   */
  function dayInVietnam(now) {
    const parts = new Intl.DateTimeFormat("en", { timeZone: "Asia/Ho_Chi_Minh", year: "numeric", month: "2-digit", day: "2-digit" })
      .formatToParts(now);
    /** @param {string} type */
    const part = (type) => parts.find((one) => one.type === type)?.value ?? "";
    return `${part("year")}-${part("month")}-${part("day")}`;
  }

  const home = Reflect.get(globalThis, "minhbach") ?? {};
  Object.assign(globalThis, { minhbach: Object.assign(home, { timeliness, state, daysBetween, dayInVietnam }) });
})();

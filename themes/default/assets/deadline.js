// @ts-check
// What a Vietnamese phrase says about time, as days: the steps of the program, with patterns for its readers.
// Never touches the page; the tests run one table and thousands of made phrases through both.
(() => {
  "use strict";

  /**
   * Days are ISO; `due` is the last good one.
   * @typedef {{ kind: string, due: string | null, starts: string | null, horizon: number | null, recurrence: Recurrence | null }} Deadline
   * @typedef {{ rule: string, every: string | number, weekday: number, offset: number, day: number, starts: string | null,
   *   ends: string | null }} Recurrence by RFC 5545, and its parts: months of a period, day 0 for the last one of the month
   * @typedef {{ reason: string, words: string }} Problem with the words that are to blame, if one can tell
   */

  // Days, in UTC: no reader's time zone moves them. Months and days may run over.

  const iso = (year, month, day) => new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
  const later = (date, months, days) => {
    const [year, month, day] = date.split("-").map(Number);
    const last = iso(year, month + months + 1, 0);
    return months ? [iso(year, month + months, day), last].sort()[0] : iso(year, month, day + days);
  };
  const longest = (month, february = 29) => (month === 2 ? february : [4, 6, 9, 11].includes(month) ? 30 : 31);

  // Tokens: `plain#number=written `, with `@` before the `#` of a number after the word for day.

  const split = (/** @type {string} */ phrase) => {
    const text = phrase.normalize("NFC").toLowerCase().replace(/\[(\?|\^\d*)\]/g, " ").replace(/[–—−‑]/g, "-");
    const found = text.match(/\d+|[\p{Alphabetic}\p{M}]+|[^\p{White_Space}“”"‘’'«»\u200b\ufeff]/gu) ?? [];
    // 30 (ba mươi) ngày
    const kept = ` ${found.join(" ")} `.replace(/( \d{1,6} )(\( ((một|hai|ba|bốn|tư|năm|lăm|sáu|bảy|tám|chín|mười|mươi|mốt|trăm|linh|lẻ) )+\) )+/g, "$1");
    let before = "";
    return (kept.match(/\S+/g) ?? []).map((written, index, all) => {
      const plain = written.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d");
      // Counts need their marks: "sau" is another word.
      const count = /^(tháng|tuần|ngày|quý)$/.test(all[index + 1]) ? " một hai ba bốn _ sáu bảy tám chín mười".split(" ").indexOf(written) : 0;
      const number = /^\d{1,6}$/.test(written) ? +written : count > 0 ? count : "";
      const mark = /^(ngay|mung|mong)$/.test(before) ? "@" : "";
      before = plain;
      return `${plain}${number === "" ? "" : mark}#${+number > 32767 ? "x" : number}=${written} `;
    }).join("");
  };
  const quote = (coded) => coded.replace(/\S+?#\w*=(\S+) /g, " $1").trim().replace(/ ([^\p{L}\p{N}])/gu, "$1").replace(/([/.-]) /g, "$1");

  // Patterns. A word or […] is a token without marks, {…} one as written, a capital one of these:

  const MACROS = {
    N: "(?:\\w+@?#(\\d+)=\\S+ )", // a number
    S: "(?:\\w{1,2}@?#(\\d+)=\\S+ )", // of one or two digits
    G: "(?:\\w@?#\\d+=\\S+ )", // of one
    T: "(?=\\w\\w@?#\\w)", // of two, ahead
    V: "(?:(\\w{4})@?#\\d+=\\S+ )", // of four
    Z: "(?:(\\w{4}|\\w\\w)@?#\\d+=\\S+ )", // of four or two
    Y: "((?:19|20|21)\\d\\d)@?#\\S+ ", // a year
    D: "\\w+@?#\\w+=\\S+ ", // any, not kept
    A: "(?=\\w+@)", // after the word for day
    W: "(?:\\S+ )",
    H: "\\S+#=(một|hai|ba|tư|sáu|bảy|tám|chín|mười) ",
    O: "(?:\\w+@?#([1-4])=\\S+ |\\S+#=(một|hai|ba|bốn|tư) |q?(iv|i{1,3})#\\S+ )",
    L: "(?:\\p{Alphabetic}*#\\S+ )",
  };
  const pattern = (source) => source.replace(/\{(.+?)\}|\[.+?\]|[a-z]+|[A-Z]| /g, (part, written) => part === " " ? ""
    : written ? `(?:\\S+#\\w*=(?:${written}) )` : MACROS[part] ?? `(?:${part}#\\w*=\\S+ )`);
  for (const [name, source] of [
    ["R", "(?:cua?[/.,-]?nam?Y)"], // the year after a month
    ["M", "(?:R|cua?nam?nay?)"], // it, or this year
    ["U", "(ngay|tuan|thang|quy|qui|nam)"],
    ["E", "(?:hang|tung|{mỗi|moi})"],
    ["P", "(?:thang|t(?=W(?:cua?[/.,-]?nam?(?=(?:19|20|21)..@?#))))"], // T6/2025
    ["Q", "(?:quy|qui|q)"],
    ["X", "(?:{sau}|(?:ke|tiep|lien)(?:tiep|theo|ke|sau))"],
    ["F", "(?!N(?!lan)|nay|cuoi|dau)"], // not the head of a date
  ]) MACROS[name] = pattern(source);

  const UNITS = { ngay: "day", tuan: "week", thang: "month", quy: "quarter", qui: "quarter", nam: "year" };
  const unit = (coded) => UNITS[coded.split("#")[0]];
  const stretch = (of, first, last, year) => ({ is: "point", of, first, last, year: +year || null });
  const month = (number, year) => stretch("month", +number, +number, year);
  const quarter = (number, year) => stretch("quarter", number * 3 - 2, number * 3, year);
  const day = (coded, day, month, year) => month > 0 && month < 13 && day > 0 && day < 32
    ? { is: "point", of: "day", day: +day, month: +month, year: +year || null } : bad("impossible", coded);
  const half = (end, count, year) => (end[0] === "c" ? stretch("months", 13 - count, 12, year) : stretch("months", 1, count, year));
  const length = (count, unit) => ({ is: "length", count: +count, unit });
  const current = (unit) => ({ is: "point", of: "current", unit });
  const bad = (is, coded) => ({ is, words: quote(coded) });
  const inYears = (year) => year > 1899 && year < 2200;

  // The first pattern that fits is taken, unless its reader gives false. Readers are given the match, the last item,
  // the last but one, and the kind of point after which an "and" or a dash came.
  /** @type {[string, string | ((m: any, last: any, before: any, listed: any) => any)][]} */
  const RULES = [
    ["theo(?=E)", ""],
    ["E(?:N?U|nua nam)F(?:(?:va|[,/-])(?:E(?:N?U|nua nam)|U)F)*", ([all]) =>
      [...all.matchAll(/(?:(nua)#\S+ |#(\d+)=\S+ )?(ngay|tuan|thang|quy|qui|nam)#/g)].map(([, half, count, name]) =>
        ({ is: "every", count: half ? 6 : +(count ?? 1), unit: half ? "month" : UNITS[name] }))],
    ["(N(?:[:]T|gio|h|g)(?:S(?![/.-])(?:phut|p)?)?)(?:sang|chieu)?[,]?", ([, all, hour, minute = 0]) => {
      const value = hour * 60 + +minute;
      return minute > 59 || value > 1440 ? bad("impossible", all) : { is: "hour", value };
    }],
    ["NR", (m, _, point, listed) => listed === "quarter" && !point.year && m[1] > 0 && m[1] < 5 && quarter(m[1], m[2])],
    ["Y[-]N[-]S", (m) => day(m[0], m[3], m[2], m[1])],
    ["S([/.-])S\\2Z", (m) => m[4].length < 3 ? bad("short", m[0]) : inYears(m[4]) ? day(m[0], m[1], m[3], m[4]) : bad("impossible", m[0])],
    ["N[/]V", (m) => m[1] < 1 || m[1] > 12 ? bad("impossible", m[0]) : inYears(m[2]) && month(m[1], m[2])],
    ["(?:S[/]S|AS[.-]S(?![/.-]D))(?:(?=nam|[,])R)?", (m) => day(m[0], m[1] ?? m[3], m[2] ?? m[4], m[5])],
    ["N thang S(?!lan)R?", (m) => (/^\w+@/.test(m[0]) || m[3] || m[1] > 12) && day(m[0], m[1], m[2], m[3])],
    ["AN", (m) => ({ is: "point", of: "day", day: +m[1], month: null, year: null })],
    ["N(?:R|(?=[,).-]|va|E|$))", (m, _, point, listed) => listed === "month" && m[1] > 0 && m[1] < 13 && month(m[1], m[2])],
    ["N thang(dau|cuoi)(?=nam|cua nam|R)M", (m) => m[1] > 0 && m[1] < 12 && half(m[2], +m[1], m[4])],
    ["N ngay lam viec", "working"],
    ["N(?!nam V)U", (m) => length(m[1], unit(m[3]))],
    ["Y", (m) => stretch("year", 1, 12, m[1])],
    ["N lan", (m) => ({ is: "times", count: +m[1] })],
    ["N", "unknown"],
    ["(?:ngay|mung|mong)(?=N)", ""],
    ["(P(?:S|{mười}(?:({một})|({hai}))|H))(?:R|([/]D))?", ([all, head, digits, eleven, twelve, word, year, short]) => {
      const number = digits ?? (eleven ? 11 : twelve ? 12 : " một hai ba tư _ sáu bảy tám chín mười".split(" ").indexOf(word));
      return short ? bad("short", all) : number < 1 || number > 12 ? bad("impossible", head) : month(number, year);
    }],
    ["P nay", () => current("month")],
    ["PX|nam X", "next"],
    ["P cuoi(?=nam)", "end"],
    ["P(dau|cuoi)(?:tien|cung)?cua?(?:quy|qui|(?=E))", (m) => ({ is: m[1][0] === "d" ? "first" : "last" })],
    ["Q?OR?", (m, _, point, listed) => {
      const number = m[1] ?? (m[2] ? Math.min(4, " một hai ba bốn tư".split(" ").indexOf(m[2])) : " i ii iii iv".split(" ").indexOf(m[3]));
      return (m[0][0] === "q" || listed === "quarter") && quarter(number, m[4]);
    }],
    ["QG", "impossible"],
    ["Q nay", () => current("quarter")],
    ["nua(?:nam(dau|cuoi)|(dau|cuoi)(?=nam))M", (m) => half(m[1] ?? m[2], 6, m[3])],
    ["nua nam", () => length(6, "month")],
    ["nua cuoi", "end"],
    ["nua W?|dau|giua", "vague"],
    ["(?:ngay(?=thu))?(?:chu nhat|thu(?:(hai|[2])|(ba|[3])|(tu|[4])|(nam|[5])|(sau|[6])|(bay|[7])))", (m) =>
      ({ is: "weekday", value: m.slice(1).findIndex(Boolean) + 1 })],
    ["ngay(?:ky? ban hanh|ra van ban|ky)(?:[,]ban hanh)?(?:(?:van ban|ke hoach|thong bao|cong van|quyet dinh|nghi quyet|chi thi|ket luan|chuong trinh|de an)nay?)?", "issue"],
    // Expressions, the longer ones first where two begin alike; {…} keeps other words apart, as tối and tư.
    ["khan(?:truong|cap)|thuong xuyen|kip thoi|ngay? lap tuc|(?:trong thoi gian)? som nhat|cang som cang tot|som|lien tuc|dung(?:han|thoi(?:han|gian)|tien do)|tien do|duoc giao|quy dinh|dot xuat|truoc mat|trong? thoi gian(?:toi|den)|nhanh chong|hoa toc|chu dong|quyet liet|nghiem tuc|tiep tuc|lau dai|khi can thiet|trong qua trinh thuc hien", "soft"],
    // The words after these may say whose rule or plan it is.
    ["(?:khi co yeu cau|theo? dung quy dinh|theo(?:dung?(?:quy dinh|ke hoach|lo trinh|tien do|thoi(?:han|gian))|yeu cau|huong dan|su? chi dao))(?:(?=cua|tai|ve|duoc|da|do|phap)(?:(?!truoc|den|trong|cham|muon|tre|xong|hang)L)*)?", "soft"],
    ["(?:cham|muon|tre)nhat|khong(?:(?:muon|cham|tre)hon|qua)|han(?:cuoi cung?|chot)", "latest"],
    ["thuong ky|theo? dinh ky", "periodic"],
    ["it nhat|toi thieu", "at-least"],
    ["dinh huong|tam nhin", "vision"],
    ["trong(?:vong|thoi(?:han|gian))?|vao", "in"],
    ["{hết|het}|ket thuc|ngay? cuoi cung?", "end"],
    ["(?:(?:ke|tinh|bat dau)tu|{từ|tu}|bat dau)(nay)?", (m) => [{ is: "from" }, ...(m[1] ? [{ is: "now" }] : [])]],
    ["truoc", "before"],
    ["(?:cho|giai doan)den|cho toi|{đến|den|tới|toi}", "until"],
    ["hoan(?:thanh|thien)|thoi(?:gian|han|diem)|{hạn|han}|xong|phai|can|duoc|la|gui ve?|bao(?:cao|dam)|ket qua|trinh|thuc hien|trien khai|nop|ban hanh|de? tong hop|cong bo|to chuc|nhiem vu|gia han|keo dai|cua|dam bao|noi dung(?:va thoi gian)?|nhung|cac|voi|phan dau|co ban|dut diem|chat luong|hieu qua|luc", ""],
    ["nam(?=V)", ""],
    ["nam(?=T)D(?!thang|lan|ngay)", "short"],
    ["nam nay", () => current("year")],
    ["nam(?=ngay|tuan|thang)", "unknown"], // five days
    ["ngay(?=mung|mong)", ""],
    ["{ngay}", "soft"],
    ["ngay lam viec", "working"],
    ["U", (m) => ({ is: "unit", unit: unit(m[1]) })],
    ["X", (m, last) => last?.is === "first" && { is: "next" }],
    ["mot lan", () => ({ is: "times", count: 1 })],
    ["lan", (m, last, before) => last?.is === "and" && before?.is === "length" && { is: "times", count: 1 }],
    ["va|[,;/&+]", "and"],
    ["hoac", "or"],
    ["ca(?=nam)|[:.…]", ""],
    ["[-]", (m, last) => (last ? { is: "dash" } : [])],
    ["[(]|[)]", "bracket"],
    ["W", "unknown"],
  ];
  const READERS = RULES.map(([source, reader]) => ({ shape: new RegExp(`^(?:${pattern(source)})`, "u"), reader }));

  function read(phrase) {
    let items = [];
    for (let rest = split(phrase); rest;) {
      const [before, last] = [items[items.length - 2], items[items.length - 1]];
      const listed = /^(and|dash)$/.test(last?.is) && before?.of;
      for (const { shape, reader } of READERS) {
        const match = rest.match(shape);
        const found = match && (typeof reader !== "string" ? reader(match, last, before, listed) : reader ? bad(reader, match[0]) : []);
        if (!found) continue;
        if (found.is === "unknown" && last?.is === "unknown") last.words += ` ${found.words}`;
        else items = items.concat(found);
        rest = rest.slice(match[0].length);
        break;
      }
    }
    return items;
  }

  // The build of a phrase. A relation holds the words in front of a point.

  const RELATIONS = ["from", "before", "latest", "until", "in", "end", "hour", "weekday"];
  const take = (relation, { is, value = true }) => RELATIONS.includes(is) && (relation[is] = value, true);
  const only = (relation, ...words) => Object.keys(relation).every((word) => words.includes(word));
  const stop = (reason, words = "") => {
    throw { reason, words };
  };
  const unreadable = () => stop("unreadable");
  const several = () => stop("contradiction");
  const unissued = () => stop("needs-issue-date");
  const deadline = (kind, more = {}) => ({ kind, due: null, starts: null, recurrence: null, horizon: null, ...more });
  const period = (starts, due) => deadline("period", { starts, due });
  const monthOf = ({ of, month, last }) => (of === "day" ? month : of === "month" || of === "quarter" ? last : null);

  /** First and last day of a point. */
  function span({ of, day, month, first, last, year }) {
    if (!year) unreadable();
    if (of !== "day") return [iso(year, first, 1), iso(year, last + 1, 0)];
    const date = iso(year, month, day);
    return +date.slice(8) === day ? [date, date] : stop("impossible");
  }

  /**
   * @param {string} phrase as printed
   * @param {string} [issued] day of issue, 2024-10-30, or 2024-10 or 2024 where no more is known
   * @returns {Deadline | Problem}
   */
  function parseDeadline(phrase, issued = "") {
    try {
      return parse(read(phrase), issued);
    } catch (thrown) {
      const problem = /** @type {Problem} */ (thrown);
      if (problem.reason) return problem;
      throw thrown;
    }
  }

  function parse(all, issued) {
    const has = (...words) => all.find(({ is }) => words.includes(is));
    if (has("working")) stop("working-days");
    const wrong = has("impossible", "short") ?? has("unknown") ?? has("vague");
    if (wrong) stop(wrong.is === "impossible" ? wrong.is : "unreadable", wrong.words);
    const items = all.filter(({ is }) => is !== "soft");
    const rest = items.filter(({ is }) => !/^(and|or|dash|bracket)$/.test(is));
    if (rest.every(({ is }) => is === "periodic")) return rest[0] || has("soft") ? deadline("none") : unreadable();
    const { is, count, unit } = items[0];
    const bare = is === "length" && (unit === "month" ? count === 6 : unit === "year" && count === 1) && !has("from");
    if (bare || has("every", "times", "last") || (has("periodic") && has("length", "unit"))) return repeat(items, issued);
    const found = build(clauses(items, issued), issued);
    return has("vision") && found.kind !== "horizon" ? unreadable() : found;
  }

  /** Points with the words in front of them, and with the month and year of a neighbour or of the issue. */
  function clauses(items, issued) {
    const found = [];
    /** @type {any} */
    let relation = {};
    let joint = "";
    for (const item of items) {
      const { is, unit } = item;
      if (is === "and" || is === "dash") joint = is;
      else if (is === "vision") relation.until = true;
      else if (is !== "bracket" && !take(relation, item)) {
        const year = is === "unit" && unit === "year" && (relation.end || relation.in);
        if (!year && !["now", "issue", "point", "length"].includes(is)) unreadable();
        found.push({ ...item, ...(year && current(unit)), relation, joint });
        [relation, joint] = [{}, ""];
      }
    }
    if (!found.length || !only(relation)) unreadable();
    for (const clause of found) {
      if (clause.of !== "current") continue;
      const [year, month] = issued.split("-").map(Number);
      if (!year || (!month && clause.unit !== "year")) unissued();
      const size = { year: 12, quarter: 3, month: 1 }[clause.unit];
      const last = Math.ceil((month || 1) / size) * size;
      Object.assign(clause, stretch(clause.unit, last - size + 1, last, year), { inferred: true });
    }
    const borrow = (own, other) => {
      if (!own.of || !other.of) return;
      const wrapped = own.relation.from && (monthOf(own) ?? 0) > (monthOf(other) ?? 12);
      if (own.of === "day" && other.of !== "quarter") own.month ??= monthOf(other);
      if (own.year || !other.year) return;
      own.year = other.year - (wrapped ? 1 : 0);
      own.inferred ||= other.inferred;
    };
    for (let index = found.length - 1; index > 0; index--) borrow(found[index - 1], found[index]);
    for (let index = 1; index < found.length; index++) borrow(found[index], found[index - 1]);
    for (const clause of found) {
      if (clause.of === "day" && !clause.month) unreadable();
      if (!clause.of || clause.year) continue;
      Object.assign(clause, { year: parseInt(issued) || unissued(), inferred: true });
    }
    return found;
  }

  function build(clauses, issued) {
    const [one, two] = clauses;
    // "tháng 5 đến tháng 7/2024": a stretch whose first word was left out.
    if (clauses.length === 2 && two.relation.until && !two.relation.before && !two.relation.latest && !two.joint
      && only(one.relation, "in") && one.is !== "length") one.relation.from = true;
    const [from, more] = clauses.filter(({ relation }) => relation.from);
    const to = clauses.filter(({ relation }) => !relation.from);
    if (more) several();
    const start = from && (from.of ? span : () => [issued[9] ? issued : null]);
    if (to.length === 1 && to[0].is === "length") {
      const { relation, count, unit } = to[0];
      if (!from || !only(relation, "in", "latest", "weekday") || (from.of ? from.of !== "day" : from.is === "length")) unreadable();
      const first = start(from)[0] ?? unissued();
      const months = { month: 1, quarter: 3, year: 12 }[unit];
      const due = months ? later(first, count * months, 0) : later(first, 0, unit === "week" ? count * 7 : count);
      return count && due[0] !== "+" ? period(first, due) : unreadable();
    }
    if (!to[0]) unreadable();
    const end = agreed(to, to.map(reading));
    if (end.due && to.some(({ inferred }) => inferred) && end.due < `${issued}-01-01`.slice(0, 10)) several();
    if (!from || !end.due) return end;
    const [starts] = from.is === "length" ? unreadable() : start(from);
    return from.of && starts > end.due ? unreadable() : period(starts, end.due);
  }

  function reading(clause) {
    const { of, year, relation: { before, latest, until, end, hour, weekday } } = clause;
    if (!of) unreadable();
    const [first, last] = span(clause);
    let found;
    if (of === "day") {
      if (weekday !== undefined && weekday !== new Date(first).getUTCDay()) several();
      // Before an hour of a day is still on that day, unless the day has not begun.
      found = deadline("date", { due: (hour === undefined ? before : !hour) ? later(first, 0, -1) : first });
    } else if (hour !== undefined || weekday !== undefined || (before && end)) unreadable();
    else if (before) found = period(null, later(first, 0, -1));
    else if (of === "year" && until && !latest && !end) found = deadline("horizon", { horizon: year });
    else found = period(end || until || latest ? null : first, last);
    return { found, first, last };
  }

  /** One deadline: a row of neighbours, a day inside a month. */
  function agreed(clauses, readings) {
    const [one, two] = readings;
    if (!two || readings.every(({ found }) => found.horizon)) return one.found;
    const row = clauses.every(({ relation, joint }, index) => only(relation, "in")
      && (!index || (joint && readings[index - 1].last < readings[index].first)));
    const dashed = clauses.length === 2 && clauses[1].joint === "dash";
    if (row && (dashed || !clauses.some(({ of }) => of === "day" || of === "year"))) return period(one.first, readings[readings.length - 1].last);
    const [coarse, fine] = one.first === one.last ? [two, one] : [one, two];
    const { due } = fine.found;
    const inside = readings.length === 2 && fine.first === fine.last && due && coarse.first <= due && due <= coarse.last;
    return inside ? deadline("date", { due }) : several();
  }

  // Duties that come back.

  function repeat(items, issued) {
    /** @type {any[][]} */
    const [periods, days, months] = [[], [], []];
    /** @type {any} */
    let [relation, listed, before, seen] = [{}, {}, {}, {}];
    /** @type {any} */
    let [starts, ends, times, weekday] = [null, null, 0, -1];
    const settleWeekday = () => {
      weekday = relation.before && relation.hour === undefined ? (relation.weekday + 6) % 7 : relation.weekday;
      relation = {};
    };
    /** Uses up the words in front of a period. */
    const settle = () => {
      if (relation.before && relation.end) unreadable();
      if (relation.weekday !== undefined) return settleWeekday();
      const { in: _, end, latest, until, ...kept } = relation;
      relation = end ? kept : { ...(latest && { latest }), ...(until && { until }), ...kept };
    };
    const point = (item) => {
      const { of, day, month, first, last, year } = item;
      const { from, before, latest, until, end, hour } = relation;
      const moved = (month) => (before ? ((month + 10) % 12) + 1 : month);
      if (of === "day" && !year) {
        // "từ ngày 15 đến ngày 20 hằng tháng": the beginning of the time to act.
        if (from) return;
        if (day > (month ? longest(month) : 31) || day < 1) stop("impossible", `ngày ${day}`);
        const kept = before && !hour ? day - 1 : day;
        days.push([kept, month && !kept ? moved(month) : month]);
      } else if (year === null && !from && (of !== "months" || !before)) months.push(before ? moved(first) : last);
      else {
        const [opens, closes] = span(item);
        if (before) several();
        else if (from) starts = opens;
        else if (until || latest || end) ends = closes;
        else if (of !== "day" && !starts && !ends) [starts, ends] = [opens, closes];
        else several();
      }
    };
    for (const item of items) {
      const { is, count, unit } = item;
      if (["and", "dash", "bracket", "periodic", "at-least"].includes(is) || take(relation, item)) {
        // Nothing of its own.
      } else if (is === "every" || (is === "unit" && !(/^(last|first|next)$/.test(before.is) || (before.of === "day" && !before.month)))) {
        periods.push([count ?? 1, unit]);
        settle();
      } else if (is === "length" && !relation.in && !relation.from) periods.push([count, unit]);
      else if (is === "times" && !seen.times) [seen.times, times] = [true, count];
      else if (/^(next|last|first)$/.test(is)) seen[is] = true;
      else if ((is === "now" || is === "issue") && relation.from) [starts, relation] = [issued[9] ? issued : null, {}];
      else if (is === "point") {
        // "trước ngày 15/6 và 15/12": the words in front of the first day hold for the second.
        if (only(relation) && before.is === "and") relation = listed;
        point(item);
        [listed, relation] = [relation, {}];
      } else if (is !== "unit") unreadable();
      before = item;
    }
    if (!periods.length && seen.last) periods.push([1, "quarter"]);
    if (relation.weekday !== undefined) settleWeekday();
    const all = (name) => periods.every(([, unit]) => unit === name);
    if (!only(relation, "hour", "end", "in", "latest") && (relation.hour === undefined || !all("day"))) unreadable();
    const often = !periods.length ? unreadable() : all("day") ? "day" : all("week") ? "week" : 0;
    const plain = periods.every(([count]) => count === 1) && (!seen.times || times === 1) && !days.length && !months.length && !seen.next;
    if (often ? !plain || (often === "day" && weekday >= 0) : weekday >= 0) unreadable();
    const rule = often ? { every: often, weekday: weekday < 0 ? 5 : weekday } : monthly({ periods, days, months, seen, times });
    if (starts && ends && starts > ends) unreadable();
    return deadline("recurring", { recurrence: recurrence({ ...rule, starts, ends }) });
  }

  /** A rule whose periods are months. */
  function monthly({ periods, days, months, seen, times }) {
    const lengths = periods.map(([count, unit]) => count * { day: NaN, week: NaN, month: 1, quarter: 3, year: 12 }[unit]);
    const shortest = Math.min(...lengths);
    if (!(shortest > 0) || lengths.some((length) => length % shortest)) several();
    const every = seen.times ? shortest / times : shortest;
    if ((seen.times && times !== 1 && periods.length > 1) || 12 % every || every % 1 || every > 12) unreadable();
    const named = [...new Set([...days.map(([, month]) => month).filter(Boolean), ...months])].sort((one, other) => one - other);
    const { next, first, last } = seen;
    if (!named[0]) {
      if (days.length > 1) several();
      if (!days[0]) return next || first ? unreadable() : { every, offset: every - 1, day: 0 };
      const [[day]] = days;
      if (next && day) return { every, offset: every, day };
      return every === 1 || last ? { every, offset: every - 1, day } : first ? { every, offset: 0, day } : unreadable();
    }
    // "trước ngày 15/6 và 15/12 hằng năm": spread evenly over the year, with one day for all.
    const nextYear = next && every === 12 && named.length === 1;
    if (days.length && (months.length || days.some(([, month]) => !month)) || (next && !nextYear) || first || last) unreadable();
    const isLast = ([day, month]) => !day || day === 31 || (day === 30 && longest(month) === 30);
    const day = days.every(([day]) => day === days[0][0]) ? days[0]?.[0] ?? 0 : days.every(isLast) ? 0 : several();
    const spacing = 12 / named.length;
    const even = named.every((month, index) => !index || month - named[index - 1] === spacing);
    if (!even || named[0] > spacing || (every !== 12 && every !== spacing)) several();
    return { every: spacing, offset: named[0] - 1 + (nextYear ? 12 : 0), day };
  }

  /** Adds the rule of RFC 5545. */
  function recurrence({ every, weekday = 0, offset = 0, day = 0, starts, ends }) {
    let rule = every === "day" ? "FREQ=DAILY" : `FREQ=WEEKLY;BYDAY=${["SU", "MO", "TU", "WE", "TH", "FR", "SA"][weekday]}`;
    const due = [];
    if (+every) {
      for (let month = offset; month < offset + 12; month += every) due.push((month % 12) + 1);
      due.sort((one, other) => one - other);
      const alone = due.length === 1 && due[0] !== 2;
      const days = !day ? (alone ? longest(due[0]) : -1) : due.every((month) => day <= longest(month, 28)) ? day
        : `${[28, 29, 30, 31].slice(0, day - 27)};BYSETPOS=-1`;
      rule = `${due.length === 12 ? "FREQ=MONTHLY" : `FREQ=YEARLY;BYMONTH=${due}`};BYMONTHDAY=${days}`;
    }
    if (ends) rule += `;UNTIL=${ends.replace(/-/g, "")}`;
    return { rule, every, weekday, offset, day, months: due, starts, ends };
  }

  const home = Reflect.get(globalThis, "minhbach") ?? {};
  Object.assign(globalThis, { minhbach: Object.assign(home, { parseDeadline }) });
})();

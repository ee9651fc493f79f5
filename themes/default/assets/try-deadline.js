// @ts-check
// Shows what is understood of a phrase about time while it is typed. The reading itself is fetched with the first letter.
(() => {
  "use strict";

  const DAYS = {
    vi: ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"],
    en: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
  };
  const OFTEN = {
    vi: { 1: "hằng tháng", 3: "hằng quý", 6: "6 tháng một lần", 12: "hằng năm" },
    en: { 1: "every month", 3: "every quarter", 6: "every half-year", 12: "every year" },
  };

  /** @param {string} day */
  const printed = (day) => day.split("-").map(Number).reverse().join("/");

  /**
   * The words of the program for the same rule.
   * @param {{ every: any, weekday: number, offset: number, day: number, months: number[], starts: string | null, ends: string | null }} rule
   * @param {"vi" | "en"} language
   */
  function recurrenceInWords({ every, weekday, offset, day, months, starts, ends }, language) {
    const vi = language === "vi";
    /** @type {(vietnamese: string, english: string) => string} */
    const say = (vietnamese, english) => (vi ? vietnamese : english);
    let words = say("hằng ngày", "every day");
    if (every === "week") words = say(`hằng tuần, chậm nhất ${DAYS.vi[weekday]}`, `every week, by ${DAYS.en[weekday]}`);
    else if (every !== "day") {
      const often = Reflect.get(OFTEN[language], every) ?? say(`${every} tháng một lần`, `every ${every} months`);
      const which = day ? say(`ngày ${day}`, `day ${day}`) : say("ngày cuối", "the last day");
      let where = say(` của tháng ${months.join(", ")}`, ` of month ${months.join(", ")}`);
      if (every === 1 && !offset) where = day ? "" : say(" của tháng", " of the month");
      else if (every === 12 && offset >= 12) where = say(` của tháng ${offset - 11} năm sau`, ` of month ${offset - 11} of the next year`);
      else if (every === offset) where = say(" của tháng liền sau", " of the month after");
      words = say(`${often}, chậm nhất ${which}${where}`, `${often}, by ${which}${where}`);
    }
    if (starts) words += say(`, từ ${printed(starts)}`, `, from ${starts}`);
    if (ends) words += say(`, đến ${printed(ends)}`, `, until ${ends}`);
    return words;
  }

  const home = Reflect.get(globalThis, "minhbach") ?? {};
  Object.assign(globalThis, { minhbach: Object.assign(home, { recurrenceInWords }) });

  const box = globalThis.document?.getElementById("thu-thoi-han");
  const phrase = box?.querySelector("#cum-tu");
  const issued = box?.querySelector("#ngay-ban-hanh");
  const answer = box?.querySelector("#cum-tu-nghia");
  if (!box?.dataset.reader || !(phrase instanceof HTMLInputElement) || !(issued instanceof HTMLInputElement) || !answer) return;

  const language = document.documentElement.lang === "en" ? "en" : "vi";
  const long = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
  /** @param {string} day */
  const shown = (day) => (language === "en" ? long.format(new Date(day)) : printed(day));
  /** @type {(name: string, value?: string | number | null) => string} a label, or nothing where its value is absent */
  const say = (name, value = "") => (value === null ? "" : (box.getAttribute(`data-${name}`) || "").replace("{}", () => String(value)));
  /** @type {(...words: string[]) => HTMLElement} */
  const line = (...words) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = words.filter(Boolean).join(" ");
    return answer.appendChild(paragraph);
  };

  const show = () => {
    answer.replaceChildren();
    if (!phrase.value.trim()) return;
    const found = Reflect.get(globalThis, "minhbach").parseDeadline(phrase.value, issued.validity.valid ? issued.value : "");
    if (found.reason) return line(say(found.reason), say("words", found.words || null));
    const { kind, due, starts, horizon, recurrence } = found;
    const often = recurrence ? `: ${recurrenceInWords(recurrence, language)}` : "";
    line(`${say(`kind-${kind}`)}${often}.`, say("due", due && shown(due)), say("starts", starts && shown(starts)), say("year", horizon));
    const columns = { deadline_kind: kind, due, recurrence: recurrence && recurrence.rule };
    const row = Object.entries(columns).map(([name, value]) => `${name} = ${value ?? "null"}`).join(", ");
    line(say("data")).append(" ", Object.assign(document.createElement("code"), { textContent: row }));
  };

  /** @type {Promise<void> | undefined} */
  let loading;
  const load = () => (loading ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = box.dataset.reader || "";
    script.addEventListener("load", () => done());
    script.addEventListener("error", () => {
      loading = undefined;
      script.remove();
      failed();
    });
    document.head.append(script);
  }));

  let timer = 0;
  const later = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => load().then(show, () => {
      answer.replaceChildren();
      line(say("failed"));
    }), 250);
  };
  phrase.addEventListener("input", later);
  issued.addEventListener("input", later);
  box.hidden = false;
})();

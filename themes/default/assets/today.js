// @ts-check
// Puts every status on the page right for the reader's day; the page was built for an earlier one.
(() => {
  "use strict";

  /** @type {{ timeliness: Function, state: Function, daysBetween: Function, dayInVietnam: Function }} */
  const { timeliness, state, daysBetween, dayInVietnam } = Reflect.get(globalThis, "minhbach");
  const built = document.documentElement.dataset.built || "";
  const today = dayInVietnam(new Date());
  // A clock that runs behind must not undo what the build already knew.
  if (!built || today <= built) return;

  /** @type {{ state: Record<string, string>, reason: Record<string, string> }} */
  const { state: words, reason: reasons } = Reflect.get(globalThis, "minhbachWords");

  /** @param {string} day */
  const printed = (day) => day.split("-").reverse().map((part) => part.replace(/^0/, "")).join("/");

  /**
   * @param {string | undefined} text
   * @param {Record<string, string>} values
   */
  const fill = (text, values) => (text || "").replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  for (const element of document.querySelectorAll("[data-timeliness]")) {
    if (!(element instanceof HTMLElement)) continue;
    const data = element.dataset;
    const input = {
      kind: data.kind || "none",
      due: data.due || null,
      issued: data.issued || null,
      lifecycle: data.lifecycle || "no-information",
      completed: data.completed || null,
    };
    const timing = timeliness(input, today);
    if (timing.timeliness === data.timeliness && timing.daysLate === null && timing.daysLeft === null) continue;
    const now = state(input.lifecycle, timing.timeliness);
    const days = timing.daysLate ?? timing.daysLeft ?? 0;
    const values = {
      n: String(days),
      due: input.due ? printed(input.due) : "",
      today: printed(today),
    };
    data.timeliness = timing.timeliness;
    data.state = now;
    if (element.classList.contains("status") && words[now]) element.textContent = fill(words[now], values);
    const reason = data.reason && document.getElementById(data.reason);
    if (reason && reasons[now]) reason.textContent = fill(reasons[now], values);
  }

  // What was to come when the page was built, and has passed since, goes to the top of what has passed.
  const passed = document.querySelector("[data-passed]");
  for (const day of document.querySelectorAll("[data-coming] [data-day]")) {
    if (!passed || !(day instanceof HTMLElement) || !day.dataset.day || day.dataset.day >= today) continue;
    passed.prepend(day);
    passed.removeAttribute("hidden");
    passed.closest("section")?.removeAttribute("hidden");
  }
  for (const month of document.querySelectorAll("[data-coming] .month")) {
    if (month.querySelector("[data-day]")) continue;
    document.querySelector(`a[href="#${month.getAttribute("aria-labelledby")}"]`)?.closest("li")?.remove();
    for (const list of document.querySelectorAll(".months:empty")) list.remove();
    month.remove();
  }

  for (const list of document.querySelectorAll("[data-coming]")) {
    if (!list.querySelector("[data-day]")) list.closest("section")?.querySelector("[data-none]")?.removeAttribute("hidden");
  }

  for (const element of document.querySelectorAll("[data-as-of]")) {
    if (!(element instanceof HTMLElement)) continue;
    element.textContent = fill(element.dataset.asOf, { today: printed(today), built: printed(built), n: String(daysBetween(built, today)) });
    element.hidden = false;
  }
})();

// Every combination of kind, last good day, day of issue, stage and day of completion, on days around the last
// good one: the browser says of each what the program says (tests/suite/browser_code.rs writes the table).
import assert from "node:assert/strict";
import { test } from "node:test";
import { run, table } from "./script.mjs";

const { timeliness } = run("timeliness.js");
const { today: days, completed: completions, rows } = table("tests/tables/timeliness.json");

/** One text stands for all where they are the same. */
const each = (texts, count) => (texts.length === 1 ? Array(count).fill(texts[0]) : texts);

test("the browser and the program agree on every timeliness", () => {
  let compared = 0;
  const wrong = [];
  for (const { kind, due, issued, timing } of rows) {
    for (const [lifecycle, text] of Object.entries(timing)) {
      each(text.split(" | "), completions.length).forEach((over, index) => {
        const completed = completions[index];
        each(over.split(" "), days.length).forEach((expected, place) => {
          const found = timeliness({ kind, due, issued, lifecycle, completed }, days[place]);
          const late = found.daysLate === null ? "" : `-${found.daysLate}`;
          const left = found.daysLeft === null ? "" : `+${found.daysLeft}`;
          const said = `${found.timeliness}${late}${left}`;
          if (said !== expected) wrong.push(`${JSON.stringify({ kind, due, issued, lifecycle, completed })} on ${days[place]}: ${said}, not ${expected}`);
          compared++;
        });
      });
    }
  }
  assert.equal(compared, 6 * 2 * 6 * 8 * 4 * 5);
  assert.equal(wrong.length, 0, `${wrong.length} differ:\n${wrong.slice(0, 20).join("\n")}`);
});

// Phrases about time: the table that the program is held against too, and many made phrases with the program's answers.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { plain, root, run, table } from "./script.mjs";

const { parseDeadline, recurrenceInWords } = run("deadline.js", "try-deadline.js");
const rows = table("tests/tables/deadlines.json");

/** @param {(phrase: string) => string} spell */
function holdsForEveryRow(spell) {
  const wrong = [];
  for (const { phrase, issued, error, kind, due = null, starts, recurrence = null } of rows) {
    const found = parseDeadline(spell(phrase), issued);
    const same = error ? "reason" in found
      : found.kind === kind && found.due === due && (found.recurrence?.rule ?? null) === recurrence
        && (starts === undefined || found.starts === starts);
    if (!same) wrong.push(`${spell(phrase)}: ${JSON.stringify(found)}`);
  }
  assert.equal(wrong.length, 0, `${wrong.length} rows:\n${wrong.join("\n")}`);
}

test("every row of the table holds", () => {
  assert.ok(rows.length >= 400);
  holdsForEveryRow((phrase) => phrase);
});

test("normal form, case, spaces and marks around do not matter", () => {
  holdsForEveryRow((phrase) => phrase.normalize("NFD"));
  holdsForEveryRow((phrase) => phrase.toUpperCase());
  holdsForEveryRow((phrase) => `\u00a0 ${phrase.replaceAll(" ", "  ")} `);
  holdsForEveryRow((phrase) => `“${phrase}”`);
  holdsForEveryRow((phrase) => (phrase.trim() ? `${phrase}[^12].` : ""));
});

test("the reader's time zone does not matter", () => {
  const before = process.env.TZ;
  for (const zone of ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Asia/Ho_Chi_Minh"]) {
    process.env.TZ = zone;
    holdsForEveryRow((phrase) => phrase);
  }
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
});

test("a problem has a reason, and the words to blame where they are known", () => {
  for (const [phrase, reason, words] of [
    ["xong trước tết nguyên đán", "unreadable", "tết nguyên đán"],
    ["trong tháng 13/2025", "impossible", "tháng 13"],
    ["trước ngày 15/5/25", "unreadable", "15/5/25"],
    ["giữa năm 2025", "unreadable", "giữa"],
    ["trong 10 ngày làm việc", "working-days", ""],
    ["đến cuối năm", "needs-issue-date", ""],
    ["trước ngày 10/9/2023 và trước ngày 12/9/2023", "contradiction", ""],
    ["", "unreadable", ""],
  ]) assert.deepEqual(plain(parseDeadline(phrase)), { reason, words }, phrase);
});

const target = resolve(fileURLToPath(root), process.env.CARGO_TARGET_DIR ?? "target");
const made = resolve(target, "tmp/deadline-phrases.json");
const absent = !existsSync(made) && `${made} IS ABSENT: run "cargo test --test suite browser_code" before`;
if (absent) console.error(`SKIPPED: ${absent}`);

test("the browser and the program agree on every made phrase", { skip: absent }, () => {
  const phrases = JSON.parse(readFileSync(made, "utf8"));
  assert.ok(phrases.length >= 2_000);
  const wrong = [];
  for (const { phrase, issued, answer } of phrases) {
    const found = parseDeadline(phrase, issued ?? undefined);
    const rule = found.recurrence ?? null;
    const same = "reason" in answer
      ? found.reason === answer.reason && (!found.words || answer.message.includes(`“${found.words}”`) || answer.message.endsWith(found.words))
      : found.kind === answer.kind && found.due === answer.due && found.starts === answer.starts && found.horizon === answer.horizon
        && (rule?.rule ?? null) === answer.rule
        && (!rule || (recurrenceInWords(rule, "vi") === answer.in_words.vi && recurrenceInWords(rule, "en") === answer.in_words.en));
    if (!same) wrong.push(`${JSON.stringify(phrase)} issued ${issued}:\n  browser ${JSON.stringify(found)}\n  program ${JSON.stringify(answer)}`);
  }
  assert.equal(wrong.length, 0, `${wrong.length} of ${phrases.length} differ:\n${wrong.slice(0, 25).join("\n")}`);
});

//! What somebody probably meant: the nearest of the known words.
//!
//! Words of the file format are English, and people think in Vietnamese: `kind: thông báo` is answered with `notice`.

use crate::base::bilingual::Message;
use crate::say;
use crate::vietnamese::fold::fold;

/// A word of the file format, with what it means in Vietnamese.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'w> {
    /// The word.
    pub word: &'w str,
    /// What it means; empty when nobody said.
    pub meaning: &'w str,
}

/// The nearest of `known` to what somebody wrote, or all of them.
#[must_use]
pub fn did_you_mean(written: &str, known: &[&str]) -> Message {
    match nearest(written, known.iter().copied()) {
        Some(candidate) => say!("có phải là `{candidate}`?", "did you mean `{candidate}`?"),
        None => all(known),
    }
}

/// The field that was probably meant, or the names of all fields.
#[must_use]
pub fn field(written: &str, known: &[Word<'_>]) -> Message {
    let names = known.iter().map(|word| word.word).collect::<Vec<_>>();
    if let Some(bare) = written.strip_prefix('-')
        && names.contains(&bare.trim())
    {
        let bare = bare.trim();
        return say!("thêm dấu cách sau dấu gạch ngang: `- {bare}: …`", "put a space after the dash: `- {bare}: …`");
    }
    if !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit()) {
        return say!(
            "nếu đây là phần lẻ của số thập phân, viết dấu chấm thay dấu phẩy",
            "if these are decimals, write a point instead of the comma"
        );
    }
    if let Some(candidate) = nearest(written, names.iter().copied()) {
        return say!("có phải là `{candidate}`?", "did you mean `{candidate}`?");
    }
    match by_meaning(written, known) {
        Some(Word { word, meaning }) => say!("có phải là `{word}` ({meaning})?", "did you mean `{word}`?"),
        None => all(&names),
    }
}

/// The value that was probably meant, or all values with their meanings.
#[must_use]
pub fn value(written: &str, known: &[Word<'_>]) -> Message {
    let close = || {
        nearest(written, known.iter().map(|word| word.word))
            .and_then(|found| known.iter().copied().find(|word| word.word == found))
    };
    let word = by_meaning(written, known).or_else(close);
    if let Some(Word { word, meaning }) = word {
        return if meaning.is_empty() {
            say!("có phải là `{word}`?", "did you mean `{word}`?")
        } else {
            say!("có phải là `{word}` ({meaning})?", "did you mean `{word}`?")
        };
    }
    let explained = |word: &Word<'_>| match word.meaning {
        "" => word.word.to_owned(),
        meaning => format!("{} ({meaning})", word.word),
    };
    let vi = known.iter().map(explained).collect::<Vec<_>>().join(", ");
    let en = known.iter().map(|word| word.word).collect::<Vec<_>>().join(", ");
    say!("chọn một trong: {vi}", "allowed: {en}")
}

/// The addresses nearest to one that does not exist: another letter is another point, so nothing is guessed.
#[must_use]
pub fn near_addresses<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<Message> {
    let mut ranked = known.map(|candidate| (edit_distance(written, candidate), candidate)).collect::<Vec<_>>();
    ranked.sort_unstable();
    let list = ranked.iter().take(5).map(|(_, candidate)| format!("`{candidate}`")).collect::<Vec<_>>().join(", ");
    (!ranked.is_empty()).then(|| say!("các mã gần đó: {list}", "addresses near it: {list}"))
}

fn all(known: &[&str]) -> Message {
    let list = known.join(", ");
    say!("chọn một trong: {list}", "allowed: {list}")
}

fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let written = written.to_lowercase();
    let length = written.chars().count();
    known
        .map(|candidate| {
            (
                edit_distance(&written, candidate),
                !candidate.starts_with(written.chars().next().unwrap_or(' ')),
                candidate,
            )
        })
        .min()
        // A word of which nothing is left is another word.
        .filter(|(distance, _, candidate)| *distance <= 1 + candidate.chars().count() / 4 && *distance < length)
        .map(|(_, _, candidate)| candidate)
}

/// The word whose meaning begins with what was written, marks and capitals aside, or gives it in brackets: `(≥)`.
/// Of several, the one that says the least more: “hoàn thành” is “Hoàn thành (…)”, not “Hoàn thành một phần”.
fn by_meaning<'w>(written: &str, known: &[Word<'w>]) -> Option<Word<'w>> {
    let bracketed = format!("({})", written.trim());
    let written = fold(written.trim());
    let whole_words =
        |meaning: &str| meaning.strip_prefix(&written).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    known
        .iter()
        .copied()
        .filter(|word| word.meaning.contains(&bracketed) || !written.is_empty() && whole_words(&fold(word.meaning)))
        .min_by_key(|word| word.meaning.split(" (").next().map_or(0, str::len))
}

/// Insertions, deletions and replacements between two words (Levenshtein 1965).
#[must_use]
pub fn edit_distance(left: &str, right: &str) -> usize {
    let right = right.chars().collect::<Vec<_>>();
    let mut row = (0..=right.len()).collect::<Vec<_>>();
    for (line, from) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, to) in right.iter().enumerate() {
            let cost = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = cost.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

//! Abbreviations and what they stand for: a unit that has one is found by the other.

use std::collections::BTreeSet;

use super::dictionary::Token;
use super::word;
use crate::base::hash::{QuickMap, QuickSet};
use crate::record::glossary::GlossaryRecord;

/// Abbreviations that every office uses; a site's glossary adds its own and comes first.
const COMMON: [(&str, &str); 24] = [
    ("ATTT", "an toàn thông tin"),
    ("CBCCVC", "cán bộ, công chức, viên chức"),
    ("CCHC", "cải cách hành chính"),
    ("CĐS", "chuyển đổi số"),
    ("CNTT", "công nghệ thông tin"),
    ("CSDL", "cơ sở dữ liệu"),
    ("DVC", "dịch vụ công"),
    ("DVCTT", "dịch vụ công trực tuyến"),
    ("HĐND", "Hội đồng nhân dân"),
    ("KHCN", "khoa học và công nghệ"),
    ("KT-XH", "kinh tế - xã hội"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("NSNN", "ngân sách nhà nước"),
    ("QPPL", "quy phạm pháp luật"),
    ("TCCB", "tổ chức cán bộ"),
    ("TP", "thành phố"),
    ("TTHC", "thủ tục hành chính"),
    ("TTTT", "thông tin và truyền thông"),
    ("TW", "Trung ương"),
    ("UBKT", "Ủy ban Kiểm tra"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("VPUB", "Văn phòng Ủy ban"),
    ("ĐMST", "đổi mới sáng tạo"),
];

/// The abbreviations of a site, ready to be looked for.
#[derive(Debug, Default)]
pub(super) struct Abbreviations {
    /// By the raw words of the short form, joined by a space.
    short: QuickMap<String, usize>,
    /// The first words of short forms: whatever begins with another word is none.
    starts: QuickSet<String>,
    /// By the first word of the long form.
    long: QuickMap<Token, Vec<usize>>,
    list: Vec<Abbreviation>,
}

#[derive(Debug)]
struct Abbreviation {
    short: Vec<Token>,
    long: Vec<Token>,
}

impl Abbreviations {
    /// Those of the site's glossary, and the common ones.
    pub fn new(glossary: &[GlossaryRecord], mut meet: impl FnMut(&str) -> Token) -> Self {
        let own = glossary.iter().map(|record| (record.short.as_str(), record.long.as_str()));
        let mut all = Self::default();
        for (short, long) in own.chain(COMMON) {
            let key = word::raw_words(short).collect::<Vec<_>>().join(" ");
            let long = word::raw_words(long).map(&mut meet).collect::<Vec<_>>();
            let Some(first) = long.first().copied().filter(|_| !key.is_empty() && !all.short.contains_key(&key)) else {
                continue;
            };
            let short = word::raw_words(short).map(&mut meet).collect();
            all.starts.extend(word::raw_words(&key).next().map(str::to_owned));
            all.short.insert(key, all.list.len());
            all.long.entry(first).or_default().push(all.list.len());
            all.list.push(Abbreviation { short, long });
        }
        all
    }

    /// Whether a short or a long form begins with a word.
    pub fn may_open(&self, raw: &str, token: Token) -> bool {
        self.starts.contains(raw) || self.long.contains_key(&token)
    }

    /// The other forms of what a text says, each once, in the order of the list. `openers` are the words of the text
    /// that may open one, each with its place in `tokens`.
    pub fn of(&self, text: &str, openers: &[(usize, &str)], tokens: &[Token]) -> Vec<&[Token]> {
        let mut found = BTreeSet::new();
        for (start, raw) in openers {
            found.extend(self.short_at(text, raw).map(|place| (place, true)));
            for place in self.long.get(&tokens[*start]).into_iter().flatten() {
                if tokens[*start..].starts_with(&self.list[*place].long) {
                    found.insert((*place, false));
                }
            }
        }
        let other = |(place, is_short): (usize, bool)| {
            let abbreviation = &self.list[place];
            if is_short { abbreviation.long.as_slice() } else { abbreviation.short.as_slice() }
        };
        found.into_iter().map(other).collect()
    }

    /// The short form of one or two words that begins with `raw`, which is a part of `text`.
    fn short_at(&self, text: &str, raw: &str) -> Option<usize> {
        // Short forms hold capitals or come in two parts; a plain syllable is none.
        if !self.starts.contains(raw) {
            return None;
        }
        if let Some(place) = self.short.get(raw) {
            return Some(*place);
        }
        let after = raw.as_ptr() as usize - text.as_ptr() as usize + raw.len();
        let second = word::raw_words(&text[after..]).next().filter(|second| raw.len() + second.len() < 12)?;
        self.short.get(&format!("{raw} {second}")).copied()
    }
}

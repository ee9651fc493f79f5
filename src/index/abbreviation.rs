//! Abbreviations and what they stand for: a unit that has one is found by the other.

use std::collections::BTreeSet;

use super::posting::{Met, Words};
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
#[derive(Debug)]
pub(super) struct Abbreviations {
    /// By the raw words of the short form, joined by a space.
    short: QuickMap<String, usize>,
    /// The first words of short forms: whatever begins with another word is none.
    starts: QuickSet<String>,
    /// By the first word of the long form.
    long: QuickMap<(u32, u32), Vec<usize>>,
    list: Vec<Abbreviation>,
}

#[derive(Debug)]
struct Abbreviation {
    short: Vec<(u32, u32)>,
    long: Vec<(u32, u32)>,
}

impl Abbreviations {
    /// Those of the site's glossary, and the common ones.
    pub fn new(glossary: &[GlossaryRecord], words: &mut Words) -> Self {
        let own = glossary.iter().map(|record| (record.short.as_str(), record.long.as_str()));
        let mut all = Self {
            short: QuickMap::default(),
            starts: QuickSet::default(),
            long: QuickMap::default(),
            list: Vec::new(),
        };
        for (short, long) in own.chain(COMMON) {
            let key = word::raw_words(short).collect::<Vec<_>>().join(" ");
            let long = word::raw_words(long).map(|raw| words.look_up(raw)).collect::<Vec<_>>();
            let Some(first) = long.first().copied().filter(|_| !key.is_empty() && !all.short.contains_key(&key)) else {
                continue;
            };
            let short = word::raw_words(short).map(|raw| words.look_up(raw)).collect();
            all.starts.extend(word::raw_words(&key).next().map(str::to_owned));
            all.short.insert(key, all.list.len());
            all.long.entry(first).or_default().push(all.list.len());
            all.list.push(Abbreviation { short, long });
        }
        all
    }

    /// The other forms of what a field says, each once, in the order of the list.
    pub fn of(&self, field: &[Met<'_>]) -> Vec<&[(u32, u32)]> {
        let mut found = BTreeSet::new();
        for (start, first) in field.iter().enumerate() {
            // Short forms hold capitals or come in two parts; a plain syllable is none.
            let may_start = self.starts.contains(first.raw);
            let short = self.short.get(first.raw).filter(|_| may_start).or_else(|| {
                let after = field.get(start + 1).filter(|_| may_start);
                let second = after.filter(|second| first.raw.len() + second.raw.len() < 12)?;
                self.short.get(&format!("{} {}", first.raw, second.raw))
            });
            found.extend(short.map(|place| (*place, true)));
            for place in self.long.get(&first.word).into_iter().flatten() {
                let long = &self.list[*place].long;
                let rest = &field[start..];
                if rest.len() >= long.len() && rest.iter().zip(long).all(|(met, word)| met.word == *word) {
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
}

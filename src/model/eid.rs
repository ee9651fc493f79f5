//! Addresses of provisions inside a document: `ii_2_dd`.
//!
//! In: printed labels, or addresses that people froze by hand. Out: [`Eid`], sorted by structure. Made
//! from labels and positions only, never from titles, so that an address outlives a change of wording.

mod citation;
mod label;
mod order;

use std::cmp::Ordering;
use std::fmt;

use crate::base::bilingual::Message;
use crate::say;
use borsh::{BorshDeserialize, BorshSerialize};

pub use citation::{citation, kind_name};
pub use label::{Label, LabelProblem, Level, Numeral, Ordinal};
pub use order::{OrderBreak, first_break, first_break_but, label_siblings};

/// Address of a provision: segments joined by `_`, each of lower-case ASCII letters, digits and single hyphens.
///
/// Ordered by structure (`i < ii < iii < iv < v < ix < x`, `d < dd < e`, `gach-2 < gach-10`), a parent before
/// its children. Roman numerals and letters share one order, so it holds for Roman numerals up to 49.
#[derive(Debug, Clone, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub struct Eid(Box<str>);

/// A text that is no address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EidProblem {
    /// What is wrong.
    pub message: Message,
    /// What to write instead.
    pub help: Message,
}

impl Eid {
    /// Checks and wraps an address.
    ///
    /// # Errors
    /// When it is empty or holds anything but lower-case ASCII letters, digits, single hyphens and single `_`.
    pub fn parse(text: &str) -> Result<Self, EidProblem> {
        let plain = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if text.split('_').all(|segment| segment.split('-').all(plain)) {
            return Ok(Self(text.into()));
        }
        Err(EidProblem {
            message: say!("“{text}” không phải mã địa chỉ của điều khoản", "“{text}” is not an address of a provision"),
            help: say!(
                "mã chỉ gồm chữ thường không dấu, chữ số, “-” và “_”, ví dụ ii_2_dd, gach-3, chu-thich-9",
                "use lower-case letters without marks, digits, “-” and “_”, such as ii_2_dd, gach-3, chu-thich-9"
            ),
        })
    }

    /// The address of a provision at the top of the document.
    #[must_use]
    pub fn root(label: &Label) -> Self {
        Self(label.segment().into())
    }

    /// The address of a provision directly inside this one.
    #[must_use]
    pub fn child(&self, label: &Label) -> Self {
        Self(format!("{}_{}", self.0, label.segment()).into())
    }

    /// The address of the provision that this one stands in; `None` at the top.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('_').map(|(parent, _)| Self(parent.into()))
    }

    /// The segments from the outermost to the innermost; never empty.
    pub fn segments(&self) -> impl Iterator<Item = &str> {
        self.0.split('_')
    }

    /// Whether `other` stands somewhere inside this one.
    #[must_use]
    pub fn contains(&self, other: &Eid) -> bool {
        other.0.strip_prefix(&*self.0).is_some_and(|rest| rest.starts_with('_'))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Eid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Ord for Eid {
    fn cmp(&self, other: &Self) -> Ordering {
        let structure = self.segments().map(order::segment_key).cmp(other.segments().map(order::segment_key));
        structure.then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Eid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One directive of a provision: `ii_2_a` for the first, `ii_2_a~2` for the second.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DirectiveKey {
    /// The provision that orders it.
    pub eid: Eid,
    /// Which of its directives, from 1.
    pub position: u32,
}

impl DirectiveKey {
    /// Reads `ii_2_a` or `ii_2_a~2`.
    ///
    /// # Errors
    /// When the part before `~` is no address, or the part after it no number from 2.
    pub fn parse(text: &str) -> Result<Self, EidProblem> {
        let Some((eid, position)) = text.split_once('~') else {
            return Ok(Self { eid: Eid::parse(text)?, position: 1 });
        };
        let plain = !position.starts_with('0') && position.bytes().all(|byte| byte.is_ascii_digit());
        match position.parse() {
            Ok(position) if plain && position >= 2 => Ok(Self { eid: Eid::parse(eid)?, position }),
            _ => Err(EidProblem {
                message: say!(
                    "“~{position}” không phải thứ tự của nhiệm vụ",
                    "“~{position}” is no position of a directive"
                ),
                help: say!(
                    "nhiệm vụ đầu tiên không ghi gì thêm, từ nhiệm vụ thứ hai ghi ~2, ~3, ví dụ ii_2_a~2",
                    "the first directive takes nothing, from the second on write ~2, ~3, such as ii_2_a~2"
                ),
            }),
        }
    }
}

impl fmt::Display for DirectiveKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            1 => write!(formatter, "{}", self.eid),
            position => write!(formatter, "{}~{position}", self.eid),
        }
    }
}

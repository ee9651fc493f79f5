//! A word where it stands, in the form in which postings are sorted.

/// Marked forms told apart for one plain word; rarer ones count as none.
pub(super) const FORMS: usize = 32;

/// A plain word with its marked forms, commonest first.
#[derive(Debug)]
pub(super) struct Term<'t> {
    /// The word.
    pub plain: &'t str,
    /// Its marked forms, at most [`FORMS`].
    pub forms: Vec<&'t str>,
}

/// One word where it stands: the word after it, the unit, its weight and its marked form, in one number that sorts in
/// this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Occurrence(u64);

impl Occurrence {
    /// No word after it, or one that has no pairs.
    pub const NO_SECOND: u32 = (1 << 28) - 1;
    /// A form that is not told apart.
    pub const NO_FORM: u8 = 63;
    /// In the place of one that was not met yet.
    pub const EMPTY: Self = Self(0);

    pub fn new(second: u32, unit: u32, weight: u8, form: u8) -> Self {
        Self(u64::from(second) << 36 | u64::from(unit) << 8 | u64::from(weight) << 6 | u64::from(form))
    }

    /// Place of the word after it in the lexicon.
    pub const fn second(self) -> u32 {
        (self.0 >> 36) as u32
    }

    /// Place of the unit.
    pub const fn unit(self) -> u32 {
        (self.0 >> 8) as u32 & Self::NO_SECOND
    }

    /// What it counts.
    pub const fn weight(self) -> u32 {
        (self.0 >> 6) as u32 & 3
    }

    /// Its marked form as a bit; none for the later ones.
    pub const fn form(self) -> u32 {
        1_u32.unbounded_shl((self.0 & 63) as u32)
    }
}

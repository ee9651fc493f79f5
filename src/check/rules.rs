//! The table of rules: what each diagnostic's code means, why it exists, what is wrong and what is right.

/// A rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its code, as in diagnostics.
    pub code: &'static str,
    /// Whether it stops the build; a warning otherwise.
    pub is_error: bool,
    /// What it finds, in Vietnamese.
    pub title_vi: &'static str,
    /// What it finds, in English.
    pub title_en: &'static str,
    /// Why it exists, in Vietnamese.
    pub why_vi: &'static str,
    /// Why it exists, in English.
    pub why_en: &'static str,
    /// An example that it finds; empty where none can be shown.
    pub bad: &'static str,
    /// The same put right.
    pub good: &'static str,
}

/// Every rule, by code.
pub const RULES: &[Rule] = &[];

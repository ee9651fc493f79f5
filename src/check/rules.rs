//! The table of rules: what each diagnostic's code means, why it exists, what is wrong and what is right.
//!
//! One file a subject; this one lists them all by code. docs/rules.md is the same table.

mod article;
mod directive;
mod document;
mod file;
mod joined;
mod reference;
mod site;
mod yaml;

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
    /// The same put right; empty where there is nothing to write instead.
    pub good: &'static str,
}

/// Every rule, sorted by code.
pub const RULES: &[Rule] = &[
    document::BAD_DATE,
    directive::BAD_DEADLINE,
    document::BAD_EID,
    file::BAD_FILE_NAME,
    joined::BAD_JOINED,
    document::BAD_LABEL,
    site::BAD_LABELS,
    document::BAD_NUMBER,
    directive::BAD_PERIOD,
    directive::BAD_RANK,
    site::BAD_REDIRECT,
    directive::BAD_SLOT,
    joined::BAD_SOURCE,
    directive::BAD_TARGET,
    site::BAD_TEMPLATE,
    site::BAD_URL,
    yaml::BAD_VALUE,
    yaml::BAD_YAML,
    site::BROKEN_LINK,
    file::CONTROL_CHARACTER,
    reference::CYCLIC_REFERENCE,
    directive::DEADLINE_NOT_IN_TEXT,
    directive::DONE_WITHOUT_EVIDENCE,
    document::DUPLICATE_EID,
    yaml::DUPLICATE_KEY,
    document::DUPLICATE_NUMBER,
    document::DUPLICATE_RELATION,
    directive::EMPTY_ACTION,
    yaml::EMPTY_FILE,
    document::EMPTY_PROVISION,
    document::FUTURE_DATE,
    directive::FUTURE_UPDATE,
    article::HTML_IN_MARKDOWN,
    joined::JOINED_CLASH,
    document::KIND_MISMATCH,
    document::LABEL_ORDER,
    file::LEGACY_ENCODING,
    file::MISPLACED_FILE,
    yaml::MISSING_FIELD,
    article::MISSING_FRONT_MATTER,
    directive::MISSING_REASON,
    directive::MISSING_SOURCE,
    directive::MISSING_SUCCESSOR,
    site::NO_SETTINGS,
    file::NOT_A_FILE,
    reference::NOT_PUBLIC,
    file::NOT_UTF8,
    reference::PERSONAL_DATA,
    article::RESERVED_ADDRESS,
    reference::SECRET,
    file::TOO_LARGE,
    document::UNCITED_FOOTNOTE,
    document::UNEXPLAINED_DOUBT,
    joined::UNFETCHED_SOURCE,
    article::UNKNOWN_EMBED,
    yaml::UNKNOWN_FIELD,
    file::UNKNOWN_FILE,
    document::UNKNOWN_FOOTNOTE,
    reference::UNKNOWN_REFERENCE,
    site::UNKNOWN_THEME,
    document::UNKNOWN_UNIT,
    article::UNSAFE_LINK,
    directive::UPDATE_ORDER,
    reference::WITHDRAWN_WITHOUT_REASON,
    yaml::WRONG_TYPE,
    yaml::YAML_ALIAS,
];

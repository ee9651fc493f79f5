//! The two languages of messages and of the site's frame.

use std::fmt;

/// A language in which the program speaks and in which the frame of the site is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Vietnamese, the first language of the site.
    Vietnamese,
    /// English, its second.
    English,
}

impl Language {
    /// Both, the first one first.
    pub const ALL: [Language; 2] = [Language::Vietnamese, Language::English];

    /// BCP 47 tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Language::Vietnamese => "vi",
            Language::English => "en",
        }
    }

    /// The language of a locale name such as `vi_VN.UTF-8`; English for any other.
    #[must_use]
    pub fn of_locale(locale: &str) -> Language {
        if locale.starts_with("vi") { Language::Vietnamese } else { Language::English }
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Message {
    /// The sentence in `language`.
    #[must_use]
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Vietnamese => &self.vi,
            Language::English => &self.en,
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.vi)
    }
}

/// Builds a [`Message`]: `say!("không có ngày {day}", "there is no day {day}")`.
#[macro_export]
macro_rules! say {
    ($vi:literal, $en:literal $(,)?) => {
        $crate::base::bilingual::Message { vi: format!($vi), en: format!($en) }
    };
}

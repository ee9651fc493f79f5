//! Vietnamese text: letters, sort order, numbers and dates as people write them.
//!
//! In: any text, in any normal form. Out: text, keys and numbers. Knows nothing of the site, of
//! records or of languages other than Vietnamese.

pub mod date;
pub mod encoding;
pub mod fold;
pub mod number;
pub mod slug;
pub mod sort;
pub mod syllable;

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

/// The text in NFC; mostly it is already.
#[must_use]
pub fn composed(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(text.nfc().collect()),
    }
}

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

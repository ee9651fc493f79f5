//! Text in an encoding from before Unicode, which would be published as gibberish.
//!
//! In: bytes of a file, or text that somebody saved as UTF-8 without converting it. Out: the encoding that
//! it is in. Never converts: fonts decide about capitals in these encodings, so a person must look.

/// An encoding of Vietnamese from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LegacyEncoding {
    /// TCVN 5712:1993 VN3, the ABC fonts (`.VnTime`): `C«ng hoµ`.
    Tcvn3,
    /// VNI Windows, the VNI fonts (`VNI-Times`): `Coäng hoøa`.
    Vni,
}

/// The legacy encoding of bytes that are no UTF-8; not told apart yet.
#[must_use]
pub const fn detect_bytes(_bytes: &[u8]) -> Option<LegacyEncoding> {
    None
}

/// The legacy encoding whose letters were saved as UTF-8; not told apart yet.
#[must_use]
pub const fn detect_text(_text: &str) -> Option<LegacyEncoding> {
    None
}

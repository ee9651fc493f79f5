//! The lines above the title, set as on the real thing: issuer and number left, motto and date right.

use serde::Serialize;

use super::run::Lines;
use super::text;
use crate::model::document::Document;

/// The lines above the title.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LetterheadView {
    /// Names of the issuer.
    pub issuer: Vec<Lines>,
    /// Number, and what the letter is about.
    pub number: Vec<Lines>,
    /// Name of the State or of the Party.
    pub state: Vec<Lines>,
    /// The motto.
    pub motto: Vec<Lines>,
    /// Place and date.
    pub place: Vec<Lines>,
}

/// Sorts the lines of `document` into their places.
#[must_use]
pub fn view(document: &Document) -> LetterheadView {
    let mut letterhead = LetterheadView::default();
    for line in &document.letterhead {
        let words = line.plain();
        let mut about = None;
        let part =
            if words.starts_with("CỘNG HÒA") || words.starts_with("CỘNG HOÀ") || words.starts_with("ĐẢNG CỘNG SẢN")
            {
                &mut letterhead.state
            } else if words.starts_with("Độc lập") {
                &mut letterhead.motto
            } else if words.contains("ngày")
                && words.contains("tháng")
                && words.contains("năm")
                && !words.starts_with("V/v")
            {
                about = document.date.as_ref().and_then(|date| date.doubtful.as_ref()).map(|_| "date");
                &mut letterhead.place
            } else if words.starts_with("Số") {
                about = document.number.as_ref().and_then(|number| number.doubtful.as_ref()).map(|_| "number");
                &mut letterhead.number
            } else if words.starts_with("V/v") {
                &mut letterhead.number
            } else {
                &mut letterhead.issuer
            };
        part.push(text::lines_about(document, line.marked(), about));
    }
    letterhead
}

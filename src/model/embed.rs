//! What a report embeds: a paragraph that holds nothing but `[[directive dong-nai/449-kl-tu-2023/ii_1]]`.

/// Something that a report shows in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Embed<'t> {
    /// A directive, by id.
    Directive(&'t str),
    /// An indicator with its targets and results, by id.
    Indicator(&'t str),
    /// A document, by id.
    Document(&'t str),
}

impl<'t> Embed<'t> {
    /// Reads the text of a paragraph; `None` when it is an ordinary paragraph, `Some(Err(word))` when it
    /// has the form of an embed of an unknown kind.
    #[must_use]
    pub fn parse(paragraph: &'t str) -> Option<Result<Embed<'t>, &'t str>> {
        let inner = paragraph.trim().strip_prefix("[[")?.strip_suffix("]]")?;
        let (kind, id) = inner.trim().split_once(char::is_whitespace)?;
        let id = id.trim();
        Some(match kind {
            "directive" => Ok(Embed::Directive(id)),
            "indicator" => Ok(Embed::Indicator(id)),
            "document" => Ok(Embed::Document(id)),
            other => Err(other),
        })
    }
}

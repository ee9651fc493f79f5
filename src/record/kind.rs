//! Which kind of record a path under `content/` holds.

/// The kinds of records, each with its place under `content/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// `site.yaml`
    Site,
    /// `glossary.yaml`
    Glossary,
    /// `redirects.yaml`
    Redirects,
    /// `provinces/<province>.yaml`
    Province,
    /// `bodies/<province>/<body>.yaml`
    Body,
    /// `documents/<province>/<document>.yaml`
    Document,
    /// `updates/<province>/<document>.yaml`
    Updates,
    /// `indicators/<province>/<indicator>.yaml`
    Indicator,
    /// `indicator-sets/<province>/<set>.yaml`
    IndicatorSet,
    /// `results/<province>/<file>.yaml`
    Results,
    /// `findings/<province>/<file>.yaml`
    Findings,
    /// `reports/<report>.md`
    Report,
    /// `pages/<page>.md`
    Page,
}

/// What a path under `content/` says about the record in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordPlace<'p> {
    /// Kind.
    pub kind: RecordKind,
    /// Identity from the path: `dong-nai/449-kl-tu-2023`, `dong-nai`, or empty for single files.
    pub id: &'p str,
}

impl RecordKind {
    /// Every kind, in the order in which they are read.
    pub const ALL: [RecordKind; 13] = [
        RecordKind::Site,
        RecordKind::Glossary,
        RecordKind::Redirects,
        RecordKind::Province,
        RecordKind::Body,
        RecordKind::Document,
        RecordKind::Updates,
        RecordKind::Indicator,
        RecordKind::IndicatorSet,
        RecordKind::Results,
        RecordKind::Findings,
        RecordKind::Report,
        RecordKind::Page,
    ];

    /// File name of its JSON Schema, without `.json`.
    #[must_use]
    pub const fn schema_name(self) -> &'static str {
        match self {
            RecordKind::Site => "site",
            RecordKind::Glossary => "glossary",
            RecordKind::Redirects => "redirects",
            RecordKind::Province => "province",
            RecordKind::Body => "body",
            RecordKind::Document => "document",
            RecordKind::Updates => "updates",
            RecordKind::Indicator => "indicator",
            RecordKind::IndicatorSet => "indicator-set",
            RecordKind::Results => "results",
            RecordKind::Findings => "findings",
            RecordKind::Report => "report",
            RecordKind::Page => "page",
        }
    }

    /// Folder (with how many more levels) or file, extension.
    const fn layout(self) -> (&'static str, usize, &'static str) {
        match self {
            RecordKind::Site => ("site", 0, "yaml"),
            RecordKind::Glossary => ("glossary", 0, "yaml"),
            RecordKind::Redirects => ("redirects", 0, "yaml"),
            RecordKind::Province => ("provinces", 1, "yaml"),
            RecordKind::Body => ("bodies", 2, "yaml"),
            RecordKind::Document => ("documents", 2, "yaml"),
            RecordKind::Updates => ("updates", 2, "yaml"),
            RecordKind::Indicator => ("indicators", 2, "yaml"),
            RecordKind::IndicatorSet => ("indicator-sets", 2, "yaml"),
            RecordKind::Results => ("results", 2, "yaml"),
            RecordKind::Findings => ("findings", 2, "yaml"),
            RecordKind::Report => ("reports", 1, "md"),
            RecordKind::Page => ("pages", 1, "md"),
        }
    }

    /// The kind and identity that a path relative to `content/` stands for; `None` when it stands for none.
    #[must_use]
    pub fn of(path: &str) -> Option<RecordPlace<'_>> {
        let (stem, extension) = path.rsplit_once('.')?;
        Self::ALL.into_iter().find_map(|kind| {
            let (place, levels, wanted) = kind.layout();
            if extension != wanted {
                return None;
            }
            let id = match levels {
                0 => (stem == place).then_some("")?,
                _ => stem.strip_prefix(place)?.strip_prefix('/')?,
            };
            (id.split('/').count() == levels.max(1)).then_some(RecordPlace { kind, id })
        })
    }
}

/// Whether `part` can be part of an address: lower-case ASCII letters, digits, single hyphens inside.
#[must_use]
pub fn is_slug(part: &str) -> bool {
    !part.is_empty()
        && part
            .split('-')
            .all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
}

//! What can be found: one result with a link of its own.

use jiff::civil::Date;

/// What a result is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// A document.
    Document,
    /// A piece of a document's text.
    Provision,
    /// Something that a provision orders.
    Directive,
    /// An indicator.
    Indicator,
    /// A body.
    Body,
    /// A report or a page.
    Report,
}

impl UnitKind {
    /// All kinds; the place in this list is the code in the index.
    pub const ALL: [UnitKind; 6] = [
        UnitKind::Document,
        UnitKind::Provision,
        UnitKind::Directive,
        UnitKind::Indicator,
        UnitKind::Body,
        UnitKind::Report,
    ];

    /// The bare word in results and addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            UnitKind::Document => "document",
            UnitKind::Provision => "provision",
            UnitKind::Directive => "directive",
            UnitKind::Indicator => "indicator",
            UnitKind::Body => "body",
            UnitKind::Report => "report",
        }
    }
}

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its name, shown as the link.
    pub title: String,
    /// A few words on where it belongs; shown, not searched. May be empty.
    pub detail: String,
    /// Address from the root of the site; with scheme and host when it is a page of a joined site.
    pub address: String,
    /// Address of the document that it is part of; empty when it is none.
    pub document: String,
    /// Number of the document, when it is one.
    pub number: Option<String>,
    /// Other words by which it is known, searched and not shown. May be empty.
    pub names: String,
    /// Its text, from which excerpts are taken. May be empty.
    pub text: String,
    /// What it can be filtered by.
    pub facets: Facets,
}

impl Unit {
    /// Appends all that it says, so that units that differ in anything differ here.
    pub(super) fn tell(&self, told: &mut Vec<u8>) {
        let Self { kind, title, detail, address, document, number, names, text, facets } = self;
        let Facets { document_kind, province, bodies, date, duty } = facets;
        let mut tell = |text: &str| {
            told.extend_from_slice(&(text.len() as u64).to_le_bytes());
            told.extend_from_slice(text.as_bytes());
        };
        for text in [kind.word(), title, detail, address, document, names, text] {
            tell(text);
        }
        // In front of what may be absent or several stands how often it is there.
        let mut tell_all = |texts: &[&str]| {
            tell(&texts.len().to_string());
            texts.iter().for_each(|text| tell(text));
        };
        tell_all(number.as_deref().as_slice());
        for (id, name) in [document_kind, province].into_iter().flatten().chain(bodies) {
            tell_all(&[id, name]);
        }
        tell_all(&[document_kind, province].map(|one| if one.is_some() { "1" } else { "0" }));
        let days = |days: [Option<Date>; 3]| days.map(|day| day.map_or(String::new(), |day| day.to_string())).join(" ");
        tell_all(&[&days([*date, None, None])]);
        if let Some(Duty { kind, due, issued, lifecycle, completed }) = duty {
            tell_all(&[kind, lifecycle, &days([*due, *issued, *completed])]);
        }
    }
}

/// What a unit can be filtered and sorted by.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Kind of document: word in addresses, and name.
    pub document_kind: Option<(String, String)>,
    /// Province: id and name.
    pub province: Option<(String, String)>,
    /// Bodies: the issuer of a document, those who must carry out a directive. Id and name.
    pub bodies: Vec<(String, String)>,
    /// Day, month or year that it is from.
    pub date: Option<Date>,
    /// What a directive demands.
    pub duty: Option<Duty>,
}

/// What decides the timeliness of a directive.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Duty {
    /// Word of the kind of deadline.
    pub kind: &'static str,
    /// Last good day.
    pub due: Option<Date>,
    /// First day on which its document can have been issued.
    pub issued: Option<Date>,
    /// Word of the stage that was reported.
    pub lifecycle: &'static str,
    /// Day on which it was done.
    pub completed: Option<Date>,
}

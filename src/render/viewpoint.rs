//! The site as one page sees it: its language, and links that start where it stands.

use jiff::civil::Date;

use super::label::Labels;
use super::link::Here;
use super::piece::Piece;
use crate::base::bilingual::Language;
use crate::model::body::Body;
use crate::model::day::{PartialDate, Precision};
use crate::model::directive::Directive;
use crate::model::document::Document;
use crate::model::eid;
use crate::model::indicator::Indicator;
use crate::model::province::Province;
use crate::model::{Ix, Site, route};
use crate::record::common::Bilingual;
use crate::vietnamese;

/// The site as one page sees it.
#[derive(Debug, Clone)]
pub struct Viewpoint<'s> {
    /// The site.
    pub site: &'s Site,
    /// Where the page stands.
    pub here: Here,
    /// The words of its language.
    pub labels: &'s Labels,
}

/// A link.
pub type Link = Piece<LinkView>;

/// Where a link leads, and its words.
#[derive(Debug, Clone)]
pub struct LinkView {
    /// Where it leads, relative to the page.
    pub href: String,
    /// Its words.
    pub text: String,
    /// Whether the words are Vietnamese on an English page.
    pub foreign: bool,
}

/// Words in the page's language or, on an English page, in Vietnamese.
#[derive(Debug, Clone)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Whether they are Vietnamese on an English page.
    pub foreign: bool,
}

/// A day, or a month or year where the day is not known.
pub type DateView = Piece<DayView>;

/// A day for machines and for people.
#[derive(Debug, Clone)]
pub struct DayView {
    /// ISO 8601.
    pub iso: String,
    /// As people of the page's language write it.
    pub text: String,
}

impl<'s> Viewpoint<'s> {
    /// Whether the page is in English.
    #[must_use]
    pub fn is_english(&self) -> bool {
        self.here.language == Language::English
    }

    /// A label of the frame.
    ///
    /// # Panics
    /// When the default theme lacks the label: both languages are held against it by a test.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, String)]) -> String {
        self.labels.say(key, values).unwrap_or_else(|error| error.to_string())
    }

    /// Words that exist in Vietnamese only.
    #[must_use]
    pub fn vietnamese(&self, text: impl Into<String>) -> Words {
        Words { text: text.into(), foreign: self.is_english() }
    }

    /// Words that may exist in both languages.
    #[must_use]
    pub fn bilingual(&self, words: &Bilingual) -> Words {
        match &words.en {
            Some(english) if self.is_english() => Words { text: english.clone(), foreign: false },
            _ => self.vietnamese(words.vi.clone()),
        }
    }

    /// Link to an address.
    #[must_use]
    pub fn link(&self, address: &str, words: Words) -> Link {
        LinkView { href: self.here.page(address), text: words.text, foreign: words.foreign }.into()
    }

    /// Link to an address with words of the frame.
    #[must_use]
    pub fn frame_link(&self, address: &str, text: impl Into<String>) -> Link {
        self.link(address, Words { text: text.into(), foreign: false })
    }

    /// Link to an address with Vietnamese words.
    #[must_use]
    pub fn vietnamese_link(&self, address: &str, text: impl Into<String>) -> Link {
        self.link(address, self.vietnamese(text))
    }

    /// Link to a province's documents.
    #[must_use]
    pub fn province(&self, province: Ix<Province>) -> Link {
        let province = &self.site.provinces[province];
        self.vietnamese_link(&route::province(province), province.short.clone())
    }

    /// Link to a document, named by kind and number: `Kết luận số 449-KL/TU`.
    #[must_use]
    pub fn document(&self, document: Ix<Document>) -> Link {
        let document = &self.site.documents[document];
        self.vietnamese_link(&route::document(document), document_name(document))
    }

    /// Link to a document, named by its number alone.
    #[must_use]
    pub fn document_short(&self, document: Ix<Document>) -> Link {
        let document = &self.site.documents[document];
        self.vietnamese_link(&route::document(document), document_short_name(document))
    }

    /// The name of a body in the page's language.
    #[must_use]
    pub fn body_name(&self, body: &Body) -> Words {
        match &body.name_en {
            Some(english) if self.is_english() => Words { text: english.clone(), foreign: false },
            _ => self.vietnamese(body.name.clone()),
        }
    }

    /// Link to a body by its full name.
    #[must_use]
    pub fn body(&self, body: Ix<Body>) -> Link {
        let body = &self.site.bodies[body];
        self.link(&route::body(body), self.body_name(body))
    }

    /// Link to a body by its short name.
    #[must_use]
    pub fn body_short(&self, body: Ix<Body>) -> Link {
        let body = &self.site.bodies[body];
        self.vietnamese_link(&route::body(body), body.short_name().to_owned())
    }

    /// Links to bodies by their full names.
    #[must_use]
    pub fn bodies(&self, bodies: &[Ix<Body>]) -> Vec<Link> {
        bodies.iter().map(|body| self.body(*body)).collect()
    }

    /// The name of an indicator in the page's language.
    #[must_use]
    pub fn indicator_name(&self, indicator: &Indicator) -> Words {
        match &indicator.name_en {
            Some(english) if self.is_english() => Words { text: english.clone(), foreign: false },
            _ => self.vietnamese(indicator.name.clone()),
        }
    }

    /// Link to an indicator.
    #[must_use]
    pub fn indicator(&self, indicator: Ix<Indicator>) -> Link {
        let indicator = &self.site.indicators[indicator];
        self.link(&route::indicator(indicator), self.indicator_name(indicator))
    }

    /// Link to a directive by what it orders; always to its own anchor.
    #[must_use]
    pub fn directive(&self, directive: &Directive) -> Link {
        self.vietnamese_link(&self.directive_address(directive), directive.action.clone())
    }

    /// The address of a directive's own section on the page of its provision.
    #[must_use]
    pub fn directive_address(&self, directive: &Directive) -> String {
        let document = &self.site.documents[directive.document];
        let page = route::provision(document, &document.provisions[directive.provision]);
        format!("{page}#{}", directive.anchor())
    }

    /// Link to a provision by its citation without the document: `điểm đ khoản 2 mục II`.
    #[must_use]
    pub fn provision(&self, document: &Document, position: usize) -> Link {
        let address = route::provision(document, &document.provisions[position]);
        self.vietnamese_link(&address, document.place_of(position))
    }

    /// Link to the provision `eid`; to the document when it has no such provision.
    #[must_use]
    pub fn provision_by_eid(&self, document: &Document, eid: &str) -> Link {
        match document.provisions.iter().position(|provision| provision.eid.as_str() == eid) {
            Some(position) => self.provision(document, position),
            None => self.vietnamese_link(&route::document(document), document_name(document)),
        }
    }

    /// A day in the page's language.
    #[must_use]
    pub fn day(&self, day: Date) -> DateView {
        let text = if self.is_english() { english_day(day) } else { vietnamese::date::print(day) };
        DayView { iso: day.to_string(), text }.into()
    }

    /// A day, month or year in the page's language.
    #[must_use]
    pub fn partial_day(&self, day: PartialDate) -> DateView {
        let text = if self.is_english() {
            let first = day.first_day();
            match day.precision() {
                Precision::Year => first.year().to_string(),
                Precision::Month => format!("{} {}", MONTHS[(first.month() - 1) as usize], first.year()),
                Precision::Day => english_day(first),
            }
        } else {
            day.vietnamese()
        };
        DayView { iso: day.to_string(), text }.into()
    }

    /// A number in the page's language, with all the digits that it has.
    #[must_use]
    pub fn number(&self, value: f64) -> String {
        let vietnamese = vietnamese::number::decimal(value);
        if !self.is_english() {
            return vietnamese;
        }
        let swapped = vietnamese.chars().map(|character| match character {
            '.' => ',',
            ',' => '.',
            other => other,
        });
        swapped.collect()
    }

    /// A number with its unit: `81 %` in both languages, `4 cấp hành chính`.
    #[must_use]
    pub fn quantity(&self, value: f64, unit: Option<&str>) -> String {
        let number = self.number(value);
        match unit {
            Some("%") => format!("{number}%"),
            Some(unit) => format!("{number} {unit}"),
            None => number,
        }
    }
}

/// Kind and number: `Kết luận số 449-KL/TU`; the title of a document without number.
#[must_use]
pub fn document_name(document: &Document) -> String {
    match (&document.number, document.short_title.as_ref().or(document.title.as_ref())) {
        (Some(number), _) => eid::citation(&[], document.kind, Some(&number.value)),
        (None, Some(title)) => title.to_string(),
        (None, None) => eid::kind_name(document.kind).to_owned(),
    }
}

/// The number; kind or title for a document without one.
#[must_use]
pub fn document_short_name(document: &Document) -> String {
    document.number.as_ref().map_or_else(|| document_name(document), |number| number.value.to_string())
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn english_day(day: Date) -> String {
    format!("{} {} {}", day.day(), MONTHS[(day.month() - 1) as usize], day.year())
}

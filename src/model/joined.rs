//! What other sites published and this one joins: their documents and directives, by number and link only.
//!
//! A stub stands for a page of another site. It says what that site's public data said on the day for which it was
//! built, and that day stays with it: nothing here is reckoned anew. Ids begin with a province that no other joined
//! site and not this site itself has documents of, so they never clash.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use super::day::PartialDate;
use super::deadline::DeadlineKind;
use super::directive::Elsewhere;
use super::document::DocumentKind;
use super::scorecard::Scorecard;
use super::status::{self, Timeliness};
use super::table::{Entity, Ix};
use super::track::Kind;
use super::update::Lifecycle;
use crate::record::common::Bilingual;

/// A site whose published data this one joins.
#[derive(Debug, Clone, Hash)]
pub struct JoinedSite {
    /// Last part of the address of its page here.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Where it is published, ending in `/`.
    pub url: String,
    /// Day on which its data were fetched.
    pub fetched: Date,
    /// Day for which it was built: its statuses hold on that day.
    pub as_of: Date,
    /// Version of the data contract that it publishes.
    pub version: String,
    /// Whether its content is invented.
    pub is_fictional: bool,
    /// What it published.
    pub stubs: Arc<Stubs>,
}

/// What a joined site published.
#[derive(Debug, Clone, Hash, Default)]
pub struct Stubs {
    /// The provinces of its documents, by id.
    pub provinces: Vec<Named>,
    /// The bodies that its documents and directives name, by id.
    pub bodies: Vec<Named>,
    /// The documents whose text it holds, by id.
    pub documents: Vec<StubDocument>,
    /// Their directives, by document and then in the order of the text.
    pub directives: Vec<StubDirective>,
}

/// A body or a province of a joined site.
#[derive(Debug, Clone, Hash)]
pub struct Named {
    /// Identity.
    pub id: String,
    /// Name in lists.
    pub name: String,
}

/// A document of a joined site.
#[derive(Debug, Clone, Hash)]
pub struct StubDocument {
    /// Identity.
    pub id: Box<str>,
    /// Number and symbol.
    pub number: Option<Box<str>>,
    /// Kind.
    pub kind: DocumentKind,
    /// Place among the bodies.
    pub issuer: u32,
    /// Place among the provinces.
    pub province: u32,
    /// Date of issue, as far as it is known.
    pub date: Option<PartialDate>,
    /// Title.
    pub title: Option<Box<str>>,
    /// Address of its page, from the root of its site.
    pub address: Box<str>,
    /// Places of its directives.
    pub directives: Range<usize>,
}

/// A directive of a joined site.
#[derive(Debug, Clone, Hash)]
pub struct StubDirective {
    /// Identity.
    pub id: Box<str>,
    /// Place of the document that orders it.
    pub document: u32,
    /// What is to be done.
    pub action: Box<str>,
    /// Places of the bodies that must do it.
    pub lead: Box<[u32]>,
    /// What the document says about time.
    pub phrase: Option<Box<str>>,
    /// Kind of deadline.
    pub kind: DeadlineKind,
    /// Last good day.
    pub due: Option<Date>,
    /// Stage, as published.
    pub lifecycle: Lifecycle,
    /// How it stood to its deadline, as published.
    pub timeliness: Timeliness,
    /// Day of completion.
    pub completed: Option<Date>,
    /// Slots of a recurring duty whose day had passed: filed in time, filed late, not published.
    pub slots: [u32; 3],
    /// Address of its page, from the root of its site.
    pub address: Box<str>,
}

impl Entity for JoinedSite {
    const KIND: Kind = Kind::JoinedSite;
}

impl JoinedSite {
    /// The full address of a page of it.
    #[must_use]
    pub fn link(&self, address: &str) -> String {
        format!("{}{address}", self.url)
    }

    /// The document or directive that has this id; `own` is the place of this site.
    #[must_use]
    pub fn find(&self, own: Ix<JoinedSite>, id: &str) -> Option<Elsewhere> {
        let mut parts = id.splitn(3, '/');
        let province = parts.next()?;
        self.stubs.provinces.iter().find(|one| one.id == province)?;
        let name = id.len() - parts.nth(1).map_or(0, |eid| eid.len() + 1);
        let (name, is_directive) = (&id[..name], name < id.len());
        let place = self.stubs.place_of(name)?;
        let document = &self.stubs.documents[place];
        let directive = self.directives_of(document).iter().position(|one| *one.id == *id);
        if is_directive && directive.is_none() {
            return None;
        }
        let number = |place: usize| u32::try_from(place).expect("a joined site has fewer than 2^32 rows");
        Some(Elsewhere {
            site: own,
            document: number(place),
            directive: directive.map(|directive| number(document.directives.start + directive)),
        })
    }

    /// The id of something of it.
    #[must_use]
    pub fn id_of(&self, elsewhere: Elsewhere) -> &str {
        match elsewhere.directive {
            Some(directive) => &self.stubs.directives[directive as usize].id,
            None => &self.stubs.documents[elsewhere.document as usize].id,
        }
    }

    /// How its directives stood on the day for which it was built.
    #[must_use]
    pub fn scorecard(&self) -> Scorecard {
        let mut card = Scorecard::default();
        for directive in &self.stubs.directives {
            card.tally.add(directive.timeliness, directive.lifecycle);
            let [filed, late, missing] = directive.slots.map(|count| count as usize);
            card.slots_filed += filed;
            card.slots_late += late;
            card.slots_missing += missing;
        }
        card
    }

    /// Its documents by year of issue, the newest first in each; `None` holds those of unknown year.
    #[must_use]
    pub fn years(&self) -> BTreeMap<Option<i16>, Vec<&StubDocument>> {
        let mut years: BTreeMap<_, Vec<&StubDocument>> = BTreeMap::new();
        for document in &self.stubs.documents {
            years.entry(document.year()).or_default().push(document);
        }
        for documents in years.values_mut() {
            documents.sort_by_key(|document| std::cmp::Reverse(document.date));
        }
        years
    }

    /// The directives of a document.
    #[must_use]
    pub fn directives_of(&self, document: &StubDocument) -> &[StubDirective] {
        &self.stubs.directives[document.directives.clone()]
    }
}

/// How many directives stood how, by state.
#[must_use]
pub fn states(directives: &[StubDirective]) -> BTreeMap<&'static str, usize> {
    let mut states = BTreeMap::new();
    for directive in directives {
        *states.entry(directive.state()).or_default() += 1;
    }
    states
}

impl Stubs {
    /// The place of the document that has this id.
    #[must_use]
    pub fn place_of(&self, id: &str) -> Option<usize> {
        self.documents.binary_search_by(|one| (*one.id).cmp(id)).ok()
    }
}

impl StubDocument {
    /// The year of its issue, where anybody knows it.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.date.map(PartialDate::year)
    }
}

impl StubDirective {
    /// The one word for where it stood.
    #[must_use]
    pub const fn state(&self) -> &'static str {
        status::state(self.lifecycle, self.timeliness)
    }
}

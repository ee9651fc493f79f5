//! The whole site.

use jiff::civil::Date;

use super::article::Article;
use super::body::Body;
use super::cascade::Rung;
use super::directive::Directive;
use super::document::Document;
use super::finding::Finding;
use super::indicator::{Indicator, IndicatorSet, Observation, Target};
use super::joined::JoinedSite;
use super::province::Province;
use super::table::{Ix, Table};
use super::update::Update;
use crate::record::glossary::GlossaryRecord;
use crate::record::redirect::RedirectRecord;
use crate::record::site::SiteRecord;

/// Everything that is public on `today`, linked and sorted.
#[derive(Debug, Clone)]
pub struct Site {
    /// Settings.
    pub settings: SiteRecord,
    /// Address under which the site is published, ending in `/`; `None` when nobody said.
    pub base_url: Option<String>,
    /// The day for which the site is built.
    pub today: Date,
    /// Provinces, by id.
    pub provinces: Table<Province>,
    /// Bodies, by id.
    pub bodies: Table<Body>,
    /// Documents, by id.
    pub documents: Table<Document>,
    /// Directives, by document and then in the order of the text.
    pub directives: Table<Directive>,
    /// Updates, by document and then in written order.
    pub updates: Table<Update>,
    /// Indicators, by id.
    pub indicators: Table<Indicator>,
    /// Indicator sets, by id.
    pub indicator_sets: Table<IndicatorSet>,
    /// Targets, by document and then in the order of the text.
    pub targets: Table<Target>,
    /// Results, those of documents first, then those of result files in written order.
    pub results: Table<Observation>,
    /// Findings of inspections, oldest first.
    pub findings: Table<Finding>,
    /// Where each document stands among those that it carries out, in the order of the documents.
    pub cascade: Table<Rung>,
    /// Sites whose published data this one joins, in the order of the settings.
    pub joined: Table<JoinedSite>,
    /// Reports, by address.
    pub reports: Vec<Article>,
    /// Pages, by address.
    pub pages: Vec<Article>,
    /// Abbreviations, in written order.
    pub glossary: Vec<GlossaryRecord>,
    /// Addresses that moved or are gone, in written order.
    pub redirects: Vec<RedirectRecord>,
    /// Titles of withdrawn records with the addresses that become tombstones.
    pub tombstones: Vec<Tombstone>,
}

impl Site {
    /// The directives that documents of `province` give, in their order.
    pub fn directives_of(&self, province: Ix<Province>) -> impl Iterator<Item = Ix<Directive>> {
        let places = self.documents.places();
        let own = self.directives.entries().filter(move |(_, one)| places.of(one.document).province == province);
        own.map(|(position, _)| position)
    }

    /// The same for every province, in the order of the provinces.
    #[must_use]
    pub fn directives_by_province(&self) -> Vec<Vec<Ix<Directive>>> {
        let mut by_province = vec![Vec::new(); self.provinces.len()];
        let places = self.documents.places();
        for (position, directive) in self.directives.entries() {
            by_province[places.of(directive.document).province.position()].push(position);
        }
        by_province
    }
}

/// An address at which only the reason for a withdrawal remains.
#[derive(Debug, Clone)]
pub struct Tombstone {
    /// Address from the root of the site, without a leading slash, ending in `/`.
    pub address: String,
    /// What stood there; never more than a number.
    pub name: String,
    /// Why it is gone.
    pub reason: String,
}

//! Addresses: the only place that knows how they are made.
//!
//! An address is relative to the root of the site, without a leading slash: `van-ban/dong-nai/x/`. Every
//! page's address ends in `/`.

use super::body::Body;
use super::directive::Directive;
use super::document::{Document, Provision};
use super::indicator::Indicator;
use super::province::Province;
use super::site::Site;

/// Address of the list of documents.
pub const DOCUMENTS: &str = "van-ban/";
/// Address of the list of bodies.
pub const BODIES: &str = "co-quan/";
/// Address of the list of indicators.
pub const INDICATORS: &str = "chi-tieu/";
/// Address of the list of reports.
pub const REPORTS: &str = "bao-cao/";
/// Address of the search page.
pub const SEARCH: &str = "tim-kiem/";
/// Address of the file by which the search index begins.
pub const SEARCH_INDEX: &str = "search/start.bin";
/// Address of the data documentation.
pub const DATA: &str = "du-lieu/";
/// Address of the schedule.
pub const SCHEDULE: &str = "thoi-han/";
/// Address of the journal.
pub const JOURNAL: &str = "cap-nhat/";

/// Address of a province's documents.
#[must_use]
pub fn province(province: &Province) -> String {
    format!("{DOCUMENTS}{}/", province.id)
}

/// Address of a document.
#[must_use]
pub fn document(document: &Document) -> String {
    format!("{DOCUMENTS}{}/", document.id)
}

/// Address of a provision: a page of its own when it orders something, else an anchor on the document.
#[must_use]
pub fn provision(document: &Document, provision: &Provision) -> String {
    if provision.orders() {
        format!("{DOCUMENTS}{}/{}/", document.id, provision.eid)
    } else {
        provision_anchor(document, provision)
    }
}

/// Address of the place where a provision stands in its document.
#[must_use]
pub fn provision_anchor(document: &Document, provision: &Provision) -> String {
    format!("{DOCUMENTS}{}/#{}", document.id, provision.eid)
}

/// Address of a directive: its provision's page, with an anchor from the second one on.
#[must_use]
pub fn directive(site: &Site, directive: &Directive) -> String {
    let document = &site.documents[directive.document];
    let page = provision(document, &document.provisions[directive.provision]);
    if directive.ordinal == 1 { page } else { format!("{page}#{}", directive.anchor()) }
}

/// Address of a body.
#[must_use]
pub fn body(body: &Body) -> String {
    format!("{BODIES}{}/", body.id)
}

/// Address of an indicator.
#[must_use]
pub fn indicator(indicator: &Indicator) -> String {
    format!("{INDICATORS}{}/", indicator.id)
}

/// Address of a report.
#[must_use]
pub fn report(slug: &str) -> String {
    format!("{REPORTS}{slug}/")
}

/// Address of a page.
#[must_use]
pub fn page(slug: &str) -> String {
    format!("{slug}/")
}

/// Every address that the site answers, anchors of provisions and directives included, sorted.
#[must_use]
pub fn every_address(site: &Site) -> Vec<String> {
    let mut addresses = vec![
        String::new(),
        DOCUMENTS.into(),
        BODIES.into(),
        INDICATORS.into(),
        REPORTS.into(),
        SEARCH.into(),
        DATA.into(),
        JOURNAL.into(),
        SCHEDULE.into(),
    ];
    addresses.extend(site.provinces.iter().map(province));
    for one in &site.documents {
        addresses.push(document(one));
        for provision in &one.provisions {
            addresses.push(provision_anchor(one, provision));
            if provision.orders() {
                addresses.push(self::provision(one, provision));
            }
        }
    }
    for one in &site.directives {
        if one.ordinal > 1 {
            addresses.push(directive(site, one));
        }
    }
    addresses.extend(site.bodies.iter().map(body));
    addresses.extend(site.indicators.iter().map(indicator));
    addresses.extend(site.reports.iter().map(|one| report(&one.slug)));
    addresses.extend(site.pages.iter().map(|one| page(&one.slug)));
    addresses.extend(site.tombstones.iter().map(|one| one.address.clone()));
    addresses.sort();
    addresses.dedup();
    addresses
}

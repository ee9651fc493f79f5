//! Addresses: the only place that knows how they are made.
//!
//! An address is relative to the root of the site, without a leading slash: `van-ban/dong-nai/x/`. Every
//! page's address ends in `/`.

use rayon::prelude::*;

use super::body::Body;
use super::directive::Directive;
use super::document::{Document, DocumentKind, Provision};
use super::eid::kind_name;
use super::indicator::Indicator;
use super::joined::JoinedSite;
use super::journal::{every_day, years};
use super::province::Province;
use super::shelf::Shelf;
use super::site::Site;
use crate::vietnamese::slug::slug;

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
/// Address of the slots of all recurring duties, as CSV.
pub const SLOTS_TABLE: &str = "thoi-han/ky-bao-cao.csv";
/// Address of the journal.
pub const JOURNAL: &str = "cap-nhat/";
/// Address of the lists of directives by where they stand.
pub const TASKS: &str = "viec/";

/// The lists of directives by where they stand: bare word of the state, and the last part of the address. Each is there
/// even when no directive stands so today.
pub const TASK_LISTS: [(&str, &str); 14] = [
    ("overdue", "qua-han"),
    ("past-due-unreported", "qua-han-chua-co-thong-tin"),
    ("due-today", "han-hom-nay"),
    ("due-soon", "sap-den-han"),
    ("on-time", "con-trong-han"),
    ("recurring", "dinh-ky"),
    ("no-fixed-date", "khong-an-dinh-ngay"),
    ("due-before-issue", "han-truoc-ngay-ban-hanh"),
    ("done-on-time", "xong-dung-han"),
    ("done-late", "xong-muon"),
    ("done", "xong"),
    ("suspended", "tam-dung"),
    ("transferred", "da-chuyen"),
    ("withdrawn", "thoi-thuc-hien"),
];

/// Address of the list of sites whose published data this one joins.
pub const SOURCES: &str = "nguon/";
/// Address of the accessibility statement.
pub const ACCESSIBILITY: &str = "tro-nang/";
/// Address of the journal as an Atom feed.
pub const FEED: &str = "cap-nhat/feed.xml";

/// Where the pages begin that others may put into theirs.
pub const EMBEDS: &str = "nhung/";

/// Everything right below the root that is not a page of the site's own.
pub const ROOTS: [&str; 17] = [
    DOCUMENTS,
    BODIES,
    INDICATORS,
    REPORTS,
    SEARCH,
    DATA,
    SCHEDULE,
    JOURNAL,
    TASKS,
    SOURCES,
    ACCESSIBILITY,
    EMBEDS,
    "assets/",
    "data/",
    "search/",
    "en/",
    "vi/",
];

/// Begins the last part of the address of a list of one kind of documents.
const KIND_PREFIX: &str = "loai-";
/// Begins the last part of the address of a list of one year.
const YEAR_PREFIX: &str = "nam-";
/// Last part of the address of the list of documents whose year nobody knows.
const NO_YEAR: &str = "chua-ro-nam";

/// Address of the page that others may put into theirs, for the page of a provision or an indicator.
#[must_use]
pub fn embed(page: &str) -> String {
    format!("{EMBEDS}{page}")
}

/// Address of the list of directives that stand in `state`; of all lists when there is no such state.
#[must_use]
pub fn tasks_in(state: &str) -> String {
    let slug = TASK_LISTS.iter().find(|(name, _)| *name == state).map(|(_, slug)| format!("{slug}/"));
    format!("{TASKS}{}", slug.unwrap_or_default())
}

/// Address of a province's documents.
#[must_use]
pub fn province(province: &Province) -> String {
    format!("{DOCUMENTS}{}/", province.id)
}

/// Address of the documents of a kind.
#[must_use]
pub fn kind(kind: DocumentKind) -> String {
    let name = if kind == DocumentKind::Other { "khac".to_owned() } else { slug(kind_name(kind)) };
    format!("{DOCUMENTS}{KIND_PREFIX}{name}/")
}

/// Address of the documents of a year; of those whose year nobody knows.
#[must_use]
pub fn year(year: Option<i16>) -> String {
    year.map_or_else(|| format!("{DOCUMENTS}{NO_YEAR}/"), |year| format!("{DOCUMENTS}{YEAR_PREFIX}{year}/"))
}

/// Address of a list of documents.
#[must_use]
pub fn shelf(site: &Site, shelf: Shelf) -> String {
    match shelf {
        Shelf::All => DOCUMENTS.to_owned(),
        Shelf::Province(position) => province(&site.provinces[position]),
        Shelf::Kind(of) => kind(of),
        Shelf::Year(of) => year(of),
    }
}

/// Whether a province of this id would stand where a list of a kind or year stands.
#[must_use]
pub fn is_reserved_province(id: &str) -> bool {
    let is_year = |rest: &str| rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit());
    id == NO_YEAR || id.starts_with(KIND_PREFIX) || id.strip_prefix(YEAR_PREFIX).is_some_and(is_year)
}

/// Address of the journal, or of one year of it.
#[must_use]
pub fn journal(year: Option<i16>) -> String {
    year.map_or_else(|| JOURNAL.to_owned(), |year| format!("{JOURNAL}{YEAR_PREFIX}{year}/"))
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

/// Address of a joined site's page here.
#[must_use]
pub fn joined(site: &JoinedSite) -> String {
    format!("{SOURCES}{}/", site.id)
}

/// Address of the documents of a joined site of a year; of those whose year nobody knows.
#[must_use]
pub fn joined_year(site: &JoinedSite, year: Option<i16>) -> String {
    let year = year.map_or_else(|| NO_YEAR.to_owned(), |year| format!("{YEAR_PREFIX}{year}"));
    format!("{SOURCES}{}/{year}/", site.id)
}

/// Address of an indicator.
#[must_use]
pub fn indicator(indicator: &Indicator) -> String {
    format!("{INDICATORS}{}/", indicator.id)
}

/// Address of the table of an indicator's results, as CSV.
#[must_use]
pub fn indicator_results(indicator: &Indicator) -> String {
    format!("{INDICATORS}{}/ket-qua.csv", indicator.id)
}

/// Address of the scorecards by year of the page at `page`, as CSV.
#[must_use]
pub fn years_table(page: &str) -> String {
    format!("{page}theo-nam.csv")
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
        BODIES.into(),
        INDICATORS.into(),
        REPORTS.into(),
        SEARCH.into(),
        DATA.into(),
        SCHEDULE.into(),
        ACCESSIBILITY.into(),
        TASKS.into(),
    ];
    addresses.extend(TASK_LISTS.iter().map(|(state, _)| tasks_in(state)));
    addresses.extend(Shelf::every(site).into_iter().map(|one| shelf(site, one)));
    addresses.push(journal(None));
    addresses.extend(years(&every_day(site)).into_iter().map(|year| journal(Some(year))));
    for one in &site.documents {
        addresses.push(document(one));
        for provision in &one.provisions {
            addresses.push(provision_anchor(one, provision));
            if provision.orders() {
                let page = self::provision(one, provision);
                addresses.push(embed(&page));
                addresses.push(page);
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
    addresses.extend(site.indicators.iter().map(|one| embed(&indicator(one))));
    addresses.extend(site.reports.iter().map(|one| report(&one.slug)));
    addresses.extend(site.pages.iter().map(|one| page(&one.slug)));
    for one in &site.joined {
        addresses.extend([SOURCES.to_owned(), joined(one)]);
        addresses.extend(one.years().into_keys().map(|year| joined_year(one, year)));
    }
    addresses.extend(site.tombstones.iter().map(|one| one.address.clone()));
    addresses.par_sort_unstable();
    addresses.dedup();
    addresses
}

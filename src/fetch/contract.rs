//! The public data of a site → what is stored of it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{FetchError, Place};
use crate::load::MAXIMUM_JOINED_BYTES;
use crate::model::contract::{Resource, VERSION};
use crate::record::joined::{DirectiveRow, DocumentRow, FORMAT, JoinedRecord, NamedRow};
use crate::record::site::SourceRecord;

/// Address of the description of the tables.
const PACKAGE: &str = "data/datapackage.json";
/// Most bytes that it may have.
const PACKAGE_BYTES: u64 = 4 * 1024 * 1024;

/// The description of the tables, as far as it matters here.
#[derive(Deserialize)]
struct Package {
    title: String,
    version: String,
    created: String,
    #[serde(default)]
    fictional: bool,
    resources: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    name: String,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    name: String,
    short: Option<String>,
}

/// Reads the tables of a source.
pub(super) fn read(entry: &SourceRecord, place: &Place, today: Date) -> Result<JoinedRecord, FetchError> {
    let (described, address) = place.file(PACKAGE, PACKAGE_BYTES)?;
    let package = parsed::<Package>(&described, &address)?;
    if major(&package.version) != major(VERSION) {
        return Err(FetchError::Version(package.version));
    }
    let has = |resource: Resource| package.resources.iter().any(|table| table.name == resource.name());
    let mut documents = rows::<DocumentRow>(place, Resource::Documents)?;
    let is_wanted = |province: &String| entry.provinces.as_ref().is_none_or(|wanted| wanted.contains(province));
    // Of what a source only cites it knows no more than the number: whoever issued it publishes it.
    documents.retain(|document| document.held && is_wanted(&document.province));
    let mut directives = rows::<DirectiveRow>(place, Resource::Directives)?;
    if entry.provinces.is_some() {
        let kept = documents.iter().map(|document| document.id.as_str()).collect::<BTreeSet<_>>();
        directives.retain(|directive| kept.contains(directive.document.as_str()));
    }
    let bodies = rows::<Named>(place, Resource::Bodies)?;
    // Sites that publish an older minor version of the contract have no such table.
    let provinces = if has(Resource::Provinces) { rows::<Named>(place, Resource::Provinces)? } else { Vec::new() };
    let (again, _) = place.file(PACKAGE, PACKAGE_BYTES)?;
    if again != described {
        return Err(FetchError::Changed);
    }
    for document in &mut documents {
        from_root(&mut document.url, &entry.url);
    }
    for directive in &mut directives {
        from_root(&mut directive.url, &entry.url);
    }
    let met = documents.iter().map(|document| document.province.clone()).collect::<BTreeSet<_>>();
    let named = documents.iter().map(|document| &document.issuer);
    let named = named.chain(directives.iter().flat_map(|directive| &directive.lead)).cloned().collect::<BTreeSet<_>>();
    Ok(JoinedRecord {
        format: FORMAT,
        url: entry.url.clone(),
        fetched: today.to_string(),
        as_of: package.created.split('T').next().unwrap_or_default().to_owned(),
        version: package.version,
        title: package.title,
        fictional: package.fictional,
        provinces: kept(met, provinces, true),
        bodies: kept(named, bodies, false),
        documents,
        directives,
    })
}

/// The rows of a table.
fn rows<T: DeserializeOwned>(place: &Place, table: Resource) -> Result<Vec<T>, FetchError> {
    let (bytes, address) = place.file(&format!("data/{}.json", table.name()), MAXIMUM_JOINED_BYTES)?;
    parsed(&bytes, &address)
}

fn parsed<T: DeserializeOwned>(bytes: &[u8], address: &str) -> Result<T, FetchError> {
    serde_json::from_slice(bytes)
        .map_err(|error| FetchError::Garbled { address: address.to_owned(), why: error.to_string() })
}

/// Those whose ids were met, by id. A province without a row goes by its id; a body without one is missed later.
fn kept(met: BTreeSet<String>, rows: Vec<Named>, is_name_optional: bool) -> Vec<NamedRow> {
    let names = rows.into_iter().map(|row| (row.id, row.short.filter(|_| is_name_optional).unwrap_or(row.name)));
    let names = names.collect::<BTreeMap<_, _>>();
    let row = |id: String| match names.get(&id) {
        Some(name) => Some(NamedRow { name: name.clone(), id }),
        None => is_name_optional.then(|| NamedRow { name: id.clone(), id }),
    };
    met.into_iter().filter_map(row).collect()
}

/// Cuts the address of the source off; a site that does not know where it lives writes addresses from its root. What
/// remains of any other address begins with its scheme and is refused later.
fn from_root(url: &mut String, base: &str) {
    if let Some(rest) = url.strip_prefix(base).or_else(|| url.strip_prefix('/')) {
        *url = rest.to_owned();
    }
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}

//! The sites that this one joins: their entries in the settings, and what was fetched from them.
//!
//! A source is joined whole or not at all. What it brings is looked at twice, when it is fetched and at every build:
//! the file may have been changed since, and this site may have grown into a province of it.

mod admit;

use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use admit::admit;

use super::records::Records;
use super::settings::{self, Settings};
use super::waiting::Waiting;
use super::{Options, privacy};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::{Source, SourcePath};
use crate::load::{JOINED, Sources};
use crate::model::joined::JoinedSite;
use crate::model::{Site, Table};
use crate::record::kind::is_slug;
use crate::record::site::SourceRecord;
use crate::say;

/// The file that holds what was fetched from the source `id`.
#[must_use]
pub fn file_of(id: &str) -> SourcePath {
    SourcePath::new(&format!("{JOINED}/{id}.json"))
}

/// What fetching has to know of a site: its sources, with addresses that end in `/`, and the provinces of which it has
/// documents itself.
#[derive(Debug)]
pub struct Wanted {
    /// Its sources.
    pub sources: Vec<SourceRecord>,
    /// Ids of the provinces of which it holds documents itself.
    pub own: BTreeSet<String>,
}

/// What fetching has to know of a site, and what is wrong with its sources or its settings.
#[must_use]
pub fn wanted(sources: &Sources, options: &Options) -> (Wanted, Vec<Diagnostic>) {
    let (records, _) = Records::read(sources, &mut super::Memory::default());
    let mut diagnostics = Vec::new();
    let settings = settings::settings(&records, options, &mut diagnostics);
    let sources = settings.as_ref().map_or_else(Vec::new, |settings| entries(settings, &mut diagnostics));
    let has_text = |record: &Waiting| record.held().provisions > 0;
    let held = records.documents.iter().filter(|filed| filed.record.as_ref().is_none_or(has_text));
    let own = held.filter_map(|filed| Some(filed.id.split_once('/')?.0.to_owned())).collect();
    let sources = sources.into_iter().map(|(_, entry)| entry).collect();
    (Wanted { sources, own }, diagnostics)
}

/// What a check remembers of joined sites for the next one: what was read from which text.
pub type Memory = HashMap<SourcePath, (std::sync::Arc<str>, JoinedSite)>;

/// The sites that are joined.
pub fn link(
    sources: &Sources,
    settings: &Settings,
    memory: &mut Memory,
    diagnostics: &mut Vec<Diagnostic>,
) -> Table<JoinedSite> {
    let mut joined = Vec::new();
    let entries = entries(settings, diagnostics);
    refuse_strangers(sources, settings, diagnostics);
    let mut known = HashMap::new();
    for (number, entry) in entries {
        let path = file_of(&entry.id);
        let root = Trail::ROOT;
        let list = root.key("sources");
        let place = || Place::value(settings.path.clone(), &list.index(number));
        let Some(file) = sources.joined.iter().find(|file| file.path == path) else {
            // One with mistakes as a file has been reported.
            if !sources.broken.iter().any(|file| file.path == path) {
                diagnostics.push(unfetched(&entry, place()));
            }
            continue;
        };
        let one = match memory.remove(&path).filter(|(text, one)| *text == file.text && one.url == entry.url) {
            Some((_, one)) => Ok(one),
            None => read(file, &entry, diagnostics),
        };
        let mut one = match one {
            Ok(one) => one,
            Err(Unread::Elsewhere) => {
                diagnostics.push(unfetched(&entry, place()));
                continue;
            }
            Err(Unread::Bad) => continue,
        };
        known.insert(path, (file.text.clone(), one.clone()));
        if let Some(name) = &entry.name {
            one.name = name.clone();
        }
        joined.push(one);
    }
    *memory = known;
    Table::new(joined)
}

/// Reports provinces of which two sites have documents, now that the documents of this one are known.
pub fn refuse_clashes(site: &Site, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) {
    let held = site.documents.iter().filter(|document| document.is_held() && !site.joined.is_empty());
    let mut owners: BTreeMap<&str, &str> =
        held.map(|document| (site.provinces[document.province].id.as_str(), "")).collect();
    for one in &site.joined {
        let number = settings.record.sources.iter().position(|entry| entry.id == one.id).unwrap_or_default();
        for province in &one.stubs.provinces {
            if let Some(owner) = owners.insert(&province.id, &one.id) {
                let place = Place::value(settings.path.clone(), &Trail::ROOT.key("sources").index(number));
                diagnostics.push(clash(&one.id, &province.id, owner, place));
            }
        }
    }
}

enum Unread {
    /// It was fetched from another address.
    Elsewhere,
    /// What is wrong with it was reported.
    Bad,
}

fn read(file: &Source, entry: &SourceRecord, diagnostics: &mut Vec<Diagnostic>) -> Result<JoinedSite, Unread> {
    let found = privacy::scan(file);
    if !found.is_empty() {
        diagnostics.extend(found);
        return Err(Unread::Bad);
    }
    match admit(&file.text, &entry.id) {
        Ok(one) if one.url != entry.url => Err(Unread::Elsewhere),
        Ok(one) => Ok(one),
        Err(message) => {
            let id = &entry.id;
            diagnostics.push(Diagnostic::error("bad-joined", Place::file(file.path.clone()), message).help(say!(
                "đừng sửa tệp này bằng tay; chạy `minhbach fetch {id}` để lấy lại",
                "do not edit this file; run `minhbach fetch {id}` to bring it again"
            )));
            Err(Unread::Bad)
        }
    }
}

/// The good entries of `sources:`, by number, with addresses that end in `/`.
fn entries(settings: &Settings, diagnostics: &mut Vec<Diagnostic>) -> Vec<(usize, SourceRecord)> {
    let root = Trail::ROOT;
    let list = root.key("sources");
    let mut good: Vec<(usize, SourceRecord)> = Vec::new();
    for (number, entry) in settings.record.sources.iter().enumerate() {
        let trail = list.index(number);
        let mut refuse = |key: &str, message, help| {
            let place = Place::value(settings.path.clone(), &trail.key(key));
            diagnostics.push(Diagnostic::error("bad-source", place, message).help(help));
        };
        let SourceRecord { id, url, .. } = entry;
        if !is_slug(id) {
            refuse(
                "id",
                say!("`{id}` không dùng làm địa chỉ được", "`{id}` cannot be part of an address"),
                say!(
                    "chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ dong-nai",
                    "use lower-case ASCII letters, digits and hyphens only, such as dong-nai"
                ),
            );
            continue;
        }
        let Some(address) = settings::base_url(url) else {
            refuse(
                "url",
                say!("`{url}` không phải địa chỉ của một trang", "`{url}` is not the address of a site"),
                say!(
                    "viết đủ, ví dụ https://minhbach.dongnai.gov.vn/; muốn thử từ một thư mục thì dùng `minhbach fetch --from {id}=THƯ-MỤC`",
                    "write it in full, such as https://minhbach.dongnai.gov.vn/; to try a folder use `minhbach fetch --from {id}=FOLDER`"
                ),
            );
            continue;
        };
        let twice = say!("bỏ một trong hai mục", "drop one of the two entries");
        if good.iter().any(|(_, other)| other.id == *id) {
            refuse("id", say!("nguồn `{id}` ghi hai lần", "the source `{id}` is written twice"), twice);
            continue;
        }
        if good.iter().any(|(_, other)| other.url == address) || settings.base_url.as_ref() == Some(&address) {
            let message = say!(
                "địa chỉ `{url}` đã là của một nguồn khác hoặc của chính trang này",
                "the address `{url}` is that of another source or of this site itself"
            );
            refuse("url", message, twice);
            continue;
        }
        let bad = entry.provinces.iter().flatten().find(|province| !is_slug(province));
        if let Some(province) = bad {
            refuse(
                "provinces",
                say!("`{province}` không phải mã địa phương", "`{province}` is no id of a province"),
                say!("ghi mã như trong địa chỉ, ví dụ dong-nai", "write it as in addresses, such as dong-nai"),
            );
            continue;
        }
        good.push((number, SourceRecord { url: address, ..entry.clone() }));
    }
    good
}

/// Warns of files that belong to no source: nothing is made of them.
fn refuse_strangers(sources: &Sources, settings: &Settings, diagnostics: &mut Vec<Diagnostic>) {
    let known = settings.record.sources.iter().map(|entry| file_of(&entry.id)).collect::<BTreeSet<_>>();
    for file in sources.joined.iter().filter(|file| !known.contains(&file.path)) {
        diagnostics.push(
            Diagnostic::warning(
                "unknown-file",
                Place::file(file.path.clone()),
                say!(
                    "không nguồn nào trong content/site.yaml có tên này, nên tệp không được dùng",
                    "no source of content/site.yaml has this name, so the file is not used"
                ),
            )
            .help(say!(
                "xóa tệp, hoặc thêm lại nguồn vào `sources`",
                "delete it, or add the source to `sources` again"
            )),
        );
    }
}

fn unfetched(entry: &SourceRecord, place: Place) -> Diagnostic {
    let SourceRecord { id, url, .. } = entry;
    Diagnostic::error(
        "unfetched-source",
        place,
        say!(
            "chưa lấy dữ liệu của nguồn `{id}` từ {url}",
            "the data of the source `{id}` were never fetched from {url}"
        ),
    )
    .help(say!("chạy `minhbach fetch {id}`", "run `minhbach fetch {id}`"))
}

/// Two sites publish documents of one province; `owner` is the other source, or empty for this site.
fn clash(id: &str, province: &str, owner: &str, place: Place) -> Diagnostic {
    let message = if owner.is_empty() {
        say!(
            "nguồn `{id}` có văn bản của `{province}`, mà trang này cũng có",
            "the source `{id}` has documents of `{province}`, and so has this site"
        )
    } else {
        say!(
            "nguồn `{id}` có văn bản của `{province}`, mà nguồn `{owner}` cũng có",
            "the source `{id}` has documents of `{province}`, and so has the source `{owner}`"
        )
    };
    Diagnostic::error("joined-clash", place, message).help(say!(
        "thêm `provinces: […]` vào mục này để chỉ lấy những địa phương của nguồn ấy, rồi chạy lại `minhbach fetch {id}`",
        "add `provinces: […]` to this entry to take only the provinces that are its own, and run `minhbach fetch {id}` again"
    ))
}

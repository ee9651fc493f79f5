//! `minhbach fetch`: the published data of the sites that this one joins.

use std::path::Path;

use super::check::options;
use super::{DayArguments, FetchArguments, Outcome, speak};
use crate::base::bilingual::{Language, Message};
use crate::base::diagnostic::any_error;
use crate::check::joined::{self, Wanted, admit, file_of};
use crate::fetch::{Fetched, Place, fetch as bring, store};
use crate::load::Sources;
use crate::record::site::SourceRecord;
use crate::say;
use crate::vietnamese::date::print;

/// Fetches the named sources, or all: each whole, or not at all.
pub fn fetch(root: &Path, command: &FetchArguments, language: Language) -> Outcome {
    let Some((sources, _)) = speak::load(root, language) else { return Outcome::Failed };
    let day = DayArguments { base_url: None, today: command.today };
    let options = options(&day);
    let (wanted, diagnostics) = joined::wanted(&sources, &options);
    if any_error(&diagnostics) {
        speak::diagnostics(&diagnostics, &sources.texts(), language);
        return Outcome::Wrong;
    }
    let froms = command.from.iter().map(|(id, _)| id);
    if let Some(stranger) =
        command.ids.iter().chain(froms).find(|id| !wanted.sources.iter().any(|entry| entry.id == **id))
    {
        let unknown = say!(
            "content/site.yaml không có nguồn `{stranger}` trong `sources`",
            "content/site.yaml has no source `{stranger}` in `sources`"
        );
        speak::failure(&unknown, language);
        return Outcome::Failed;
    }
    if wanted.sources.is_empty() {
        let nothing = say!(
            "content/site.yaml chưa khai báo nguồn nào ở `sources`",
            "content/site.yaml declares nothing in `sources`"
        );
        speak::talk(nothing.in_language(language));
        return Outcome::Fine;
    }
    // Which provinces each source has as of the copies that lie here.
    let mut owned =
        wanted.sources.iter().map(|entry| (entry.id.clone(), provinces(&sources, entry))).collect::<Vec<_>>();
    let mut outcome = Outcome::Fine;
    let is_asked = |entry: &&SourceRecord| command.ids.is_empty() || command.ids.contains(&entry.id);
    for entry in wanted.sources.iter().filter(is_asked) {
        let id = &entry.id;
        let from = command.from.iter().find(|(of, _)| of == id).map(|(_, place)| place.as_str());
        let place = Place::named(from.unwrap_or(&entry.url));
        let taken = |province: &str| owner(&wanted, &owned, id, province);
        let fetched = match bring(entry, &place, &taken, options.today) {
            Ok(fetched) => fetched,
            Err(error) => {
                let (Message { vi, en }, left) = (error.message(), kept(&sources, entry));
                let (left_vi, left_en) = (left.vi, left.en);
                speak::failure(&say!("nguồn `{id}`: {vi}. {left_vi}", "source `{id}`: {en}. {left_en}"), language);
                outcome = worse(outcome, if error.is_of_the_network() { Outcome::Failed } else { Outcome::Wrong });
                continue;
            }
        };
        let Fetched { text, site } = &fetched;
        match store(root, id, text) {
            Ok(path) => {
                let (documents, directives) = (site.stubs.documents.len(), site.stubs.directives.len());
                let (as_of, as_of_vi) = (site.as_of, print(site.as_of));
                let done = say!(
                    "nguồn `{id}`: {documents} văn bản, {directives} nhiệm vụ, tình trạng tính đến ngày {as_of_vi}, đã ghi vào {path}",
                    "source `{id}`: {documents} documents, {directives} directives, status as of {as_of}, written to {path}"
                );
                speak::talk(done.in_language(language));
                let now = site.stubs.provinces.iter().map(|province| province.id.clone()).collect();
                owned.iter_mut().filter(|(of, _)| of == id).for_each(|(_, provinces)| *provinces = Vec::clone(&now));
            }
            Err(error) => {
                let path = file_of(id);
                speak::failure(&say!("không ghi được {path} ({error})", "cannot write {path} ({error})"), language);
                outcome = Outcome::Failed;
            }
        }
    }
    outcome
}

/// Whose province that is, if it is anybody's but `id`'s: the id of another source, or nothing for this site.
fn owner(wanted: &Wanted, owned: &[(String, Vec<String>)], id: &str, province: &str) -> Option<String> {
    if wanted.own.contains(province) {
        return Some(String::new());
    }
    let other = owned.iter().find(|(of, provinces)| of != id && provinces.iter().any(|one| one == province));
    other.map(|(of, _)| of.clone())
}

/// The provinces of the copy that lies here; none when there is no good one.
fn provinces(sources: &Sources, entry: &SourceRecord) -> Vec<String> {
    let file = sources.joined.iter().find(|file| file.path == file_of(&entry.id));
    let site = file.and_then(|file| admit(&file.text, &entry.id).ok());
    site.map_or_else(Vec::new, |site| site.stubs.provinces.iter().map(|province| province.id.clone()).collect())
}

/// What lies here still, in words.
fn kept(sources: &Sources, entry: &SourceRecord) -> Message {
    let file = sources.joined.iter().find(|file| file.path == file_of(&entry.id));
    match file.and_then(|file| admit(&file.text, &entry.id).ok()) {
        Some(site) => {
            let (day, day_vi) = (site.fetched, print(site.fetched));
            say!("Bản lấy ngày {day_vi} vẫn giữ nguyên", "The copy fetched on {day} is as it was")
        }
        None => say!("Chưa ghi gì", "Nothing was written"),
    }
}

fn worse(one: Outcome, other: Outcome) -> Outcome {
    if one == Outcome::Failed || other == Outcome::Failed { Outcome::Failed } else { Outcome::Wrong }
}

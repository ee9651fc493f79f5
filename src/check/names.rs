//! Which ids exist, and what became of those that do not.

use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickMap;
use crate::base::place::Place;
use crate::model::body::Body;
use crate::model::document::Document;
use crate::model::indicator::{Indicator, IndicatorSet};
use crate::model::province::Province;
use crate::model::table::{Entity, Ix};
use crate::model::track::Kind;
use crate::record::kind::is_slug;
use crate::record::suggest::edit_distance;
use crate::say;
use crate::vietnamese::slug::slug;

/// What became of a record.
#[derive(Debug, Clone, Copy)]
pub enum Fate<T> {
    /// It is public, at this place of its table.
    Public(Ix<T>),
    /// It exists and is a draft, or its day has not come.
    Hidden,
    /// It was public once and no longer is.
    Withdrawn,
    /// Its file has errors that were reported already.
    Broken,
}

impl<T> PartialEq for Fate<T> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Fate::Public(one), Fate::Public(other)) => one == other,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// The ids of one kind of record.
#[derive(Debug)]
pub struct Index<T> {
    noun: Noun,
    fates: QuickMap<String, Fate<T>>,
}

/// What a kind of record is called in a message.
#[derive(Debug, Clone, Copy)]
pub struct Noun {
    vi: &'static str,
    en: &'static str,
    folder: &'static str,
}

impl<T> PartialEq for Index<T> {
    fn eq(&self, other: &Self) -> bool {
        self.fates == other.fates
    }
}

impl<T> Index<T> {
    fn new(noun: Noun) -> Self {
        Self { noun, fates: QuickMap::default() }
    }

    /// Makes room for `count` more ids.
    pub fn expect(&mut self, count: usize) {
        self.fates.reserve(count);
    }

    /// Notes what became of `id`.
    pub fn insert(&mut self, id: String, fate: Fate<T>) {
        self.fates.insert(id, fate);
    }

    /// The place of a public record; `None` for all others.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<Ix<T>> {
        match self.fates.get(id) {
            Some(Fate::Public(position)) => Some(*position),
            _ => None,
        }
    }

    /// The place of the record that `id` names, or a diagnostic at `place` when there is none to show.
    pub fn resolve(&self, id: &str, place: impl FnOnce() -> Place, diagnostics: &mut Vec<Diagnostic>) -> Option<Ix<T>> {
        match self.fates.get(id) {
            Some(Fate::Public(position)) => return Some(*position),
            Some(Fate::Broken) => return None,
            Some(Fate::Hidden) => diagnostics.push(self.hidden(id, place())),
            Some(Fate::Withdrawn) => diagnostics.push(self.withdrawn(id, place())),
            None => diagnostics.push(self.unknown(id, place())),
        }
        None
    }

    fn hidden(&self, id: &str, place: Place) -> Diagnostic {
        let Noun { vi, en, .. } = self.noun;
        Diagnostic::error(
            "not-public",
            place,
            say!("{vi} `{id}` chưa được công bố, nên bản ghi công khai không được nhắc đến", "the {en} `{id}` is not public, so a public record must not mention it"),
        )
        .help(say!(
            "duyệt bản ghi đó (publication: approved, ngày công bố không muộn hơn bản ghi này), hoặc để bản ghi này ở dạng nháp",
            "approve that record (publication: approved, public no later than this one), or keep this one a draft"
        ))
    }

    fn withdrawn(&self, id: &str, place: Place) -> Diagnostic {
        let Noun { vi, en, .. } = self.noun;
        Diagnostic::error(
            "not-public",
            place,
            say!(
                "{vi} `{id}` đã rút khỏi trang, nên bản ghi công khai không được nhắc đến",
                "the {en} `{id}` was withdrawn, so a public record must not mention it"
            ),
        )
        .help(say!("bỏ chỗ nhắc đến, hoặc công bố lại bản ghi đó", "drop the reference, or publish that record again"))
    }

    fn unknown(&self, id: &str, place: Place) -> Diagnostic {
        let Noun { vi, en, folder } = self.noun;
        let help = match (self.nearest(id, place.source.as_str()), self.is_shaped(id)) {
            (Some(known), true) => say!(
                "có phải là `{known}`? Nếu không, tạo tệp content/{folder}/{id}.yaml",
                "did you mean `{known}`? If not, create content/{folder}/{id}.yaml"
            ),
            (Some(known), false) => say!("có phải là `{known}`?", "did you mean `{known}`?"),
            (None, true) => say!(
                "tạo tệp content/{folder}/{id}.yaml, hoặc sửa lại mã",
                "create content/{folder}/{id}.yaml, or correct the id"
            ),
            (None, false) => say!(
                "ghi mã, tức là tên tệp không có đuôi cùng thư mục của tỉnh, ví dụ dong-nai/tinh-uy",
                "write the id: the name of the file without its ending, behind the folder of its province, such as dong-nai/tinh-uy"
            ),
        };
        Diagnostic::error("unknown-reference", place, say!("không có {vi} `{id}`", "there is no {en} `{id}`"))
            .help(help)
    }

    /// Whether `id` could be an id: as many slugs as those of this kind have.
    fn is_shaped(&self, id: &str) -> bool {
        let levels = if self.noun.folder == "provinces" { 1 } else { 2 };
        id.split('/').count() == levels && id.split('/').all(is_slug)
    }

    /// The id that was probably meant: mistyped, without its province, the name of a body in place of its id, or
    /// only its beginning, such as `dong-nai/449-kl-tu`.
    fn nearest(&self, id: &str, path: &str) -> Option<&str> {
        let (province, name) = id.rsplit_once('/').unwrap_or(("", id));
        let name = slug(name);
        let rank = |known: &str| {
            let (other, known_name) = known.rsplit_once('/').unwrap_or(("", known));
            let distance =
                edit_distance(&name, known_name) + if province.is_empty() { 0 } else { edit_distance(province, other) };
            (distance, !path.contains(&format!("/{other}/")), known.to_owned())
        };
        let limit = 1 + name.chars().count() / 5;
        let ((distance, ..), known) = self.fates.keys().map(|known| (rank(known), known)).min()?;
        if distance <= limit {
            return Some(known);
        }
        let begins = format!("{province}/{name}-");
        self.fates
            .keys()
            .filter(|known| known.starts_with(&begins))
            .min_by_key(|known| (known.len(), *known))
            .map(|known| &**known)
    }
}

/// The ids of every kind of record.
#[derive(Debug, PartialEq)]
pub struct Names {
    /// Provinces.
    pub provinces: Index<Province>,
    /// Bodies.
    pub bodies: Index<Body>,
    /// Documents.
    pub documents: Index<Document>,
    /// Indicators.
    pub indicators: Index<Indicator>,
    /// Indicator sets.
    pub indicator_sets: Index<IndicatorSet>,
}

impl Default for Names {
    fn default() -> Self {
        Self {
            provinces: Index::new(Noun { vi: "địa phương", en: "province", folder: "provinces" }),
            bodies: Index::new(Noun { vi: "cơ quan", en: "body", folder: "bodies" }),
            documents: Index::new(Noun { vi: "văn bản", en: "document", folder: "documents" }),
            indicators: Index::new(Noun { vi: "chỉ tiêu", en: "indicator", folder: "indicators" }),
            indicator_sets: Index::new(Noun { vi: "bộ chỉ số", en: "indicator set", folder: "indicator-sets" }),
        }
    }
}

/// The province part of an id.
#[must_use]
pub fn province_part(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

impl Names {
    /// The place of the record of this kind, one of those to which documents refer, that `id` names, or a diagnostic at
    /// `place` when there is none to show.
    pub fn resolve(
        &self,
        kind: Kind,
        id: &str,
        place: impl FnOnce() -> Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        fn raw<T: Entity>(found: Option<Ix<T>>) -> Option<usize> {
            found.map(Ix::position)
        }
        match kind {
            Kind::Province => raw(self.provinces.resolve(id, place, diagnostics)),
            Kind::Body => raw(self.bodies.resolve(id, place, diagnostics)),
            Kind::Document => raw(self.documents.resolve(id, place, diagnostics)),
            Kind::Indicator => raw(self.indicators.resolve(id, place, diagnostics)),
            _ => None,
        }
    }

    /// The province in whose folder a record lies; says so when there is none.
    pub fn province_of<R>(
        &self,
        filed: &super::records::Filed<R>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Ix<Province>> {
        self.provinces.resolve(province_part(&filed.id), || Place::file(filed.path.clone()), diagnostics)
    }
}

//! The text of a fetched file → a joined site, or the first thing that keeps it out.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::{Error as ValueError, StrDeserializer};

use crate::base::bilingual::Message;
use crate::model::day::{PartialDate, parse_day};
use crate::model::deadline::DeadlineKind;
use crate::model::document::DocumentKind;
use crate::model::joined::{JoinedSite, Named, StubDirective, StubDocument, Stubs};
use crate::model::status::{SlotState, Timeliness};
use crate::record::common::Bilingual;
use crate::record::joined::{DirectiveRow, DocumentRow, FORMAT, JoinedRecord, NamedRow};
use crate::record::kind::is_slug;
use crate::say;

/// Most characters that a text of a row may have.
const LONGEST: usize = 20_000;

type Admitted<T> = Result<T, Message>;

/// The joined site in `text`, which is called `id` here.
///
/// # Errors
/// What keeps it out: another format, rows that cannot be, links that lead elsewhere.
pub fn admit(text: &str, id: &str) -> Admitted<JoinedSite> {
    let record = serde_json::from_str::<JoinedRecord>(text)
        .map_err(|error| say!("không đọc được tệp ({error})", "the file cannot be read ({error})"))?;
    let format = record.format;
    if format != FORMAT {
        return Err(say!(
            "tệp theo dạng {format}, chương trình này đọc dạng {FORMAT}",
            "the file has format {format}, this program reads format {FORMAT}"
        ));
    }
    let provinces = named(record.provinces, 1)?;
    let bodies = named(record.bodies, 2)?;
    let documents = documents(record.documents, &provinces, &bodies)?;
    let mut stubs = Stubs { provinces: provinces.named, documents, ..Stubs::default() };
    add_directives(&mut stubs, record.directives, &bodies)?;
    stubs.bodies = bodies.named;
    Ok(JoinedSite {
        id: id.to_owned(),
        name: Bilingual { vi: line(record.title, "title")?, en: None },
        url: record.url,
        fetched: day(&record.fetched)?,
        as_of: day(&record.as_of)?,
        version: record.version,
        is_fictional: record.fictional,
        stubs: Arc::new(stubs),
    })
}

/// Things with a name, and where each stands.
struct Places {
    named: Vec<Named>,
    by_id: HashMap<String, u32>,
}

impl Places {
    fn of(&self, id: &str) -> Admitted<u32> {
        self.by_id.get(id).copied().ok_or_else(|| {
            say!("dữ liệu nhắc đến `{id}` mà không có dòng của nó", "the data name `{id}` and have no row of it")
        })
    }
}

/// `levels` is how many slugs make an id.
fn named(rows: Vec<NamedRow>, levels: usize) -> Admitted<Places> {
    let mut places = Places { named: Vec::with_capacity(rows.len()), by_id: HashMap::new() };
    for NamedRow { id, name } in rows {
        if !is_id(&id, levels) {
            return Err(no_id(&id));
        }
        if places.by_id.insert(id.clone(), number(places.named.len())).is_some() {
            return Err(twice(&id));
        }
        let name = line(name, &id)?;
        places.named.push(Named { id, name });
    }
    Ok(places)
}

/// The documents, by id.
fn documents(mut rows: Vec<DocumentRow>, provinces: &Places, bodies: &Places) -> Admitted<Vec<StubDocument>> {
    rows.sort_by(|one, other| one.id.cmp(&other.id));
    if let Some(pair) = rows.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(twice(&pair[0].id));
    }
    rows.into_iter().map(|row| document(row, provinces, bodies)).collect()
}

fn document(row: DocumentRow, provinces: &Places, bodies: &Places) -> Admitted<StubDocument> {
    let id = &row.id;
    if !is_id(id, 2) || id.split('/').next() != Some(&row.province) {
        return Err(no_id(id));
    }
    let date = row.date.as_deref().map(|text| PartialDate::parse(text).map_err(|_| no_day(text)));
    Ok(StubDocument {
        number: row.number.map(|text| line(text, id)).transpose()?.map(Box::from),
        // A later version of the contract may know more kinds.
        kind: word(&row.kind).unwrap_or(DocumentKind::Other),
        issuer: bodies.of(&row.issuer)?,
        province: provinces.of(&row.province)?,
        date: date.transpose()?,
        title: row.title.map(|text| line(text, id)).transpose()?.map(Box::from),
        address: inside(row.url)?,
        directives: 0..0,
        id: row.id.into(),
    })
}

/// Adds the directives, by document and then as they come.
fn add_directives(stubs: &mut Stubs, rows: Vec<DirectiveRow>, bodies: &Places) -> Admitted<()> {
    let directives = rows.into_iter().map(|row| directive(row, stubs, bodies)).collect::<Admitted<Vec<_>>>()?;
    stubs.directives = directives;
    stubs.directives.sort_by_key(|directive| directive.document);
    let mut ids = HashSet::with_capacity(stubs.directives.len());
    if let Some(again) = stubs.directives.iter().find(|directive| !ids.insert(&directive.id)) {
        return Err(twice(&again.id));
    }
    let mut start = 0;
    for same in stubs.directives.chunk_by(|one, other| one.document == other.document) {
        let end = start + same.len();
        stubs.documents[same[0].document as usize].directives = start..end;
        start = end;
    }
    Ok(())
}

fn directive(row: DirectiveRow, stubs: &Stubs, bodies: &Places) -> Admitted<StubDirective> {
    let id = row.id;
    let document = row.document.as_str();
    let Some(place) = stubs.place_of(document) else {
        return Err(say!(
            "nhiệm vụ `{id}` thuộc văn bản `{document}`, mà văn bản ấy không có trong dữ liệu",
            "the directive `{id}` belongs to the document `{document}`, which the data lack"
        ));
    };
    let eid = id.strip_prefix(document).and_then(|rest| rest.strip_prefix('/')).unwrap_or_default();
    let is_eid = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'~');
    if eid.is_empty() || !eid.bytes().all(is_eid) {
        return Err(no_id(&id));
    }
    let date = |text: Option<String>| text.map(|text| day(&text)).transpose();
    let mut slots = [0; 3];
    for slot in &row.slots {
        let states = [SlotState::Filed, SlotState::Late, SlotState::Missing];
        match states.iter().position(|state| state.word() == slot.state) {
            Some(state) => slots[state] += 1,
            None if slot.state == SlotState::Upcoming.word() => {}
            None => return Err(no_word(&slot.state)),
        }
    }
    let kinds =
        [DeadlineKind::Date, DeadlineKind::Period, DeadlineKind::Recurring, DeadlineKind::Horizon, DeadlineKind::None];
    let kind = kinds.into_iter().find(|kind| kind.word() == row.deadline_kind);
    let timeliness = Timeliness::ALL.into_iter().find(|one| one.word() == row.timeliness);
    Ok(StubDirective {
        document: number(place),
        action: line(row.action, &id)?.into(),
        lead: row.lead.iter().map(|body| bodies.of(body)).collect::<Admitted<_>>()?,
        phrase: row.deadline_text.map(|text| line(text, &id)).transpose()?.map(Box::from),
        kind: kind.ok_or_else(|| no_word(&row.deadline_kind))?,
        due: date(row.due)?,
        lifecycle: word(&row.lifecycle).ok_or_else(|| no_word(&row.lifecycle))?,
        timeliness: timeliness.ok_or_else(|| no_word(&row.timeliness))?,
        completed: date(row.completed)?,
        slots,
        address: inside(row.url)?,
        id: id.into(),
    })
}

/// An address below the source's own: nothing that climbs out of it, and no script.
fn inside(address: String) -> Admitted<Box<str>> {
    let is_part = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'/' | b'-' | b'_' | b'~' | b'#' | b'.')
    };
    let is_good = !address.is_empty()
        && address.bytes().all(is_part)
        && !address.starts_with('/')
        && !address.contains("..")
        && !address.contains("//");
    if is_good {
        Ok(address.into())
    } else {
        Err(say!(
            "liên kết `{address}` dẫn ra ngoài địa chỉ của nguồn",
            "the link `{address}` leads out of the address of the source"
        ))
    }
}

/// A text on one line; control characters and texts without end are refused.
fn line(text: String, of: &str) -> Admitted<String> {
    let is_control = |character: char| character.is_control() && !matches!(character, '\n' | '\t' | '\r');
    if text.len() > LONGEST || text.contains(is_control) {
        return Err(say!(
            "một ô chữ của `{of}` dài quá mức hoặc có ký tự điều khiển",
            "a text of `{of}` is too long or holds control characters"
        ));
    }
    let needs_joining = text.contains(|character: char| character.is_whitespace() && character != ' ');
    Ok(if needs_joining { text.split_whitespace().collect::<Vec<_>>().join(" ") } else { text })
}

fn is_id(id: &str, levels: usize) -> bool {
    id.split('/').count() == levels && id.split('/').all(is_slug)
}

fn day(text: &str) -> Admitted<Date> {
    parse_day(text).map_err(|_| no_day(text))
}

/// The value that a bare word stands for, as records write it.
fn word<'t, T: Deserialize<'t>>(text: &'t str) -> Option<T> {
    let word: StrDeserializer<'t, ValueError> = text.into_deserializer();
    T::deserialize(word).ok()
}

fn number(place: usize) -> u32 {
    u32::try_from(place).expect("a file of half a gigabyte has fewer than 2^32 rows")
}

fn no_id(id: &str) -> Message {
    say!("`{id}` không phải mã hợp lệ", "`{id}` is no proper id")
}

fn twice(id: &str) -> Message {
    say!("`{id}` có hai dòng", "`{id}` has two rows")
}

fn no_day(text: &str) -> Message {
    say!("`{text}` không phải ngày", "`{text}` is no day")
}

fn no_word(text: &str) -> Message {
    say!("`{text}` không phải từ có trong hợp đồng dữ liệu", "`{text}` is no word of the data contract")
}

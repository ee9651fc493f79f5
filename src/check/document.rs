//! Documents: numbers, dates, text, relations.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Context;
use super::dates::partial_date;
use super::links::refuse_unsafe;
use super::names::{Fate, Names, province_part};
use super::provision::{self, Text};
use super::publication::{Gate, gate};
use super::records::{self, Filed};
use super::stored;
use super::tables::{Kept, Linked, Loose, Lying, Tables};
use super::waiting::{Packed, Waiting};
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickMap;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::load::RecordCache;
use crate::model::Site;
use crate::model::document::{Document, Incoming, Read, Reading, ReadingKind, Relation};
use crate::model::eid::{Eid, kind_name};
use crate::model::number::DocumentNumber;
use crate::model::packing::Reference;
use crate::model::route;
use crate::model::site::Tombstone;
use crate::model::table::{Ix, List, Stretch};
use crate::model::text::MarkedText;
use crate::model::track::Kind;
use crate::record::common::Doubtable;
use crate::record::document::DocumentRecord;
use crate::say;

/// The places of the public ones, their ids entered into `names`. Withdrawn ones leave a tombstone.
pub fn select(
    records: &[Filed<Waiting>],
    today: Date,
    names: &mut Names,
    tombstones: &mut Vec<Tombstone>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<Ix<Document>>> {
    let mut selected = Vec::with_capacity(records.len());
    let mut count = 0;
    names.documents.expect(records.len());
    for filed in records {
        let fate = match &filed.record {
            None => Fate::Broken,
            Some(record) => match gate(record.publication(), &filed.path, &Trail::ROOT, today, diagnostics) {
                Gate::Public if names.province_of(filed, diagnostics).is_some() => {
                    count += 1;
                    Fate::Public(Ix::new(count - 1))
                }
                Gate::Public | Gate::Unclear => Fate::Broken,
                Gate::Hidden => Fate::Hidden,
                Gate::Withdrawn(reason) => {
                    tombstones.push(Tombstone {
                        address: format!("{}{}/", route::DOCUMENTS, filed.id),
                        name: record.number().map_or_else(|| filed.id.clone(), |number| number.value.to_string()),
                        reason,
                    });
                    Fate::Withdrawn
                }
            },
        };
        selected.push(match fate {
            Fate::Public(position) => Some(position),
            Fate::Hidden | Fate::Withdrawn | Fate::Broken => None,
        });
        names.documents.insert(filed.id.clone(), fate);
    }
    selected
}

/// A document on its way into the tables.
enum Part {
    /// It was linked now.
    New(Box<Linked>),
    /// It is what it was.
    Known(Ix<Document>),
}

/// So many documents are linked at a time, while those before them are joined to the others.
const BATCH: usize = 1024;

/// Links the documents that have a place into `site`, each by itself in parallel, and tells how they lie there and
/// what is still to be tied to their directives. Those that `kept` holds are taken over; with nothing to keep a record makes
/// room for the next one as soon as it is linked, and what `cache` is to keep of it goes there.
pub fn link(
    records: &mut [Filed<Waiting>],
    places: &[Option<Ix<Document>>],
    (kept, cache): (Option<&Kept>, Option<&RecordCache>),
    site: &mut Site,
    context: &mut Context<'_>,
) -> (Vec<Lying>, Loose) {
    let (today, replay, names) = (context.today, context.replay, context.names);
    let known = kept.filter(|kept| kept.holds(today, replay, names));
    let mut tables = known.map_or_else(|| Tables::of(records, places), |_| Tables::default());
    let among = cache.map(|_| ids(records, places)).unwrap_or_default();
    let id_of = |reference| id_of(reference, site, &among);
    let link_batch = |records: &mut [Filed<Waiting>], places: &[Option<Ix<Document>>]| {
        let parts = records.par_iter_mut().zip(places).filter_map(|(filed, place)| {
            if let Some(position) =
                place.filter(|position| known.is_some_and(|known| known.has(*position, &filed.path)))
            {
                return Some(Part::Known(position));
            }
            let waiting = filed.record.take()?;
            let link = |record: &DocumentRecord| Some(one((*place)?, filed, record, today, replay, names));
            let linked = match waiting {
                Waiting::Open(record) => {
                    let linked = link(&record);
                    filed.record = kept.map(|_| Waiting::Open(record));
                    linked
                }
                Waiting::Packed(packed) => {
                    let linked = link(&packed.open());
                    if let Some(cache) = cache {
                        keep(linked.as_ref(), &packed, &filed.path, id_of, cache);
                    }
                    linked
                }
                Waiting::Linked(before) => {
                    let now = || before.link(names, today, replay);
                    // There may be something to say of it, and to say where takes the record.
                    let read = || records::document(&cache?.read_again(&filed.path)?);
                    let anew = || link(read()?.record?.as_open()?);
                    let linked = place.map(|_| now().or_else(anew));
                    linked.map(|linked| linked.unwrap_or_else(|| before.link_anyway(names, &filed.path)))
                }
            };
            linked.map(|linked| Part::New(Box::new(linked)))
        });
        parts.collect::<Vec<_>>()
    };
    let mut join = |parts: Vec<Part>| {
        for part in parts {
            match (part, known) {
                (Part::New(linked), _) => tables.add(*linked, context),
                (Part::Known(position), Some(known)) => tables.take_over(position, known),
                (Part::Known(_), None) => {}
            }
        }
    };
    let mut linked = Vec::new();
    for (records, places) in records.chunks_mut(BATCH).zip(places.chunks(BATCH)) {
        linked = rayon::join(|| link_batch(records, places), || join(linked)).0;
    }
    join(linked);
    let Tables { documents, directives, targets, observations, lying, loose } = tables;
    site.documents = documents.into();
    site.directives = directives.into();
    site.targets = targets.into();
    site.results = observations.into();
    let paths = records.iter().zip(places).filter(|(_, place)| place.is_some()).map(|(filed, _)| &filed.path);
    check_unique_numbers(&paths.collect::<Vec<_>>(), site, context);
    derive_incoming(site);
    (lying, loose)
}

/// The ids of the documents that have a place, by place.
fn ids(records: &[Filed<Waiting>], places: &[Option<Ix<Document>>]) -> Vec<Box<str>> {
    records.iter().zip(places).filter(|(_, place)| place.is_some()).map(|(filed, _)| filed.id.as_str().into()).collect()
}

/// The id of whom a reference of a document leads to; `documents` are the ids of these.
fn id_of<'i>((kind, position): Reference, site: &'i Site, documents: &'i [Box<str>]) -> Option<&'i str> {
    match kind {
        Kind::Province => Some(&site.provinces[Ix::new(position)].id),
        Kind::Body => Some(&site.bodies[Ix::new(position)].id),
        Kind::Indicator => Some(&site.indicators[Ix::new(position)].id),
        Kind::Document => documents.get(position).map(|id| &**id),
        _ => None,
    }
}

/// Keeps what came of a file that was read now: the document that was linked of it if there is nothing to say of that,
/// else its record.
fn keep<'i>(
    linked: Option<&Linked>,
    packed: &Packed,
    path: &SourcePath,
    id_of: impl Fn(Reference) -> Option<&'i str>,
    cache: &RecordCache,
) {
    let Packed { about, text, bytes } = packed;
    let linked = linked.and_then(|linked| stored::to_bytes(linked, about, id_of));
    cache.keep(path, *text, linked.as_deref().unwrap_or(bytes));
}

/// Links the document that will stand at `position`, by itself.
pub fn one(
    position: Ix<Document>,
    filed: &Filed<Waiting>,
    record: &DocumentRecord,
    today: Date,
    replay: bool,
    names: &Names,
) -> Linked {
    let mut diagnostics = Vec::new();
    let path = &filed.path;
    let root = Trail::ROOT;
    let mut context = Context { today, replay, names, diagnostics: &mut diagnostics, unaddressed: HashSet::new() };

    let number = record.number.as_ref().map(|number| read_number(number, record, filed, &mut context));
    let date = record.date.as_ref().and_then(|written| {
        let value = partial_date(&written.value, path, &root.key("date").key("value"), context.diagnostics)?;
        Some(Read { value, doubtful: written.doubtful.clone() })
    });
    if let Some(date) = &date
        && !replay
        && date.value.first_day() > today
    {
        context.diagnostics.push(
            Diagnostic::warning(
                "future-date",
                Place::value(path.clone(), &root.key("date")),
                say!("ngày ban hành ở tương lai", "the date of issue lies in the future"),
            )
            .help(say!("xem lại năm", "check the year")),
        );
    }
    if record.number.is_none() && record.title.is_none() {
        context.diagnostics.push(
            Diagnostic::error(
                "missing-field",
                Place::file(path.clone()),
                say!("văn bản không có số, cũng không có trích yếu", "the document has neither a number nor a title"),
            )
            .help(say!("ghi ít nhất `number` hoặc `title`", "write at least `number` or `title`")),
        );
    }
    let issuer =
        names.bodies.resolve(&record.issuer, || Place::value(path.clone(), &root.key("issuer")), context.diagnostics);

    if let Some(address) = record.source.as_ref().and_then(|source| source.url.as_deref()) {
        refuse_unsafe(address, path, &root.key("source").key("url"), context.diagnostics);
    }

    let mut text = Text::new(position, filed, date.as_ref().map(|date| date.value));
    text.addressees(&record.addressees, &mut context);
    text.body(&record.provisions, &mut context);
    text.footnotes(&record.footnotes, &mut context);
    text.recipients(&record.recipients, &mut context);
    let text = text.finish(&mut context);

    let readings = readings(record, filed, &text, &mut context);
    let relations = relations(record, filed, &text, &mut context);
    provision::check_doubts(&text, &readings, &mut context);
    let marked = |lines: &[String]| lines.iter().map(|line| MarkedText::new(line)).collect::<List<_>>();
    let document = Document {
        id: filed.id.as_str().into(),
        // `select` lets only documents through whose province exists.
        province: names.provinces.get(province_part(&filed.id)).unwrap_or(Ix::new(0)),
        number,
        kind: record.kind,
        // A document whose issuer is unknown has an error, and is never written.
        issuer: issuer.unwrap_or(Ix::new(0)),
        date,
        title: record.title.clone(),
        short_title: record.short_title.clone(),
        signer: record.signer.as_ref().and_then(|signer| signer.name.clone()),
        signer_title: record
            .signer
            .as_ref()
            .and_then(|signer| signer.title.as_ref())
            .map(|title| Read { value: title.value.clone(), doubtful: title.doubtful.clone() }),
        source: record.source.as_ref().map(|source| source.description.clone()),
        source_url: record.source.as_ref().and_then(|source| source.url.clone()),
        letterhead: marked(&record.letterhead),
        heading: record.heading.as_deref().map(MarkedText::new),
        provisions: text.provisions.into(),
        signature: marked(&record.signature),
        page_footer: record.page_footer.clone(),
        readings,
        relations,
        incoming: List::new(),
        directives: Stretch::default(),
    };
    Linked {
        document,
        directives: text.directives,
        targets: text.targets,
        observations: text.observations,
        pending: text.pending,
        has_bad_labels: text.has_bad_labels,
        diagnostics,
    }
}

fn read_number(
    number: &Doubtable,
    record: &DocumentRecord,
    filed: &Filed<Waiting>,
    context: &mut Context<'_>,
) -> Read<Box<str>> {
    let root = Trail::ROOT;
    let outer = root.key("number");
    let trail = outer.key("value");
    let place = || Place::value(filed.path.clone(), &trail);
    if number.doubtful.is_none() {
        match DocumentNumber::parse(&number.value) {
            Err(problem) => {
                let mut diagnostic = Diagnostic::error("bad-number", place(), problem.message);
                diagnostic.help = Some(match problem.suggestion {
                    Some(suggestion) => say!(
                        "có phải là `{suggestion}`? Nếu bản gốc in đúng như vậy, ghi thành `number: {{ value: …, doubtful: … }}`",
                        "did you mean `{suggestion}`? If the original prints it so, write `number: {{ value: …, doubtful: … }}`"
                    ),
                    None => say!(
                        "chép đúng số, ký hiệu, ví dụ 529/TB-UBND hoặc 449-KL/TU",
                        "copy the number exactly, such as 529/TB-UBND or 449-KL/TU"
                    ),
                });
                context.diagnostics.push(diagnostic);
            }
            Ok(parsed) => {
                if !parsed.unit_known {
                    context.diagnostics.push(
                        Diagnostic::warning(
                            "unknown-unit",
                            place(),
                            say!(
                                "chưa gặp ký hiệu cơ quan này trong danh sách đã biết",
                                "this issuer's symbol is not in the list of known ones"
                            ),
                        )
                        .help(say!(
                            "so lại với bản gốc; nếu đúng, không cần làm gì",
                            "compare with the original; if it is right, nothing needs to be done"
                        )),
                    );
                }
                // A source may itself call a document by a name that its number contradicts; a reading then says so.
                let explained = record
                    .readings
                    .iter()
                    .any(|reading| reading.at.is_none() && reading.kind == ReadingKind::AsPrinted);
                if let Some(named) = parsed.kind().filter(|named| *named != record.kind && !explained) {
                    let (said, written) = (kind_name(named), kind_name(record.kind));
                    context.diagnostics.push(
                        Diagnostic::warning("kind-mismatch", Place::value(filed.path.clone(), &root.key("kind")), say!("theo số, ký hiệu thì đây là {said}, nhưng `kind` ghi {written}", "by its number this is a {said}, and `kind` says {written}"))
                            .help(say!("so lại với bản gốc; nếu bản gốc đúng là như vậy, giải thích ở `readings` với kind: as-printed", "compare with the original; if it really is so, explain it in `readings` with kind: as-printed"))
                            .related(place(), say!("số, ký hiệu", "the number")),
                    );
                }
            }
        }
    }
    Read { value: number.value.trim().into(), doubtful: number.doubtful.clone() }
}

fn readings(
    record: &DocumentRecord,
    filed: &Filed<Waiting>,
    text: &provision::LinkedText,
    context: &mut Context<'_>,
) -> List<Reading> {
    let root = Trail::ROOT;
    let list = root.key("readings");
    let mut readings = List::with_capacity(record.readings.len());
    for (position, reading) in record.readings.iter().enumerate() {
        let item = list.index(position);
        let at =
            reading.at.as_deref().and_then(|eid| text.resolve(eid, &filed.path, &item.key("at"), context.diagnostics));
        readings.push(Reading { at, quote: reading.quote.clone(), note: reading.note.clone(), kind: reading.kind });
    }
    readings
}

fn relations(
    record: &DocumentRecord,
    filed: &Filed<Waiting>,
    text: &provision::LinkedText,
    context: &mut Context<'_>,
) -> List<Relation> {
    let root = Trail::ROOT;
    let list = root.key("relations");
    let mut relations: List<Relation> = List::with_capacity(record.relations.len());
    for (position, relation) in record.relations.iter().enumerate() {
        let item = list.index(position);
        let target_trail = item.key("target");
        let target = context.names.documents.resolve(
            &relation.target,
            || Place::value(filed.path.clone(), &target_trail),
            context.diagnostics,
        );
        let provision: Option<Eid> = relation
            .provision
            .as_deref()
            .and_then(|eid| text.resolve(eid, &filed.path, &item.key("provision"), context.diagnostics));
        let Some(target) = target else { continue };
        if *relation.target == *filed.id {
            context.diagnostics.push(
                Diagnostic::error(
                    "cyclic-reference",
                    Place::value(filed.path.clone(), &target_trail),
                    say!("văn bản không thể có quan hệ với chính nó", "a document cannot be related to itself"),
                )
                .help(say!("ghi mã của văn bản kia ở `target`", "write the id of the other document as `target`")),
            );
            continue;
        }
        let twice = relations
            .iter()
            .position(|other| other.kind == relation.kind && other.target == target && other.provision == provision);
        if let Some(earlier) = twice {
            context.diagnostics.push(
                Diagnostic::warning(
                    "duplicate-relation",
                    Place::value(filed.path.clone(), &item),
                    say!("quan hệ này đã ghi ở trên", "this relation is written above"),
                )
                .related(
                    Place::value(filed.path.clone(), &list.index(earlier)),
                    say!("lần đầu ở đây", "first written here"),
                ),
            );
            continue;
        }
        relations.push(Relation { kind: relation.kind, target, provision, note: relation.note.clone() });
    }
    relations
}

/// A number is unique with its issuer and its year (State) or the day (Party, where terms overlap years).
fn check_unique_numbers(paths: &[&SourcePath], site: &Site, context: &mut Context<'_>) {
    let mut first: QuickMap<(usize, &str, Option<i16>), usize> = QuickMap::default();
    for (position, document) in site.documents.iter().enumerate() {
        let Some(number) = &document.number else { continue };
        let year = document.date.as_ref().map(|date| date.value.year());
        let Some(earlier) = first.insert((document.issuer.position(), &*number.value, year), position) else {
            continue;
        };
        let number = &number.value;
        context.diagnostics.push(
            Diagnostic::error(
                "duplicate-number",
                Place::value(paths[position].clone(), &Trail::ROOT.key("number")),
                say!(
                    "số {number} của cùng cơ quan, cùng năm đã có ở một bản ghi khác",
                    "the number {number} of the same issuer and year is in another record"
                ),
            )
            .help(say!("giữ một bản ghi, xóa bản kia", "keep one of the records, delete the other"))
            .related(
                Place::value(paths[earlier].clone(), &Trail::ROOT.key("number")),
                say!("bản ghi kia", "the other record"),
            ),
        );
    }
}

fn derive_incoming(site: &mut Site) {
    let mut incoming: QuickMap<usize, List<Incoming>> = QuickMap::default();
    for (from, document) in site.documents.entries() {
        for relation in &document.relations {
            let one = Incoming { kind: relation.kind, from, provision: relation.provision.clone() };
            incoming.entry(relation.target.position()).or_default().push(one);
        }
    }
    for (position, document) in site.documents.rows_mut().iter_mut().enumerate() {
        let incoming = incoming.remove(&position).unwrap_or_default();
        if document.incoming != incoming {
            Arc::make_mut(document).incoming = incoming;
        }
    }
}

/// Whether a reading says that the scan is unclear.
pub fn is_doubtful(reading: &Reading) -> bool {
    reading.kind == ReadingKind::Doubtful
}

//! The text of a document: the tree of the record → the flat list of provisions with their addresses.

use std::collections::{HashMap, HashSet};

use super::Context;
use super::assignment::Assignment;
use super::deadline::{self, DeferredDeadline};
use super::document::is_doubtful;
use super::records::Filed;
use super::upstream::Pending;
use super::waiting::Waiting;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{At, Place, Pointer, Step, Trail};
use crate::base::source::SourcePath;
use crate::model::day::PartialDate;
use crate::model::directive::Directive;
use crate::model::document::{Document, Provision, ProvisionRole, Reading};
use crate::model::eid::{self, Eid, Label, Level, Numeral};
use crate::model::indicator::{Observation, Target};
use crate::model::table::{Ix, Stretch};
use crate::model::text::{MarkedText, Run};
use crate::record::document::{FootnoteRecord, ProvisionRecord};
use crate::record::suggest::near_addresses;
use crate::say;

/// A document's text under construction.
pub struct Text<'f> {
    /// Place of the document in the site.
    pub document: Ix<Document>,
    /// Its file.
    pub filed: &'f Filed<Waiting>,
    /// Its date of issue.
    pub issued: Option<PartialDate>,
    /// What has been linked so far.
    pub linked: LinkedText,
    /// Directives whose deadline is stated in a provision that may come later.
    pub deferred: Vec<DeferredDeadline>,
}

/// A document's text with everything that hangs on it; positions count from this document's first.
#[derive(Default)]
pub struct LinkedText {
    /// The provisions in order.
    pub provisions: Vec<Provision>,
    /// Their directives in order.
    pub directives: Vec<Directive>,
    /// Their targets in order.
    pub targets: Vec<Target>,
    /// The results they state, in order.
    pub observations: Vec<Observation>,
    /// References from directives to directives, to be resolved when all documents are linked.
    pub pending: Vec<Pending>,
    /// For each provision, the way to it in the record.
    pub places: Vec<Place>,
    /// Whether every label was understood; else some addresses are not known, and references to them stay silent.
    pub has_bad_labels: bool,
    by_eid: HashMap<String, usize>,
}

impl LinkedText {
    /// The provision with this address, or a diagnostic at `trail`.
    pub fn resolve(
        &self,
        eid: &str,
        path: &SourcePath,
        trail: &Trail<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Eid> {
        if let Some(position) = self.by_eid.get(eid) {
            return Some(self.provisions[*position].eid.clone());
        }
        if self.has_bad_labels {
            return None;
        }
        diagnostics.push(self.unknown(eid, Place::value(path.clone(), trail)));
        None
    }

    /// That there is no provision with this address.
    #[must_use]
    pub fn unknown(&self, eid: &str, place: Place) -> Diagnostic {
        let help = near_addresses(eid, self.by_eid.keys().map(String::as_str)).unwrap_or_else(|| {
            say!(
                "bản ghi này chưa có chữ của văn bản (`provisions`)",
                "this record does not hold the text yet (`provisions`)"
            )
        });
        Diagnostic::error(
            "unknown-reference",
            place,
            say!("văn bản không có mục `{eid}`", "the document has no provision `{eid}`"),
        )
        .help(help)
    }

    /// The provision with this address.
    #[must_use]
    pub fn find(&self, eid: &str) -> Option<&Provision> {
        self.by_eid.get(eid).map(|position| &self.provisions[*position])
    }
}

/// A provision before it has its words.
struct Piece {
    eid: Eid,
    parent: Option<usize>,
    depth: usize,
    label: Label,
    role: ProvisionRole,
}

/// What a provision inherits from those around it.
#[derive(Clone, Copy)]
struct Outer<'o> {
    position: Option<usize>,
    depth: usize,
    assignment: &'o Assignment,
}

impl<'f> Text<'f> {
    /// An empty text.
    pub fn new(document: Ix<Document>, filed: &'f Filed<Waiting>, issued: Option<PartialDate>) -> Self {
        Self { document, filed, issued, linked: LinkedText::default(), deferred: Vec::new() }
    }

    /// The lines after "Kính gửi".
    pub fn addressees(&mut self, lines: &[String], context: &mut Context<'_>) {
        self.lines(lines, "addressees", Label::addressees(), "Kính gửi:", ProvisionRole::Addressees, context);
    }

    /// The lines after "Nơi nhận".
    pub fn recipients(&mut self, lines: &[String], context: &mut Context<'_>) {
        self.lines(lines, "recipients", Label::recipients(), "Nơi nhận:", ProvisionRole::Recipients, context);
    }

    fn lines(
        &mut self,
        lines: &[String],
        key: &str,
        block: Label,
        heading: &str,
        role: ProvisionRole,
        context: &mut Context<'_>,
    ) {
        if lines.is_empty() {
            return;
        }
        let root = Trail::ROOT;
        let list = root.key(key);
        let outer_eid = Eid::root(&block);
        let place = Place::value(self.filed.path.clone(), &list);
        let outer =
            self.push(Piece { eid: outer_eid.clone(), parent: None, depth: 0, label: block, role }, place, context);
        self.linked.provisions[outer].heading = Some(MarkedText::new(heading));
        for (position, line) in (1..).zip(lines) {
            let label = Label::counted(Level::Dash, position);
            let place = Place::value(self.filed.path.clone(), &list.index(position as usize - 1));
            let inner = self.push(
                Piece { eid: outer_eid.child(&label), parent: Some(outer), depth: 1, label, role },
                place,
                context,
            );
            self.linked.provisions[inner].printed_label = Some("-".into());
            self.linked.provisions[inner].text = Some(MarkedText::new(line));
        }
    }

    /// The text itself.
    pub fn body(&mut self, records: &[ProvisionRecord], context: &mut Context<'_>) {
        let nobody = Assignment::default();
        let root = Trail::ROOT;
        let outer = Outer { position: None, depth: 0, assignment: &nobody };
        self.siblings(records, outer, &root.key("provisions"), context);
    }

    /// The footnotes.
    pub fn footnotes(&mut self, records: &[FootnoteRecord], context: &mut Context<'_>) {
        let root = Trail::ROOT;
        let list = root.key("footnotes");
        for (position, record) in records.iter().enumerate() {
            let place = Place::value(self.filed.path.clone(), &list.index(position).key("label"));
            let Ok(number) = record.label.trim().parse::<u32>() else {
                let label = &record.label;
                context.diagnostics.push(
                    Diagnostic::error(
                        "bad-label",
                        place,
                        say!("`{label}` không phải số chú thích", "`{label}` is not a footnote's number"),
                    )
                    .help(say!(
                        "ghi số chú thích như in, ví dụ \"9\"",
                        "write the footnote's number as printed, such as \"9\""
                    )),
                );
                self.linked.has_bad_labels = true;
                continue;
            };
            let label = Label::footnote(number);
            let piece = Piece { eid: Eid::root(&label), parent: None, depth: 0, label, role: ProvisionRole::Footnote };
            let inner = self.push(piece, place, context);
            self.linked.provisions[inner].printed_label = Some(record.label.trim().into());
            self.linked.provisions[inner].text = Some(MarkedText::new(&record.text));
        }
    }

    fn siblings(
        &mut self,
        records: &[ProvisionRecord],
        outer: Outer<'_>,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let printed = records.iter().map(|record| record.label.as_deref()).collect::<Vec<_>>();
        let mut labels = Vec::with_capacity(records.len());
        let mut all_good = true;
        for (position, read) in eid::label_siblings(&printed).into_iter().enumerate() {
            labels.push(read.unwrap_or_else(|problem| {
                let place = Place::value(self.filed.path.clone(), &trail.index(position).key("label"));
                context.diagnostics.push(Diagnostic::error("bad-label", place, problem.message).help(problem.help));
                all_good = false;
                // No document has so many paragraphs: the address is nobody else's.
                Label::counted(Level::Paragraph, 1_000_000 + position as u32)
            }));
        }
        self.linked.has_bad_labels |= !all_good;
        // An address by hand says that the document itself is numbered so.
        if let Some(gap) = eid::first_break_but(&labels, |index| records[index].eid.is_some())
            && all_good
            && !labels[..gap.index].contains(&labels[gap.index])
        {
            let place = Place::value(self.filed.path.clone(), &trail.index(gap.index).key("label"));
            let help = match labels[gap.index].ordinal().numeral {
                Numeral::Letter | Numeral::Capital => say!(
                    "thứ tự chữ cái là a b c d đ e g h i k l m n o p q r s t u v x y; xem lại có sót mục nào không, nếu bản gốc đánh như vậy thì ghi thêm `eid`",
                    "the letters run a b c d đ e g h i k l m n o p q r s t u v x y; check whether one was left out, and if the original has it so, add an `eid`"
                ),
                _ => say!(
                    "xem lại có sót mục nào không; nếu bản gốc đánh số như vậy thì ghi thêm `eid`",
                    "check whether one was left out; if the original is numbered so, add an `eid`"
                ),
            };
            context.diagnostics.push(Diagnostic::error("label-order", place, gap.message()).help(help));
        }
        for (position, (record, label)) in records.iter().zip(labels).enumerate() {
            self.provision(record, label, outer, &trail.index(position), context);
        }
    }

    fn provision(
        &mut self,
        record: &ProvisionRecord,
        label: Label,
        outer: Outer<'_>,
        trail: &Trail<'_>,
        context: &mut Context<'_>,
    ) {
        let path = &self.filed.path;
        let eid = match record.eid.as_deref().map(Eid::parse) {
            Some(Ok(written)) => written,
            Some(Err(problem)) => {
                let place = Place::value(path.clone(), &trail.key("eid"));
                context.diagnostics.push(Diagnostic::error("bad-eid", place, problem.message).help(problem.help));
                self.linked.has_bad_labels = true;
                Eid::root(&Label::counted(Level::Paragraph, 2_000_000 + self.linked.provisions.len() as u32))
            }
            None => match outer.position {
                None => Eid::root(&label),
                Some(around) => self.linked.provisions[around].eid.child(&label),
            },
        };
        let at = if record.label.is_some() {
            Place::value(path.clone(), &trail.key("label"))
        } else {
            Place::value(path.clone(), trail)
        };
        let piece = Piece { eid, parent: outer.position, depth: outer.depth, label, role: ProvisionRole::Body };
        let position = self.push(piece, at, context);
        let provision = &mut self.linked.provisions[position];
        provision.printed_label = record.label.as_deref().map(|printed| printed.trim().into());
        provision.heading = record.heading.as_ref().map(MarkedText::shared);
        provision.text = record.text.as_ref().map(MarkedText::shared);
        if record.heading.is_none() && record.text.is_none() && record.provisions.is_empty() {
            context.diagnostics.push(
                Diagnostic::error(
                    "empty-provision",
                    Place::value(self.filed.path.clone(), trail),
                    say!("mục này không có chữ nào", "this provision has no text"),
                )
                .help(say!("ghi heading hoặc text, hoặc xóa mục", "write heading or text, or delete it")),
            );
        }
        let assignment = match &record.assign {
            None => outer.assignment.clone(),
            Some(assign) => outer.assignment.with(assign, &self.filed.path, &trail.key("assign"), context),
        };
        self.orders(record, position, &assignment, trail, context);
        let inner = Outer { position: Some(position), depth: outer.depth + 1, assignment: &assignment };
        self.siblings(&record.provisions, inner, &trail.key("provisions"), context);
    }

    fn push(&mut self, piece: Piece, place: Place, context: &mut Context<'_>) -> usize {
        let Piece { eid, parent, depth, label, role } = piece;
        let position = self.linked.provisions.len();
        if let Some(earlier) = self.linked.by_eid.insert(eid.as_str().to_owned(), position) {
            context.diagnostics.push(
                Diagnostic::error(
                    "duplicate-eid",
                    place.clone(),
                    say!("hai mục cùng mã địa chỉ `{eid}`", "two provisions have the address `{eid}`"),
                )
                .help(say!(
                    "sửa ký hiệu cho đúng bản in, hoặc ghi `eid:` riêng cho một mục",
                    "correct the label, or give one of them its own `eid:`"
                ))
                .related(self.linked.places[earlier].clone(), say!("mục kia", "the other one")),
            );
        }
        self.linked.places.push(place);
        let next_directive = self.linked.directives.len();
        self.linked.provisions.push(Provision {
            eid,
            parent: parent.map(|parent| u32::try_from(parent).expect("a file holds fewer than 2^32 provisions")),
            depth: u16::try_from(depth).expect("files are not nested so deep"),
            label,
            printed_label: None,
            heading: None,
            text: None,
            role,
            directives: Stretch::new(next_directive..next_directive),
            targets: Stretch::default(),
            results: Stretch::default(),
        });
        position
    }

    /// Checks what needs the whole text, and gives it away.
    pub fn finish(mut self, context: &mut Context<'_>) -> LinkedText {
        deadline::settle_deferred(&mut self, context);
        if !self.linked.has_bad_labels {
            self.check_footnotes(context);
        }
        self.linked
    }

    fn check_footnotes(&self, context: &mut Context<'_>) {
        let mut cited = HashSet::new();
        for (provision, place) in self.linked.provisions.iter().zip(&self.linked.places) {
            for (key, text) in own_texts(provision) {
                for run in text.runs() {
                    let Run::Footnote(label) = run else { continue };
                    let eid = format!("chu-thich-{}", label.to_lowercase());
                    if !self.linked.by_eid.contains_key(&eid) {
                        context.diagnostics.push(
                            Diagnostic::error(
                                "unknown-footnote",
                                beside_label(place, provision, key),
                                say!("không có chú thích số {label}", "there is no footnote {label}"),
                            )
                            .help(say!(
                                "thêm chú thích vào `footnotes`, hoặc sửa số trong [^…]",
                                "add it to `footnotes`, or correct the number in [^…]"
                            )),
                        );
                    }
                    cited.insert(eid);
                }
            }
        }
        for (provision, place) in self.linked.provisions.iter().zip(&self.linked.places) {
            if provision.role == ProvisionRole::Footnote && !cited.contains(provision.eid.as_str()) {
                let label = provision.printed_label.as_deref().unwrap_or_default();
                context.diagnostics.push(
                    Diagnostic::warning(
                        "uncited-footnote",
                        place.clone(),
                        say!("không mục nào nhắc đến chú thích {label}", "no provision refers to footnote {label}"),
                    )
                    .help(say!(
                        "ghi [^{label}] vào chỗ có dấu chú thích trong văn bản",
                        "write [^{label}] where the text has the mark"
                    )),
                );
            }
        }
    }
}

/// The heading and the text of a provision, each with the name of its field.
fn own_texts(provision: &Provision) -> impl Iterator<Item = (&'static str, &MarkedText)> {
    [("heading", &provision.heading), ("text", &provision.text)]
        .into_iter()
        .filter_map(|(key, text)| Some((key, text.as_ref()?)))
}

/// The field `key` of the provision whose label stands at `place`. Lines of addressees and recipients are only text.
fn beside_label(place: &Place, provision: &Provision, key: &str) -> Place {
    let At::Value(pointer) = &place.at else { return place.clone() };
    let mut steps = pointer.0.clone();
    match provision.role {
        ProvisionRole::Addressees | ProvisionRole::Recipients => return place.clone(),
        ProvisionRole::Body | ProvisionRole::Footnote => {}
    }
    if provision.printed_label.is_some() {
        steps.pop();
    }
    steps.push(Step::Key(key.to_owned()));
    Place { source: place.source.clone(), at: At::Value(Pointer(steps)) }
}

/// Every `[?]` in the text should be explained by a reading.
pub fn check_doubts(text: &LinkedText, readings: &[Reading], context: &mut Context<'_>) {
    for (provision, place) in text.provisions.iter().zip(&text.places) {
        let doubtful = own_texts(provision).find(|(_, text)| text.is_doubtful());
        let explained =
            readings.iter().any(|reading| is_doubtful(reading) && reading.at.as_ref() == Some(&provision.eid));
        if let Some((key, _)) = doubtful
            && !explained
        {
            let eid = &provision.eid;
            context.diagnostics.push(
                Diagnostic::warning(
                    "unexplained-doubt",
                    beside_label(place, provision, key),
                    say!(
                        "mục `{eid}` có dấu [?] nhưng `readings` không giải thích",
                        "the provision `{eid}` holds [?] and `readings` does not explain it"
                    ),
                )
                .help(say!(
                    "thêm một mục vào readings: at: {eid}, kind: doubtful, note: thấy gì trên bản quét",
                    "add to readings: at: {eid}, kind: doubtful, note: what the scan shows"
                )),
            );
        }
    }
}

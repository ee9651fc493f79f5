//! The text of a document as blocks, each with its footnotes and marks at hand.

use std::collections::BTreeSet;

use serde::Serialize;

use super::abbreviation::Abbreviations;
use super::row::{self, MarkView};
use super::run::{self, Lines, LinesView, Runs, RunsView};
use super::viewpoint::{Link, Viewpoint};
use crate::model::document::{Document, Provision, ProvisionRole, ReadingKind};
use crate::model::eid::Level;
use crate::model::route;
use crate::model::text::MarkedText;

/// A document's text.
#[derive(Debug, Clone, Default)]
pub struct TextView {
    /// The lines after "Kính gửi".
    pub addressees: Vec<BlockView>,
    /// The text in the order of the document.
    pub blocks: Vec<BlockView>,
    /// The lines after "Nơi nhận".
    pub recipients: Vec<BlockView>,
    /// Footnotes that nothing refers to.
    pub notes: Vec<NoteView>,
    /// Headings.
    pub contents: Vec<ContentsView>,
}

/// One addressable piece of text.
#[derive(Debug, Clone, Serialize)]
pub struct BlockView {
    /// Its anchor.
    pub id: String,
    /// How far it is set in, from 0.
    pub depth: usize,
    /// Level of its heading, 3 to 6.
    pub level: usize,
    /// Label as printed.
    pub label: Option<String>,
    /// Heading.
    pub heading: Option<Runs>,
    /// Own text.
    pub lines: Lines,
    /// Footnotes that it is the first to refer to.
    pub notes: Vec<NoteView>,
    /// What it orders.
    pub marks: Vec<MarkView>,
    /// Where it stands, for citing: `điểm đ khoản 2 mục II`.
    pub place: String,
    /// Words for citing it.
    pub cite: String,
}

/// A footnote.
#[derive(Debug, Clone, Serialize)]
pub struct NoteView {
    /// Its anchor.
    pub id: String,
    /// Printed number.
    pub label: String,
    /// Text.
    pub lines: Lines,
    /// The piece that refers to it.
    pub back: Option<String>,
}

/// A heading in the list of contents.
#[derive(Debug, Clone, Serialize)]
pub struct ContentsView {
    /// Where it leads.
    pub href: String,
    /// Label as printed.
    pub label: Option<String>,
    /// Words of the heading.
    pub text: String,
    /// How many headings are around it.
    pub depth: usize,
    /// How many directives are ordered under it.
    pub count: usize,
}

/// An uncertain or odd reading.
#[derive(Debug, Clone, Serialize)]
pub struct ReadingView {
    /// Its anchor.
    pub id: String,
    /// Where it stands.
    pub place: Option<Link>,
    /// What it is about when that is no provision: `number`, `date`, `signer`.
    pub about: Option<&'static str>,
    /// The words in question.
    pub quote: Option<String>,
    /// What is seen and why it was read so.
    pub note: String,
    /// Uncertain rather than kept as printed.
    pub doubtful: bool,
}

/// Longest heading of the contents list, in characters.
const CONTENTS_CHARACTERS: usize = 90;

/// The text of `document`.
#[must_use]
pub fn body(view: &Viewpoint<'_>, document: &Document) -> TextView {
    let mut text = TextView::default();
    let mut shown = BTreeSet::new();
    let mut depths: Vec<usize> = Vec::new();
    for (position, provision) in document.provisions.iter().enumerate() {
        match provision.role {
            ProvisionRole::Footnote => continue,
            ProvisionRole::Addressees => text.addressees.push(block(view, document, position, &mut shown)),
            ProvisionRole::Recipients => text.recipients.push(block(view, document, position, &mut shown)),
            ProvisionRole::Body => {
                if let Some(words) = heading_words(document, position) {
                    depths.retain(|depth| *depth < provision.depth());
                    text.contents.push(ContentsView {
                        href: format!("#{}", provision.eid),
                        label: provision.printed_label.as_deref().map(str::to_owned),
                        text: run::excerpt(&without_doubt(words), CONTENTS_CHARACTERS),
                        depth: depths.len(),
                        count: count_below(document, position),
                    });
                    depths.push(provision.depth());
                }
                text.blocks.push(block(view, document, position, &mut shown));
            }
        }
    }
    text.contents.retain(|entry| entry.depth < 2);
    let footnotes = document.provisions.iter().filter(|provision| provision.role == ProvisionRole::Footnote);
    text.notes = footnotes
        .filter(|footnote| !shown.contains(footnote.eid.as_str()))
        .map(|footnote| note(document, footnote, None))
        .collect();
    let mut abbreviations = Abbreviations::of(&view.site.glossary);
    for blocks in [&mut text.addressees, &mut text.blocks, &mut text.recipients] {
        abbreviations.explain_blocks(blocks);
    }
    text
}

/// What a piece is called in the contents list: its heading, or the words of a numbered piece around others.
fn heading_words(document: &Document, position: usize) -> Option<&MarkedText> {
    let provision = &document.provisions[position];
    let is_numbered = matches!(
        provision.label.level(),
        Level::Part
            | Level::Chapter
            | Level::Section
            | Level::Subsection
            | Level::Article
            | Level::Clause
            | Level::Appendix
    );
    let has_inner = document.provisions.get(position + 1).is_some_and(|next| next.parent() == Some(position));
    provision.heading.as_ref().or_else(|| provision.text.as_ref().filter(|_| is_numbered && has_inner))
}

fn without_doubt(text: &MarkedText) -> String {
    text.plain().trim_end_matches([':', ' ']).to_owned()
}

/// How many directives a provision and the pieces inside it order.
fn count_below(document: &Document, position: usize) -> usize {
    let depth = document.provisions[position].depth;
    let inside = document.provisions[position + 1..]
        .iter()
        .take_while(|inner| inner.depth > depth && inner.role == ProvisionRole::Body);
    document.provisions[position].directives.len() + inside.map(|inner| inner.directives.len()).sum::<usize>()
}

fn block(view: &Viewpoint<'_>, document: &Document, position: usize, shown: &mut BTreeSet<String>) -> BlockView {
    let provision = &document.provisions[position];
    let mut doubts = Doubts::of(document, Some(provision));
    let show = |text: &MarkedText, doubts: &mut Doubts| run::runs(text, note_address, || doubts.next_address());
    let heading = provision.heading.as_ref().map(|heading| show(heading, &mut doubts).into());
    let lines =
        provision.text.as_ref().map(|text| split(text.marked(), |line| show(line, &mut doubts))).unwrap_or_default();
    let mut notes = Vec::new();
    for text in provision.heading.iter().chain(&provision.text) {
        for label in run::footnotes(text) {
            let eid = format!("chu-thich-{label}");
            if let Some(footnote) = document.provision(&eid).filter(|_| shown.insert(eid.clone())) {
                notes.push(note(document, footnote, Some(provision)));
            }
        }
    }
    let place = match provision.label.level() {
        Level::Addressees => String::new(),
        _ => document.place_of(position),
    };
    BlockView {
        id: provision.eid.as_str().to_owned(),
        depth: provision.depth().min(5),
        level: (provision.depth() + 3).min(6),
        label: provision.printed_label.as_deref().map(str::to_owned),
        heading,
        lines,
        notes,
        marks: row::marks(view, provision.directive_positions()),
        cite: view.say("document.cite", &[("place", place.clone())]),
        place,
    }
}

fn note(document: &Document, footnote: &Provision, back: Option<&Provision>) -> NoteView {
    let mut doubts = Doubts::of(document, Some(footnote));
    let text = footnote.text.as_ref();
    NoteView {
        id: footnote.eid.as_str().to_owned(),
        label: footnote.printed_label.as_deref().unwrap_or_default().to_owned(),
        lines: text
            .map(|text| split(text.marked(), |line| run::runs(line, note_address, || doubts.next_address())))
            .unwrap_or_default(),
        back: back.map(|back| format!("#{}", back.eid)),
    }
}

fn note_address(label: &str) -> String {
    format!("#chu-thich-{label}")
}

/// A text of the title block or the signature.
#[must_use]
pub fn lines(document: &Document, marked: &str) -> Lines {
    lines_about(document, marked, None)
}

/// A line of the letterhead; `about` names the fact (`number`, `date`) whose reading is uncertain in it.
#[must_use]
pub fn lines_about(document: &Document, marked: &str, about: Option<&str>) -> Lines {
    let mut doubts = Doubts::of(document, None);
    let mut next = || about.map_or_else(|| doubts.next_address(), |about| format!("{READINGS}-{about}"));
    split(marked, |line| run::runs(line, note_address, &mut next))
}

fn split(marked: &str, mut show: impl FnMut(&MarkedText) -> RunsView) -> Lines {
    let lines = marked.lines().map(str::trim).filter(|line| !line.is_empty());
    LinesView(lines.map(|line| show(&MarkedText::new(line))).collect()).into()
}

/// A provision's own text as runs whose marks lead to `page` (an address that ends in `/`, as a link).
#[must_use]
pub fn quoted(document: &Document, provision: &Provision, page: &str) -> (Option<Runs>, Lines) {
    let mut doubts = Doubts::of(document, Some(provision));
    let mut show = |text: &MarkedText| {
        run::runs(text, |label| format!("{page}{}", note_address(label)), || format!("{page}{}", doubts.next_address()))
    };
    let heading = provision.heading.as_ref().map(|heading| show(heading).into());
    let lines = provision.text.as_ref().map(|text| split(text.marked(), &mut show)).unwrap_or_default();
    (heading, lines)
}

/// Anchor of the list of readings.
const READINGS: &str = "#cho-doc";

/// The doubtful readings of one place, handed out in order.
struct Doubts {
    numbers: Vec<usize>,
    next: usize,
}

impl Doubts {
    fn of(document: &Document, provision: Option<&Provision>) -> Self {
        let eid = provision.map(|provision| &provision.eid);
        let here = document
            .readings
            .iter()
            .enumerate()
            .filter(|(_, reading)| reading.kind == ReadingKind::Doubtful && reading.at.as_ref() == eid);
        Self { numbers: here.map(|(number, _)| number + 1).collect(), next: 0 }
    }

    fn next_address(&mut self) -> String {
        let number = self.numbers.get(self.next).or(self.numbers.last());
        self.next += 1;
        number.map_or_else(|| READINGS.to_owned(), |number| format!("{READINGS}-{number}"))
    }
}

/// Everything that is uncertain or odd about a document: number, date and office first, then the readings.
#[must_use]
pub fn readings(view: &Viewpoint<'_>, document: &Document) -> Vec<ReadingView> {
    let number = document.number.as_ref().and_then(|number| number.doubtful.as_ref()).map(|note| ("number", note));
    let date = document.date.as_ref().and_then(|date| date.doubtful.as_ref()).map(|note| ("date", note));
    let signer = document.signer_title.as_ref().and_then(|title| title.doubtful.as_ref()).map(|note| ("signer", note));
    let facts = [number, date, signer].into_iter().flatten().map(|(about, note)| ReadingView {
        id: format!("cho-doc-{about}"),
        place: None,
        about: Some(about),
        quote: None,
        note: note.to_string(),
        doubtful: true,
    });
    let readings = document.readings.iter().enumerate().map(|(number, reading)| ReadingView {
        id: format!("cho-doc-{}", number + 1),
        place: reading.at.as_ref().and_then(|eid| {
            let position = document.provisions.iter().position(|provision| provision.eid == *eid)?;
            let address = route::provision_anchor(document, &document.provisions[position]);
            Some(view.vietnamese_link(&address, document.place_of(position)))
        }),
        about: None,
        quote: reading.quote.as_deref().map(str::to_owned),
        note: reading.note.to_string(),
        doubtful: reading.kind == ReadingKind::Doubtful,
    });
    facts.chain(readings).collect()
}

//! Cards: what a link to the site looks like where people share it, 1200 × 630 pixels.
//!
//! A provision that orders something has a card of its own: what, who, by when, and how it stands. All other
//! pages share the card of the site. A card's name is made from its words, so a build draws only those that
//! the published site does not have yet.

use super::raster::{Colour, Drawing, Ink, face::Face, shape};
use super::status;
use super::viewpoint::{Viewpoint, document_name};
use crate::model::directive::Directive;
use crate::model::document::Document;
use crate::vietnamese;

const WIDTH: u32 = 1200;
const HEIGHT: u32 = 630;
const PAPER: Colour = [252, 251, 247];
const INK: Colour = [27, 26, 23];
const MARGIN: f32 = 72.0;
/// Width of a line of text.
const LINE: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// Where the pictures are published.
pub const FOLDER: &str = "assets/card/";
/// To be raised when the drawing changes, so that old pictures are not taken for new ones.
const DRAWING: &str = "2";

/// The words of a card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    site: String,
    kicker: String,
    title: String,
    /// Name and value, in columns at the foot; with the state whose shape stands before the value.
    facts: Vec<(String, String, Option<&'static str>)>,
}

impl Card {
    /// The card of the whole site.
    #[must_use]
    pub fn of_site(view: &Viewpoint<'_>) -> Self {
        let settings = &view.site.settings;
        Self {
            site: String::new(),
            kicker: settings.title.vi.clone(),
            title: settings.description.vi.clone(),
            facts: Vec::new(),
        }
    }

    /// The card of a provision that orders something; `view` is that of its Vietnamese page.
    #[must_use]
    pub fn of_provision(view: &Viewpoint<'_>, document: &Document, number: usize) -> Self {
        let provision = &document.provisions[number];
        let directives = provision.directive_positions().collect::<Vec<_>>();
        let label = |key: &str| view.say(key, &[]);
        let place = document.place_of(number);
        let name = document_name(document);
        let kicker = if place.is_empty() { name } else { format!("{name}, {place}") };
        let title = match directives.as_slice() {
            [only] => view.site.directives[*only].action.to_string(),
            several => {
                let first = &view.site.directives[several[0]];
                let more = view.say("card.more", &[("n", (several.len() - 1).to_string())]);
                format!("{} {more}", first.action)
            }
        };
        let mut facts = Vec::new();
        if let Some(first) = directives.first().map(|position| &view.site.directives[*position]) {
            facts.push((label("card.who"), leads(view, first), None));
            let due = first.due().map_or_else(|| label(undated(first)), vietnamese::date::print);
            facts.push((label("card.due"), due, None));
            let state = status::state(first.standing.lifecycle, first.standing.timing.timeliness);
            // That no day is set, the column before has said.
            let words = if state == "no-fixed-date" {
                "lifecycle.no-information".into()
            } else {
                format!("state_name.{state}")
            };
            facts.push((label("card.state"), label(&words), Some(state)));
        }
        Self { site: view.site.settings.title.vi.clone(), kicker, title, facts }
    }

    /// Where the picture is published; made from the words.
    #[must_use]
    pub fn address(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for word in [DRAWING, &self.site, &self.kicker, &self.title] {
            hasher.update(word.as_bytes()).update(&[0]);
        }
        for (name, value, _) in &self.facts {
            hasher.update(name.as_bytes()).update(&[0]).update(value.as_bytes()).update(&[0]);
        }
        format!("{FOLDER}{}.png", &hasher.finalize().to_hex().as_str()[..16])
    }

    /// The same in words, for those who do not see it.
    #[must_use]
    pub fn alternative(&self) -> String {
        let facts = self.facts.iter().map(|(name, value, _)| format!(" {name}: {value}."));
        format!("{}: {}.{}", self.kicker, self.title.trim_end_matches('.'), facts.collect::<String>())
    }

    /// The picture, as a PNG.
    #[must_use]
    pub fn draw(&self) -> Vec<u8> {
        let mut sheet = Sheet(Drawing::new(WIDTH, HEIGHT));
        sheet.rule(0.0, 0.0, WIDTH as f32, 14.0);
        sheet.rule(MARGIN, 32.0, LINE, 2.0);
        let mut top = 84.0;
        if !self.site.is_empty() {
            sheet.0.write(&Face::bold(30.0), &self.site, MARGIN, top, Ink::Full);
            sheet.rule(MARGIN, 108.0, LINE, 2.0);
            top = 128.0;
        }
        let kicker = Face::regular(32.0);
        for line in kicker.broken(&self.kicker, LINE, 1) {
            top += 38.0;
            sheet.0.write(&kicker, &line, MARGIN, top, Ink::Soft);
        }
        let room = if self.facts.is_empty() { 560.0 } else { 430.0 };
        let (size, lines) = [(66.0, 3), (58.0, 3), (50.0, 4), (44.0, 5)]
            .into_iter()
            .map(|(size, most)| (size, Face::bold(size).broken(&self.title, LINE, most)))
            .find(|(size, lines)| {
                let whole = lines.last().is_none_or(|line| !line.ends_with('…') || self.title.ends_with('…'));
                whole && top + 18.0 + lines.len() as f32 * size * 1.32 <= room
            })
            .unwrap_or_else(|| (44.0, Face::bold(44.0).broken(&self.title, LINE, 4)));
        top += 18.0;
        for line in lines {
            top += size * 1.32;
            sheet.0.write(&Face::bold(size), &line, MARGIN, top, Ink::Full);
        }
        if self.facts.is_empty() {
            return sheet.0.png(PAPER, INK);
        }
        sheet.rule(MARGIN, 462.0, LINE, 3.0);
        let widths = [0.44, 0.2, 0.36];
        let mut left = MARGIN;
        for ((name, value, state), share) in self.facts.iter().zip(widths) {
            let width = LINE * share - 30.0;
            sheet.0.write(&Face::regular(26.0), name, left, 502.0, Ink::Soft);
            let indent = if let Some(state) = state {
                for path in shape::state(state, left, 524.0, 22.0) {
                    sheet.0.fill(&path, Ink::Full);
                }
                34.0
            } else {
                0.0
            };
            let face = Face::bold(32.0);
            for (number, line) in face.broken(value, width - indent, 2).iter().enumerate() {
                sheet.0.write(&face, line, left + indent, 546.0 + 42.0 * number as f32, Ink::Full);
            }
            left += LINE * share;
        }
        sheet.0.png(PAPER, INK)
    }
}

/// The paper under the pen.
struct Sheet(Drawing);

impl Sheet {
    fn rule(&mut self, x: f32, y: f32, width: f32, height: f32) {
        self.0.fill(&shape::bar(x, y, width, height), Ink::Full);
    }
}

/// Who has to do it: one name in full, several in short.
fn leads(view: &Viewpoint<'_>, directive: &Directive) -> String {
    match directive.lead.as_slice() {
        [] => view.say("row.nobody", &[]),
        [only] => view.site.bodies[*only].name.clone(),
        several => several.iter().map(|body| view.site.bodies[*body].short_name()).collect::<Vec<_>>().join(", "),
    }
}

fn undated(directive: &Directive) -> &'static str {
    match directive.deadline.as_ref().map(|stated| stated.deadline.kind.word()) {
        Some("recurring") => "row.recurring",
        Some("horizon") => "row.horizon",
        _ => "row.no_day",
    }
}

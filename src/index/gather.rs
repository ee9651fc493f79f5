//! Site → the things in it that can be found.

mod joined;

use super::unit::{Duty, Facets, Unit, UnitKind};
use crate::model::article::Article;
use crate::model::body::Body;
use crate::model::directive::Directive;
use crate::model::document::{Document, Provision};
use crate::model::eid::{citation, kind_name};
use crate::model::indicator::Indicator;
use crate::model::joined::JoinedSite;
use crate::model::province::Province;
use crate::model::text::{MarkedText, Run};
use crate::model::{Ix, Site, route};
use crate::vietnamese::slug::slug;

/// Things that are found and that come and go together.
pub(super) enum Block<'s> {
    /// A document and its parts.
    Document(Ix<Document>),
    /// A body.
    Body(Ix<Body>),
    /// An indicator.
    Indicator(Ix<Indicator>),
    /// A report or a page, and its address.
    Article(&'s Article, String),
    /// A document of a joined site, by its place there, and its directives.
    Joined(Ix<JoinedSite>, usize),
}

/// Everything that can be found, in the order of the site: documents with their parts, bodies, indicators, reports, and
/// what joined sites published.
#[must_use]
pub fn units(site: &Site) -> Vec<Unit> {
    blocks(site).iter().flat_map(|block| of_block(site, block)).collect()
}

/// The same in blocks.
pub(super) fn blocks(site: &Site) -> Vec<Block<'_>> {
    let mut blocks = site.documents.positions().map(Block::Document).collect::<Vec<_>>();
    blocks.extend(site.bodies.positions().map(Block::Body));
    blocks.extend(site.indicators.positions().map(Block::Indicator));
    blocks.extend(site.reports.iter().map(|report| Block::Article(report, route::report(&report.slug))));
    blocks.extend(site.pages.iter().map(|page| Block::Article(page, route::page(&page.slug))));
    let joined = site.joined.entries();
    blocks.extend(
        joined.flat_map(|(position, one)| {
            (0..one.stubs.documents.len()).map(move |place| Block::Joined(position, place))
        }),
    );
    blocks
}

/// The address of the first thing in a block, or where it would be here; no other block has the same.
pub(super) fn name_of_block(site: &Site, block: &Block<'_>) -> String {
    match block {
        Block::Document(document) => route::document(&site.documents[*document]),
        Block::Body(body) => route::body(&site.bodies[*body]),
        Block::Indicator(indicator) => route::indicator(&site.indicators[*indicator]),
        Block::Article(_, address) => address.clone(),
        Block::Joined(position, place) => {
            let one = &site.joined[*position];
            format!("{}{}", route::joined(one), one.stubs.documents[*place].id)
        }
    }
}

/// What is found in a block. Whatever decides it is read through the tables of the site.
pub(super) fn of_block(site: &Site, block: &Block<'_>) -> Vec<Unit> {
    let document = match block {
        Block::Document(document) => &site.documents[*document],
        Block::Body(body) => return vec![of_body(site, &site.bodies[*body])],
        Block::Indicator(indicator) => return vec![of_indicator(site, &site.indicators[*indicator])],
        Block::Article(article, address) => return vec![of_article(site, article, address)],
        Block::Joined(position, place) => return joined::units(site, &site.joined[*position], *place),
    };
    let mut units = vec![of_document(site, document)];
    for (position, provision) in document.provisions.iter().enumerate() {
        units.extend(of_provision(site, document, position, provision));
        let directives = provision.directive_positions();
        units.extend(directives.map(|directive| of_directive(site, &site.directives[directive])));
    }
    units
}

fn of_indicator(site: &Site, indicator: &Indicator) -> Unit {
    let names = [indicator.short.clone(), indicator.name_en.clone(), indicator.unit.clone()];
    Unit {
        kind: UnitKind::Indicator,
        title: indicator.name.clone(),
        detail: site.provinces[indicator.province].short.clone(),
        address: route::indicator(indicator),
        document: String::new(),
        number: None,
        names: names.into_iter().flatten().collect::<Vec<_>>().join(" "),
        text: indicator.definition.clone().unwrap_or_default(),
        facets: Facets {
            province: Some(province_of(site, indicator.province)),
            bodies: indicator.responsible.map(|body| named(site, body)).into_iter().collect(),
            ..Facets::default()
        },
    }
}

fn of_article(site: &Site, article: &Article, address: &str) -> Unit {
    Unit {
        kind: UnitKind::Report,
        title: article.title.vi.clone(),
        detail: article.description.clone().unwrap_or_default(),
        address: address.to_owned(),
        document: String::new(),
        number: None,
        names: article.title.en.clone().unwrap_or_default(),
        text: words_of_markdown(&article.markdown),
        facets: Facets {
            province: article.province.map(|province| province_of(site, province)),
            date: article.date,
            ..Facets::default()
        },
    }
}

fn of_document(site: &Site, document: &Document) -> Unit {
    let number = document.number.as_ref().map(|number| &*number.value);
    let issuer = &site.bodies[document.issuer];
    let name = citation(&[], document.kind, number);
    let title = document.short_title.as_ref().or(document.title.as_ref());
    let title = match (number, title) {
        (Some(_), Some(title)) => format!("{name}: {}", one_line(title)),
        (None, Some(title)) => one_line(title),
        (_, None) => name,
    };
    let mut text = Vec::new();
    text.extend(document.title.as_deref().map(str::to_owned).filter(|_| document.short_title.is_some()));
    text.extend(document.heading.as_ref().map(spoken));
    text.extend(document.signer.as_deref().map(str::to_owned));
    let date = document.date.as_ref().map(|date| date.value.vietnamese()).unwrap_or_default();
    Unit {
        kind: UnitKind::Document,
        title,
        detail: [issuer.name.as_str(), date.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        address: route::document(document),
        document: route::document(document),
        number: number.map(str::to_owned),
        names: format!("{} {}", kind_name(document.kind), names(site, issuer)),
        text: text.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n"),
        facets: Facets { bodies: vec![named(site, document.issuer)], ..of_its_document(site, document) },
    }
}

fn of_provision(site: &Site, document: &Document, position: usize, provision: &Provision) -> Option<Unit> {
    let parts = [provision.heading.as_ref(), provision.text.as_ref()];
    let text = parts.into_iter().flatten().map(spoken).collect::<Vec<_>>().join("\n");
    if text.is_empty() {
        return None;
    }
    let place = place(document, position);
    let heading = provision.heading.as_ref().map(spoken);
    Some(Unit {
        kind: UnitKind::Provision,
        title: match heading {
            Some(heading) => format!("{place}: {heading}"),
            None => place,
        },
        detail: short_name(document),
        address: route::provision(document, provision),
        document: route::document(document),
        number: None,
        names: String::new(),
        text,
        facets: of_its_document(site, document),
    })
}

fn of_directive(site: &Site, directive: &Directive) -> Unit {
    let document = &site.documents[directive.document];
    let leads = directive.lead.iter().map(|body| site.bodies[*body].short_name()).collect::<Vec<_>>().join(", ");
    let involved = directive.lead.iter().chain(&directive.coordinating);
    let place = place(document, directive.provision);
    let stated = directive.deadline.as_ref();
    Unit {
        kind: UnitKind::Directive,
        title: one_line(&directive.action),
        detail: [short_name(document), place, leads]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · "),
        address: route::directive(site, directive),
        document: route::document(document),
        number: None,
        names: involved.map(|body| names(site, &site.bodies[*body])).collect::<Vec<_>>().join(" "),
        text: stated.map(|stated| one_line(&stated.text)).unwrap_or_default(),
        facets: Facets {
            bodies: directive.lead.iter().map(|body| named(site, *body)).collect(),
            duty: Some(Duty {
                kind: stated.map_or("none", |stated| stated.deadline.kind.word()),
                due: directive.due(),
                issued: document.date.as_ref().map(|date| date.value.first_day()),
                lifecycle: directive.standing.lifecycle.word(),
                completed: directive.standing.completed,
            }),
            ..of_its_document(site, document)
        },
    }
}

fn of_body(site: &Site, body: &Body) -> Unit {
    let province = site.provinces[body.province].short.clone();
    Unit {
        kind: UnitKind::Body,
        title: body.name.clone(),
        detail: body.short.as_ref().map_or_else(|| province.clone(), |short| format!("{short} · {province}")),
        address: route::body(body),
        document: String::new(),
        number: None,
        names: names(site, body),
        text: body.note.as_deref().map(one_line).unwrap_or_default(),
        facets: Facets {
            province: Some(province_of(site, body.province)),
            bodies: vec![(body.id.clone(), body.name.clone())],
            ..Facets::default()
        },
    }
}

/// What every part of a document shares.
fn of_its_document(site: &Site, document: &Document) -> Facets {
    Facets {
        document_kind: Some((slug(kind_name(document.kind)), kind_name(document.kind).to_owned())),
        province: Some(province_of(site, document.province)),
        bodies: Vec::new(),
        date: document.date.as_ref().map(|date| date.value.first_day()),
        duty: None,
    }
}

/// All names of a body, and of the province it belongs to.
fn names(site: &Site, body: &Body) -> String {
    let own = [Some(&body.name), body.short.as_ref(), body.name_en.as_ref()];
    let own = own.into_iter().flatten().chain(&body.aliases).chain([&site.provinces[body.province].short]);
    own.cloned().collect::<Vec<_>>().join(" ")
}

fn province_of(site: &Site, province: Ix<Province>) -> (String, String) {
    let province = &site.provinces[province];
    (province.id.clone(), province.short.clone())
}

fn named(site: &Site, body: Ix<Body>) -> (String, String) {
    let body = &site.bodies[body];
    (body.id.clone(), body.name.clone())
}

fn short_name(document: &Document) -> String {
    match &document.number {
        Some(number) => number.value.to_string(),
        None => document
            .short_title
            .as_deref()
            .or(document.title.as_deref())
            .map_or_else(|| kind_name(document.kind).to_owned(), one_line),
    }
}

/// Where a provision stands: `Điểm đ khoản 2 mục II`.
fn place(document: &Document, position: usize) -> String {
    let place = document.place_of(position);
    let mut letters = place.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The words of a text, without references and marks of doubt.
fn spoken(text: &MarkedText) -> String {
    if !text.marked().contains('[') {
        return one_line(text.marked());
    }
    let words = text.runs().map(|run| if let Run::Words(words) = run { words } else { "" });
    one_line(&words.collect::<String>())
}

fn one_line(text: &str) -> String {
    if is_one_line(text) { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether there is no white space but single spaces between words: true of nearly all texts, and told of many bytes at
/// once, so nothing in it branches.
fn is_one_line(text: &str) -> bool {
    let is_broken = |one: u8, two: u8, three: u8| {
        let is_double = (one == b' ') & (two == b' ');
        // U+0085, U+00A0; U+1680; U+2000 to U+202F, U+205F; U+3000.
        let is_latin = (one == 0xC2) & ((two == 0x85) | (two == 0xA0));
        let is_ogham = (one == 0xE1) & (two == 0x9A) & (three == 0x80);
        let is_narrow = (three <= 0x8A) | (three == 0xA8) | (three == 0xA9) | (three == 0xAF);
        let is_general = (one == 0xE2) & (((two == 0x80) & is_narrow) | ((two == 0x81) & (three == 0x9F)));
        let is_wide = (one == 0xE3) & (two == 0x80) & (three == 0x80);
        (one < b' ') | is_double | is_latin | is_ogham | is_general | is_wide
    };
    let inside = text.as_bytes().windows(3).fold(false, |any, bytes| any | is_broken(bytes[0], bytes[1], bytes[2]));
    let at_the_end = match text.as_bytes() {
        [.., one, two] => is_broken(*one, *two, 0) | is_broken(*two, 0, 0),
        _ => true,
    };
    !inside && !at_the_end && !text.starts_with(' ') && !text.ends_with(' ')
}

/// The words of a Markdown text, a line a paragraph.
fn words_of_markdown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser, TagEnd};
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => text.push('\n'),
            _ => {}
        }
    }
    text.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_one_line_agrees_with_the_long_one() {
        let long = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for character in '\0'..=char::MAX {
            for text in [format!("số{character}hóa"), format!("{character}số"), format!("số {character}")] {
                assert_eq!(one_line(&text), long(&text), "{character:?}");
                assert!(!is_one_line(&text) || text == long(&text), "{character:?}");
            }
        }
        for text in ["", " ", "số", "số  hóa", "số hóa ", "“số” – hóa…"] {
            assert_eq!(one_line(text), long(text), "{text:?}");
        }
        assert!(is_one_line("Rà soát “thủ tục” – hành chính…"));
    }
}

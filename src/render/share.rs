//! What a page says to machines that pass it on: its card, its linked data (schema.org), the code that embeds it.
//!
//! All of it needs absolute addresses, so a site that does not know where it lives says nothing.

use serde_json::{Value, json};

use super::card::Card;
use super::link::in_language;
use super::page::{documents, sources};
use super::plan::Page;
use super::viewpoint::{Viewpoint, document_name};
use crate::model::contract::Resource;
use crate::model::document::Document;
use crate::model::shelf::Shelf;
use crate::model::{Ix, eid, route};

/// What a page says to machines that pass it on.
#[derive(Debug, Clone)]
pub struct Share {
    /// Address of its picture, and the picture in words.
    pub card: (String, String),
    /// JSON-LD, safe inside an HTML script element.
    pub linked_data: String,
}

/// What `page` says; `None` when nobody should list it or the site does not know where it lives. `view` is that of
/// the page, `vietnamese` that of its Vietnamese twin.
#[must_use]
pub fn share(view: &Viewpoint<'_>, vietnamese: &Viewpoint<'_>, page: &Page) -> Option<Share> {
    let base = view.site.base_url.as_deref().filter(|_| page.is_listed())?;
    let drawn = card(vietnamese, page);
    let absolute = |address: &str| format!("{base}{}", in_language(view.here.language, address));
    let mut graph = thing(view, page, &absolute).into_iter().collect::<Vec<_>>();
    graph.extend(crumbs(view, page, &absolute));
    let linked_data = json!({ "@context": "https://schema.org", "@graph": graph }).to_string().replace('<', "\\u003c");
    Some(Share { card: (drawn.address(), drawn.alternative()), linked_data })
}

/// The card of `page`; `view` is that of its Vietnamese twin.
#[must_use]
pub fn card(view: &Viewpoint<'_>, page: &Page) -> Card {
    match page {
        Page::Provision(document, number) => Card::of_provision(view, &view.site.documents[*document], *number),
        _ => Card::of_site(view),
    }
}

/// What the page is about, in the words of schema.org.
fn thing(view: &Viewpoint<'_>, page: &Page, absolute: &dyn Fn(&str) -> String) -> Option<Value> {
    let site = view.site;
    let url = absolute(&page.address(site));
    match page {
        Page::Home => Some(json!({
            "@type": "WebSite",
            "name": view.bilingual(&site.settings.title).text,
            "description": view.bilingual(&site.settings.description).text,
            "url": url,
            "inLanguage": view.here.language.tag(),
            "potentialAction": {
                "@type": "SearchAction",
                "target": { "@type": "EntryPoint", "urlTemplate": format!("{}?q={{q}}", absolute(route::SEARCH)) },
                "query-input": "required name=q",
            },
        })),
        Page::Document(document) => Some(legislation(view, *document, absolute)),
        Page::Provision(document, number) => {
            let whole = &site.documents[*document];
            let directives = whole.provisions[*number]
                .directive_positions()
                .map(|directive| &site.directives[directive])
                .collect::<Vec<_>>();
            let actions = directives.iter().map(|directive| &*directive.action).collect::<Vec<_>>();
            let mut lead = directives.iter().flat_map(|directive| &directive.lead).collect::<Vec<_>>();
            lead.sort();
            lead.dedup();
            Some(json!({
                "@type": "Legislation",
                "name": actions.join("; "),
                "legislationIdentifier": eid::citation(
                    &whole.way_to(*number),
                    whole.kind,
                    whole.number.as_ref().map(|number| &*number.value),
                ),
                "url": url,
                "inLanguage": "vi",
                "legislationResponsible": lead.iter().map(|body| organisation(view, **body, absolute)).collect::<Vec<_>>(),
                "isPartOf": legislation(view, *document, absolute),
            }))
        }
        Page::Indicator(indicator) => {
            let indicator = &site.indicators[*indicator];
            let province = &site.provinces[indicator.province];
            let about = view.say(
                "indicator.description",
                &[("name", view.indicator_name(indicator).text), ("province", province.name.clone())],
            );
            Some(json!({
                "@type": "Dataset",
                "name": view.indicator_name(indicator).text,
                "description": about,
                "url": url,
                "spatialCoverage": { "@type": "AdministrativeArea", "name": province.name },
                "distribution": [{
                    "@type": "DataDownload",
                    "encodingFormat": "application/json",
                    "contentUrl": format!("{}{}index.json", site.base_url.as_deref().unwrap_or_default(), route::indicator(indicator)),
                }],
            }))
        }
        Page::Data => {
            let base = site.base_url.as_deref().unwrap_or_default();
            let tables = Resource::ALL.iter().flat_map(|table| {
                [("csv", "text/csv"), ("json", "application/json")].map(|(ending, kind)| {
                    let name = table.name();
                    json!({ "@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": format!("{base}data/{name}.{ending}") })
                })
            });
            Some(json!({
                "@type": "Dataset",
                "name": view.bilingual(&site.settings.title).text,
                "description": view.say("data.description", &[]),
                "url": url,
                "distribution": tables.collect::<Vec<_>>(),
            }))
        }
        Page::Report(number) => Some(article(view, &site.reports[*number], &url)),
        Page::Article(number) => Some(article(view, &site.pages[*number], &url)),
        _ => None,
    }
}

fn article(view: &Viewpoint<'_>, article: &crate::model::article::Article, url: &str) -> Value {
    let mut value = json!({ "@type": "Article", "headline": view.bilingual(&article.title).text, "url": url });
    if let Some(date) = article.date {
        value["datePublished"] = json!(date.to_string());
    }
    value
}

fn legislation(view: &Viewpoint<'_>, position: Ix<Document>, absolute: &dyn Fn(&str) -> String) -> Value {
    let site = view.site;
    let document = &site.documents[position];
    let mut value = json!({
        "@type": "Legislation",
        "name": document.title.as_deref().or(document.short_title.as_deref()).map_or_else(|| document_name(document), str::to_owned),
        "legislationType": eid::kind_name(document.kind),
        "legislationPassedBy": organisation(view, document.issuer, absolute),
        "legislationJurisdiction": { "@type": "AdministrativeArea", "name": site.provinces[document.province].name },
        "url": absolute(&route::document(document)),
        "inLanguage": "vi",
    });
    if let Some(number) = &document.number {
        value["legislationIdentifier"] = json!(number.value);
    }
    // A day that could not be read for sure is not told to machines that ask no questions.
    if let Some(date) = document.date.as_ref().filter(|date| date.is_certain()) {
        value["legislationDate"] = json!(date.value.to_string());
    }
    value
}

fn organisation(view: &Viewpoint<'_>, body: Ix<crate::model::body::Body>, absolute: &dyn Fn(&str) -> String) -> Value {
    let body = &view.site.bodies[body];
    json!({ "@type": "Organization", "name": view.body_name(body).text, "url": absolute(&route::body(body)) })
}

/// The way to the page from the front page on.
fn crumbs(view: &Viewpoint<'_>, page: &Page, absolute: &dyn Fn(&str) -> String) -> Option<Value> {
    let site = view.site;
    let label = |key: &str| view.say(key, &[]);
    let document = |position: Ix<Document>| {
        let document = &site.documents[position];
        let province = &site.provinces[document.province];
        vec![
            (label("menu.documents"), route::DOCUMENTS.to_owned()),
            (province.short.clone(), route::province(province)),
            (document_name(document), route::document(document)),
        ]
    };
    let mut way = vec![(label("menu.home"), String::new())];
    way.extend(match page {
        Page::Documents(shelf) => {
            let all = (label("menu.documents"), route::DOCUMENTS.to_owned());
            let one = match shelf {
                Shelf::All => None,
                Shelf::Province(province) => Some(site.provinces[*province].short.clone()),
                Shelf::Kind(_) | Shelf::Year(_) => Some(documents::title(view, *shelf)),
            };
            [all].into_iter().chain(one.map(|name| (name, route::shelf(site, *shelf)))).collect()
        }
        Page::Document(position) => document(*position),
        Page::Provision(position, number) => {
            let whole = &site.documents[*position];
            let mut way = document(*position);
            way.push((whole.place_of(*number), route::provision(whole, &whole.provisions[*number])));
            way
        }
        Page::Bodies => vec![(label("menu.bodies"), route::BODIES.to_owned())],
        Page::Body(body) => vec![
            (label("menu.bodies"), route::BODIES.to_owned()),
            (view.body_name(&site.bodies[*body]).text, route::body(&site.bodies[*body])),
        ],
        Page::Indicators => vec![(label("menu.indicators"), route::INDICATORS.to_owned())],
        Page::Indicator(indicator) => vec![
            (label("menu.indicators"), route::INDICATORS.to_owned()),
            (view.indicator_name(&site.indicators[*indicator]).text, route::indicator(&site.indicators[*indicator])),
        ],
        Page::Reports => vec![(label("menu.reports"), route::REPORTS.to_owned())],
        Page::Report(number) => vec![
            (label("menu.reports"), route::REPORTS.to_owned()),
            (view.bilingual(&site.reports[*number].title).text, route::report(&site.reports[*number].slug)),
        ],
        Page::Journal(year) => {
            let all = (label("menu.journal"), route::JOURNAL.to_owned());
            let one = year.map(|year| (year.to_string(), route::journal(Some(year))));
            [all].into_iter().chain(one).collect()
        }
        Page::Schedule => vec![(label("schedule.title"), route::SCHEDULE.to_owned())],
        Page::Tasks(state) => {
            let all = (label("tasks.title"), route::TASKS.to_owned());
            let one = state.map(|state| (label(&format!("state_name.{state}")), route::tasks_in(state)));
            [all].into_iter().chain(one).collect()
        }
        Page::Sources => vec![(label("menu.sources"), route::SOURCES.to_owned())],
        Page::Source(position) | Page::SourceYear(position, _) => {
            let mut way = vec![
                (label("menu.sources"), route::SOURCES.to_owned()),
                (sources::name(view, *position), route::joined(&site.joined[*position])),
            ];
            if let Page::SourceYear(_, year) = page {
                let name = year.map_or_else(|| label("documents.no_year"), |year| year.to_string());
                way.push((name, page.address(site)));
            }
            way
        }
        Page::Statement => vec![(label("statement.title"), route::ACCESSIBILITY.to_owned())],
        Page::Data => vec![(label("menu.data"), route::DATA.to_owned())],
        Page::Search => vec![(label("menu.search"), route::SEARCH.to_owned())],
        _ => Vec::new(),
    });
    let items = (1..).zip(&way).map(|(number, (name, address))| {
        json!({ "@type": "ListItem", "position": number, "name": name, "item": absolute(address) })
    });
    (way.len() > 1).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() }))
}

/// The HTML with which others put the page at `address` into theirs; `None` when the site does not know where it
/// lives.
#[must_use]
pub fn embed_code(view: &Viewpoint<'_>, address: &str, title: &str, height: u32) -> Option<String> {
    let base = view.site.base_url.as_deref()?;
    let address = in_language(view.here.language, &route::embed(address));
    let (source, title) = (super::escape::escape(&format!("{base}{address}")), super::escape::escape(title));
    Some(format!(
        "<iframe src=\"{source}\" title=\"{title}\" width=\"100%\" height=\"{height}\" loading=\"lazy\" style=\"border:0\"></iframe>"
    ))
}

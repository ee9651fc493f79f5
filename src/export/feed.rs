//! `cap-nhat/feed.xml`: the journal as an Atom feed (RFC 4287), one entry a day.

use std::fmt::Write as _;

use super::site_path;
use crate::base::output::{Sink, SinkError};
use crate::model::document::Document;
use crate::model::journal::{Event, journal};
use crate::model::notes::Notes;
use crate::model::{Site, route};

/// Most days in the feed.
const MAXIMUM_DAYS: usize = 60;

/// Hands over the feed.
pub fn write(site: &Site, notes: &Notes<'_>, sink: &dyn Sink) -> Result<(), SinkError> {
    notes.hand(sink, vec![site_path(&format!("{}feed.xml", route::JOURNAL))], || Ok(vec![feed(site)]))
}

fn feed(site: &Site) -> Vec<u8> {
    let days = journal(site);
    let latest = days.first().map_or(site.today, |(day, _)| *day);
    let base = site.base_url.as_deref().unwrap_or("/");
    let title = escaped(&site.settings.title.vi);
    let mut feed = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n<title>{title}: cập nhật</title>\n\
         <id>{}</id>\n<updated>{latest}T00:00:00+07:00</updated>\n<author><name>{title}</name></author>\n\
         <link rel=\"self\" href=\"{base}{}feed.xml\"/>\n<link href=\"{base}{}\"/>\n",
        identity(site, ""),
        route::JOURNAL,
        route::JOURNAL
    );
    for (day, events) in days.iter().take(MAXIMUM_DAYS) {
        let anchor = format!("#{day}");
        let printed = crate::vietnamese::date::print(*day);
        let lines = events.iter().map(|event| format!("- {}", said(site, *event))).collect::<Vec<_>>().join("\n");
        writeln!(
            feed,
            "<entry><title>Cập nhật ngày {printed}</title><id>{}</id><updated>{day}T00:00:00+07:00</updated>\
             <link href=\"{base}{}#ngay-{day}\"/><summary>{}</summary></entry>",
            identity(site, &anchor),
            route::journal(Some(day.year())),
            escaped(&lines)
        )
        .expect("writing to a text does not fail");
    }
    feed.push_str("</feed>\n");
    feed.into_bytes()
}

/// An identity that never changes: the address, or a tag URI (RFC 4151) where the site has none.
fn identity(site: &Site, anchor: &str) -> String {
    match &site.base_url {
        Some(base) => format!("{base}{}{anchor}", route::JOURNAL),
        None => format!("tag:minhbach,2026:/{}{anchor}", route::JOURNAL),
    }
}

/// An event in one Vietnamese line.
fn said(site: &Site, event: Event) -> String {
    let name = |document: &Document| {
        document.number.as_ref().map_or_else(|| document.id.clone(), |number| number.value.clone())
    };
    match event {
        Event::Issued(position) => format!("Ban hành {}", name(&site.documents[position])),
        Event::Reported(position) => {
            let update = &site.updates[position];
            format!("Có báo cáo tiến độ: {}", site.directives[update.directive].action)
        }
        Event::Corrected(position) => {
            let update = &site.updates[position];
            format!("Đính chính: {}", site.directives[update.directive].action)
        }
        Event::Extended(position, document) => {
            format!("Gia hạn theo {}: {}", name(&site.documents[document]), site.directives[position].action)
        }
        Event::Inspected(position) => {
            let finding = &site.findings[position];
            format!("Kết luận kiểm tra {}: {}", site.bodies[finding.body].name, finding.text)
        }
        Event::Measured(position) => {
            let result = &site.results[position];
            format!("Kết quả mới: {} ({})", site.indicators[result.indicator].name, result.period.code())
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

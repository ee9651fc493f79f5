//! `sitemap.xml` (sitemaps.org 0.9) and `robots.txt`.

use std::fmt::Write as _;

use super::put;
use crate::base::hash::QuickSet;
use crate::base::output::{Sink, SinkError};
use crate::model::{Site, route};

/// Most addresses in one sitemap (sitemaps.org).
const MAXIMUM_ADDRESSES: usize = 50_000;

/// Writes `robots.txt`, and sitemaps when the site knows where it lives.
pub fn write(site: &Site, sink: &dyn Sink) -> Result<(), SinkError> {
    let Some(base) = &site.base_url else {
        return put(sink, "robots.txt", b"User-agent: *\nAllow: /\n".to_vec());
    };
    put(sink, "robots.txt", format!("User-agent: *\nAllow: /\nSitemap: {base}sitemap.xml\n").into_bytes())?;
    let gone = site.tombstones.iter().map(|tombstone| tombstone.address.as_str()).collect::<QuickSet<_>>();
    let is_listed = |address: &String| {
        !address.contains('#') && !address.starts_with(route::EMBEDS) && !gone.contains(address.as_str())
    };
    let vietnamese = route::every_address(site).into_iter().filter(is_listed);
    let pages = vietnamese.flat_map(|address| [format!("en/{address}"), address]).collect::<Vec<_>>();
    let parts = pages.chunks(MAXIMUM_ADDRESSES).collect::<Vec<_>>();
    if let [only] = parts.as_slice() {
        return put(sink, "sitemap.xml", addresses(base, only));
    }
    let mut index = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (number, part) in (1..).zip(&parts) {
        put(sink, &format!("sitemap-{number}.xml"), addresses(base, part))?;
        writeln!(index, "<sitemap><loc>{base}sitemap-{number}.xml</loc></sitemap>")
            .expect("writing to a text does not fail");
    }
    index.push_str("</sitemapindex>\n");
    put(sink, "sitemap.xml", index.into_bytes())
}

fn addresses(base: &str, pages: &[String]) -> Vec<u8> {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages {
        // Addresses are ASCII slugs; only the base could hold an ampersand.
        let location = format!("{base}{page}").replace('&', "&amp;");
        writeln!(text, "<url><loc>{location}</loc></url>").expect("writing to a text does not fail");
    }
    text.push_str("</urlset>\n");
    text.into_bytes()
}

//! Every link leads somewhere, from wherever the site is mounted.

use std::collections::{BTreeMap, BTreeSet};

use super::super::builds::Files;
use super::super::html::{Tag, decode, resolve, tags};
use super::{BASE, every_site};

/// Attributes that hold an address.
const ADDRESSES: [&str; 7] = ["href", "src", "action", "poster", "data-titles", "data-root", "data-src"];

#[test]
fn every_internal_link_and_anchor_resolves() {
    for site in every_site() {
        let files = &site.files;
        let pages = pages(files);
        let anchors = pages
            .iter()
            .map(|(path, html)| {
                (*path, tags(html).iter().filter_map(|tag| tag.get("id").map(str::to_owned)).collect::<BTreeSet<_>>())
            })
            .collect::<BTreeMap<_, _>>();
        let mut followed = 0;
        for (path, html) in &pages {
            if *path == "404.html" {
                // Shown at any depth, so it links from the root on.
                continue;
            }
            for link in links(html).iter().filter(|link| !is_external(link)) {
                let Some((file, anchor)) = resolve(path, link) else {
                    panic!("{}: {path}: {link} climbs out of the site", site.name)
                };
                assert!(files.contains_key(&file), "{}: {path}: {link} leads to {file}, which is not there", site.name);
                if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                    let found = anchors.get(file.as_str()).is_some_and(|anchors| anchors.contains(&anchor));
                    assert!(found, "{}: {path}: {link}: {file} has no anchor {anchor}", site.name);
                }
                followed += 1;
            }
        }
        assert!(followed > 100, "{}: only {followed} links", site.name);
    }
}

#[test]
fn no_id_stands_twice_on_a_page() {
    for site in every_site() {
        for (path, html) in pages(&site.files) {
            let mut seen = BTreeSet::new();
            for tag in tags(html) {
                if let Some(id) = tag.get("id") {
                    assert!(seen.insert(id.to_owned()), "{}: {path}: two elements have the id {id}", site.name);
                }
            }
        }
    }
}

#[test]
fn every_page_in_both_languages_has_its_machine_readable_twin() {
    for site in every_site() {
        let files = &site.files;
        let mut twins = 0;
        for (path, html) in pages(files).into_iter().filter(|(path, html)| *path != "404.html" && is_listed(html)) {
            let address = path.strip_suffix("index.html").unwrap_or_else(|| panic!("{path} is no folder's page"));
            let address = address.strip_prefix("en/").unwrap_or(address);
            let twin = format!("{address}index.json");
            let bytes = files.get(&twin).unwrap_or_else(|| panic!("{}: {path} has no twin {twin}", site.name));
            let json: serde_json::Value = serde_json::from_slice(bytes).unwrap();
            assert_eq!(json["address"], format!("/{address}"), "{}: {twin}", site.name);
            let named = tags(html).iter().any(|tag| {
                tag.name == "link"
                    && tag.get("type") == Some("application/json")
                    && tag.get("href").and_then(|href| resolve(path, href)) == Some((twin.clone(), None))
            });
            assert!(named, "{}: {path} does not name its twin", site.name);
            twins += 1;
        }
        assert!(twins > 20, "{}: only {twins} twins", site.name);
    }
}

#[test]
fn every_page_exists_in_both_languages() {
    for site in every_site() {
        let files = &site.files;
        let (english, vietnamese): (BTreeSet<_>, BTreeSet<_>) =
            pages(files).into_keys().filter(|path| *path != "404.html").partition(|path| path.starts_with("en/"));
        let english = english.into_iter().map(|path| &path[3..]).collect::<BTreeSet<_>>();
        assert_eq!(english, vietnamese, "{}", site.name);
    }
}

#[test]
fn only_the_missing_page_what_others_quote_and_joined_sites_have_absolute_addresses() {
    for site in every_site() {
        let content = site.sources.content.iter().map(|source| &*source.text).collect::<String>();
        for (path, html) in pages(&site.based) {
            for tag in tags(html) {
                for (name, value) in tag.attributes() {
                    let is_address = ADDRESSES.contains(&name) || value.starts_with("http") || value.starts_with("//");
                    if !is_address || !is_absolute(value) {
                        continue;
                    }
                    let allowed = path == "404.html" && value.starts_with("/chuyen-doi-so/")
                        || is_for_others(&tag) && value.starts_with(BASE)
                        || tag.get("id") == Some("dia-chi") && value.starts_with(BASE)
                        || content.contains(value)
                        || site.sources.joined.iter().any(|file| is_of_joined_site(&file.text, value));
                    assert!(allowed, "{}: {path}: <{} {name}=\"{value}\">", site.name, tag.name);
                }
            }
        }
    }
}

/// Whether `value` is the address of a joined site, or of a page that it published.
fn is_of_joined_site(fetched: &str, value: &str) -> bool {
    let base = fetched.split("\"url\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let published = |rest: &str| rest.is_empty() || fetched.contains(&format!("\"url\":\"{rest}\""));
    value.strip_prefix(base).is_some_and(published)
}

#[test]
fn without_an_address_of_its_own_the_site_claims_none() {
    for site in every_site() {
        let claims = site.sources.content.iter().any(|source| source.text.contains("\nbase_url:"));
        for (path, html) in pages(&site.files).into_iter().filter(|_| !claims) {
            assert!(!tags(html).iter().any(|tag| tag.get("rel") == Some("canonical")), "{}: {path}", site.name);
        }
    }
}

#[test]
fn a_page_brings_no_inline_script_or_style() {
    for site in every_site() {
        for (path, html) in pages(&site.files) {
            for tag in tags(html) {
                assert_ne!(tag.name, "style", "{}: {path}", site.name);
                let is_data = tag.get("type") == Some("application/ld+json");
                assert!(
                    tag.name != "script" || is_data || tag.get("src").is_some(),
                    "{}: {path}: an inline script",
                    site.name
                );
                for (name, value) in tag.attributes() {
                    assert!(name != "style" && !name.starts_with("on"), "{}: {path}: {name}=\"{value}\"", site.name);
                    assert!(
                        !value.trim_start().to_ascii_lowercase().starts_with("javascript:"),
                        "{}: {path}: {value}",
                        site.name
                    );
                }
            }
        }
    }
}

#[test]
fn every_address_of_the_sitemap_is_a_page_that_may_be_listed() {
    for site in every_site() {
        let files = &site.based;
        let map = String::from_utf8(files["sitemap.xml"].clone()).unwrap();
        let addresses =
            map.split("<loc>").skip(1).map(|rest| decode(rest.split("</loc>").next().unwrap())).collect::<Vec<_>>();
        assert!(addresses.len() > 10, "{}", site.name);
        for address in addresses {
            let path = address.strip_prefix(BASE).unwrap_or_else(|| panic!("{}: {address}", site.name));
            let page = files
                .get(&format!("{path}index.html"))
                .unwrap_or_else(|| panic!("{}: no page at {address}", site.name));
            assert!(is_listed(std::str::from_utf8(page).unwrap()), "{}: {address} is not to be listed", site.name);
        }
    }
}

/// The HTML pages.
fn pages(files: &Files) -> BTreeMap<&str, &str> {
    let html = files.iter().filter(|(path, _)| path.ends_with(".html"));
    html.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap())).collect()
}

/// Every address on a page, that of a redirect included.
fn links(html: &str) -> Vec<String> {
    let mut links = Vec::new();
    for tag in tags(html) {
        links.extend(tag.attributes().filter(|(name, _)| ADDRESSES.contains(name)).map(|(_, value)| value.to_owned()));
        if tag.get("http-equiv") == Some("refresh") {
            links.extend(
                tag.get("content").and_then(|content| content.split_once("url=")).map(|(_, url)| url.to_owned()),
            );
        }
    }
    links
}

fn is_external(link: &str) -> bool {
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme))
}

fn is_absolute(address: &str) -> bool {
    address.starts_with('/') || is_external(address)
}

/// Whether the tag tells search engines and social networks where the page lives.
fn is_for_others(tag: &Tag<'_>) -> bool {
    match tag.name {
        "link" => matches!(tag.get("rel"), Some("canonical" | "alternate")),
        "meta" => tag.get("property").is_some_and(|property| property.starts_with("og:")),
        _ => false,
    }
}

fn is_listed(html: &str) -> bool {
    !tags(html).iter().any(|tag| {
        tag.get("name") == Some("robots") && tag.get("content").is_some_and(|content| content.contains("noindex"))
    })
}

//! Links never break: every address ever published leads somewhere.

use std::collections::{HashMap, HashSet};

use super::records::Filed;
use crate::base::diagnostic::Diagnostic;
use crate::base::hash::QuickSet;
use crate::base::place::{Place, Trail};
use crate::base::source::{Source, SourcePath};
use crate::load;
use crate::model::Site;
use crate::model::route;
use crate::model::site::Tombstone;
use crate::record::redirect::RedirectRecord;
use crate::say;

/// Gives every published page below a tombstone a tombstone of its own, with the same reason; and one to the pages of
/// joined sites on which nothing is left, because what others withdraw is not for this site to restore.
pub fn bury(site: &mut Site, ledger: &Source) {
    for one in &site.joined {
        let (page, years) = (route::joined(one), one.years());
        let live = years.into_keys().map(|year| route::joined_year(one, year)).collect::<HashSet<_>>();
        for (_, address) in load::addresses(&ledger.text) {
            let address = address.trim_start_matches('/');
            let is_below = address.len() > page.len() && address.starts_with(&page) && address.ends_with('/');
            if is_below && !live.contains(address) {
                site.tombstones.push(Tombstone {
                    address: address.to_owned(),
                    name: one.name.vi.clone(),
                    reason: "Trang nguồn không còn công bố văn bản nào ở đây.".to_owned(),
                });
            }
        }
    }
    let known = site.tombstones.iter().map(|tombstone| tombstone.address.clone()).collect::<HashSet<_>>();
    let mut below = Vec::new();
    for (_, address) in load::addresses(&ledger.text) {
        let address = address.trim_start_matches('/');
        let page = address.split('#').next().unwrap_or(address);
        let Some(tombstone) = site.tombstones.iter().find(|tombstone| page.starts_with(&tombstone.address)) else {
            continue;
        };
        if page.ends_with('/') && !known.contains(page) {
            below.push(Tombstone { address: page.to_owned(), ..tombstone.clone() });
        }
    }
    below.sort_by(|left, right| left.address.cmp(&right.address));
    below.dedup_by(|left, right| left.address == right.address);
    site.tombstones.extend(below);
}

/// Checks redirects, and every address in the ledger of published ones.
///
/// Whether an address leads somewhere is only asked when the site `is_whole`.
pub fn check(
    site: &Site,
    files: &[Filed<Vec<RedirectRecord>>],
    ledger: Option<&Source>,
    is_whole: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if files.is_empty() && ledger.is_none() {
        return;
    }
    let addresses = route::every_address(site);
    let live = is_whole.then(|| addresses.iter().map(String::as_str).collect::<QuickSet<_>>());
    let mut moved: HashMap<&str, Place> = HashMap::new();
    for filed in files {
        for (position, record) in filed.record.iter().flatten().enumerate() {
            let root = Trail::ROOT;
            let trail = root.index(position);
            redirect(record, filed, &trail, live.as_ref(), diagnostics);
            let place = Place::value(filed.path.clone(), &trail.key("from"));
            if let Some(earlier) = moved.insert(record.from.trim_start_matches('/'), place.clone()) {
                let from = &record.from;
                diagnostics.push(
                    Diagnostic::error(
                        "bad-redirect",
                        place,
                        say!("địa chỉ `{from}` ghi hai lần", "the address `{from}` is written twice"),
                    )
                    .help(say!("giữ một mục, xóa mục kia", "keep one of the entries, delete the other"))
                    .related(earlier, say!("lần đầu ở đây", "first written here")),
                );
            }
        }
    }
    let (Some(ledger), Some(live)) = (ledger, live) else { return };
    let gone = site.tombstones.iter().map(|tombstone| tombstone.address.as_str()).collect::<Vec<_>>();
    for (span, address) in load::addresses(&ledger.text) {
        let address = address.trim_start_matches('/');
        if address.is_empty() || live.contains(address) || moved.contains_key(address) {
            continue;
        }
        let page = address.split('#').next().unwrap_or(address);
        // An anchor on a page that moved, or on one that is gone, is answered by that page.
        if moved.contains_key(page) || gone.contains(&page) {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                "broken-link",
                Place::span(ledger.path.clone(), span),
                say!("địa chỉ đã công bố `/{address}` không còn dẫn đến đâu", "the published address `/{address}` no longer leads anywhere"),
            )
            .help(say!(
                "khôi phục mục đó, hoặc thêm vào content/redirects.yaml: `- from: /{address}` với `to:` (địa chỉ mới) hoặc `gone:` (lý do)",
                "restore it, or add to content/redirects.yaml: `- from: /{address}` with `to:` (new address) or `gone:` (reason)"
            )),
        );
    }
}

/// Whether a browser must not be sent there: whatever is no web address, and in articles no `mailto:`, no `tel:` and no
/// path either.
#[must_use]
pub fn is_unsafe(target: &str, in_article: bool) -> bool {
    let target = target.trim();
    let before = target.split(['/', '?', '#']).next().unwrap_or_default();
    match before.split_once(':') {
        Some((scheme, _)) => {
            let scheme = scheme.to_ascii_lowercase();
            !(matches!(scheme.as_str(), "http" | "https") || in_article && matches!(scheme.as_str(), "mailto" | "tel"))
        }
        None => !in_article,
    }
}

/// Reports the address of a source or a proof that cannot be a link.
pub fn refuse_unsafe(target: &str, path: &SourcePath, trail: &Trail<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if is_unsafe(target, false) {
        diagnostics.push(
            Diagnostic::error(
                "unsafe-link",
                Place::value(path.clone(), trail),
                say!("`{target}` không phải địa chỉ trên mạng", "`{target}` is not an address on the web"),
            )
            .help(say!(
                "chép cả địa chỉ từ trình duyệt, bắt đầu bằng https://",
                "copy the whole address from the browser, starting with https://"
            )),
        );
    }
}

fn redirect(
    record: &RedirectRecord,
    filed: &Filed<Vec<RedirectRecord>>,
    trail: &Trail<'_>,
    live: Option<&QuickSet<&str>>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let place = |key: &str| Place::value(filed.path.clone(), &trail.key(key));
    let from = &record.from;
    let bad = |text: &str| {
        !text.starts_with('/')
            || text.contains("..")
            || text.contains("//")
            || text.contains(['\\', '?', ' ', '<', '>', '"'])
    };
    if bad(from) {
        diagnostics.push(
            Diagnostic::error(
                "bad-url",
                place("from"),
                say!(
                    "`{from}` không phải địa chỉ tính từ gốc của trang",
                    "`{from}` is not an address from the root of the site"
                ),
            )
            .help(say!(
                "bắt đầu bằng /, ví dụ /van-ban/dong-nai/449-kl-tu-2023/",
                "start with /, such as /van-ban/dong-nai/449-kl-tu-2023/"
            )),
        );
    } else if live.is_some_and(|live| live.contains(from.trim_start_matches('/'))) {
        diagnostics.push(
            Diagnostic::error(
                "bad-redirect",
                place("from"),
                say!("địa chỉ `{from}` vẫn đang có nội dung", "the address `{from}` still has its content"),
            )
            .help(say!("bỏ mục chuyển hướng này", "drop this redirect")),
        );
    }
    match (&record.to, &record.gone) {
        (Some(to), None) => {
            if bad(to) || live.is_some_and(|live| !live.contains(to.trim_start_matches('/'))) {
                diagnostics.push(
                    Diagnostic::error(
                        "bad-redirect",
                        place("to"),
                        say!("địa chỉ mới `{to}` không có trên trang", "the new address `{to}` is not on the site"),
                    )
                    .help(say!(
                        "chép địa chỉ từ thanh địa chỉ của trình duyệt, bỏ phần tên miền",
                        "copy it from the browser's address bar, without the domain"
                    )),
                );
            }
        }
        (None, Some(_)) => {}
        _ => diagnostics.push(
            Diagnostic::error(
                "bad-redirect",
                Place::value(filed.path.clone(), trail),
                say!("cần đúng một trong hai: `to` hoặc `gone`", "exactly one of `to` and `gone` is needed"),
            )
            .help(say!(
                "ghi `to: địa chỉ mới`, hoặc `gone: lý do không còn`",
                "write `to: new address`, or `gone: why it is gone`"
            )),
        ),
    }
}

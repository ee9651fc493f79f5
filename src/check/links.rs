//! Links never break: every address ever published leads somewhere.

use std::collections::HashSet;

use super::records::Filed;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::load::LEDGER;
use crate::model::Site;
use crate::model::route;
use crate::record::redirect::RedirectRecord;
use crate::say;

/// Checks redirects, and every address in `published`.
pub fn check(site: &Site, files: &[Filed<Vec<RedirectRecord>>], published: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let addresses = route::every_address(site);
    let live = addresses.iter().map(String::as_str).collect::<HashSet<_>>();
    let mut moved = HashSet::new();
    for filed in files {
        for (position, record) in filed.record.iter().flatten().enumerate() {
            let root = Trail::ROOT;
            let trail = root.index(position);
            moved.insert(record.from.trim_start_matches('/'));
            redirect(record, filed, &trail, &live, diagnostics);
        }
    }
    let gone = site.tombstones.iter().map(|tombstone| tombstone.address.as_str()).collect::<Vec<_>>();
    for address in published {
        let address = address.trim().trim_start_matches('/');
        if address.is_empty() || live.contains(address) || moved.contains(address) {
            continue;
        }
        let page = address.split('#').next().unwrap_or(address);
        // A tombstone answers for everything below it.
        if moved.contains(page) || gone.iter().any(|tombstone| address.starts_with(tombstone)) {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                "broken-link",
                Place::file(SourcePath::new(LEDGER)),
                say!("địa chỉ đã công bố `/{address}` không còn dẫn đến đâu", "the published address `/{address}` no longer leads anywhere"),
            )
            .help(say!(
                "khôi phục mục đó, hoặc thêm vào content/redirects.yaml: `- from: /{address}` với `to:` (địa chỉ mới) hoặc `gone:` (lý do)",
                "restore it, or add to content/redirects.yaml: `- from: /{address}` with `to:` (new address) or `gone:` (reason)"
            )),
        );
    }
}

fn redirect(record: &RedirectRecord, filed: &Filed<Vec<RedirectRecord>>, trail: &Trail<'_>, live: &HashSet<&str>, diagnostics: &mut Vec<Diagnostic>) {
    let place = |key: &str| Place::value(filed.path.clone(), &trail.key(key));
    let from = &record.from;
    let bad = |text: &str| !text.starts_with('/') || text.contains("..") || text.contains("//") || text.contains(['\\', '?', ' ', '<', '>', '"']);
    if bad(from) {
        diagnostics.push(
            Diagnostic::error("bad-url", place("from"), say!("`{from}` không phải địa chỉ tính từ gốc của trang", "`{from}` is not an address from the root of the site"))
                .help(say!("bắt đầu bằng /, ví dụ /van-ban/dong-nai/449-kl-tu-2023/", "start with /, such as /van-ban/dong-nai/449-kl-tu-2023/")),
        );
    } else if live.contains(from.trim_start_matches('/')) {
        diagnostics.push(
            Diagnostic::error("bad-redirect", place("from"), say!("địa chỉ `{from}` vẫn đang có nội dung", "the address `{from}` still has its content"))
                .help(say!("bỏ mục chuyển hướng này", "drop this redirect")),
        );
    }
    match (&record.to, &record.gone) {
        (Some(to), None) => {
            if bad(to) || !live.contains(to.trim_start_matches('/')) {
                diagnostics.push(
                    Diagnostic::error("bad-redirect", place("to"), say!("địa chỉ mới `{to}` không có trên trang", "the new address `{to}` is not on the site"))
                        .help(say!("chép địa chỉ từ thanh địa chỉ của trình duyệt, bỏ phần tên miền", "copy it from the browser's address bar, without the domain")),
                );
            }
        }
        (None, Some(_)) => {}
        _ => diagnostics.push(
            Diagnostic::error("bad-redirect", Place::value(filed.path.clone(), trail), say!("cần đúng một trong hai: `to` hoặc `gone`", "exactly one of `to` and `gone` is needed"))
                .help(say!("ghi `to: địa chỉ mới`, hoặc `gone: lý do không còn`", "write `to: new address`, or `gone: why it is gone`")),
        ),
    }
}

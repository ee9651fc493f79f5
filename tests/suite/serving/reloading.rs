//! What the pages hear and show when the files of the site change.

use std::fs;

use super::client::{Folder, Listener, MISTAKE};
use super::folder;

#[test]
fn a_new_page_hears_at_once_what_is_served() {
    let site = folder().serve();
    let state = site.listen().next();
    assert_eq!((state.revision, state.diagnostics), (1, false));
    let page = site.get("/").text();
    assert!(page.contains(&format!("data-generation=\"{}\" data-revision=\"1\"", state.generation)), "{page}");
}

#[test]
fn a_changed_file_is_served_and_every_page_hears_of_it() {
    let site = folder().serve();
    let old_tag = site.get("/data/bodies.json").header("ETag");
    let old_page_tag = site.get("/van-ban/").header("ETag");
    let mut pages = [site.listen(), site.listen()];
    let before = pages.each_mut().map(Listener::next);
    site.folder.write("data/bodies.json", "[]");
    for (page, before) in pages.iter_mut().zip(before) {
        let after = page.next();
        assert_ne!(after.generation, before.generation);
    }
    let reply = site.ask("GET", "/data/bodies.json", &[("If-None-Match", &old_tag)]);
    assert_eq!((reply.status, reply.text().as_str()), (200, "[]"));
    // An unchanged page belongs to the new generation too: from the cache, it would reload for ever.
    assert_eq!(site.ask("GET", "/van-ban/", &[("If-None-Match", &old_page_tag)]).status, 200);
}

#[test]
fn files_and_folders_that_come_and_go_are_noticed() {
    let site = folder().serve();
    let mut page = site.listen();
    page.next();
    site.folder.write("moi/trang/index.html", "mới");
    page.until(|_| site.get("/moi/trang/").status == 200);
    site.folder.write("moi/trang/index.html", "mới hơn");
    page.until(|_| site.get("/moi/trang/").text().starts_with("mới hơn"));
    site.folder.remove("moi/trang/index.html");
    page.until(|_| site.get("/moi/trang/").status == 404);
}

#[test]
fn a_rebuild_with_the_same_result_disturbs_nobody() {
    let site = folder().serve();
    let mut page = site.listen();
    let before = page.next();
    site.folder.write("ignored.tmp", "1");
    site.wait_for_rebuild();
    site.folder.write("index.html", "hai");
    let after = page.next();
    assert_eq!(after.revision, before.revision + 1);
}

#[test]
fn a_mistake_leaves_the_old_site_and_is_shown_until_it_is_corrected() {
    let site = folder().serve();
    let mut page = site.listen();
    let good = page.next();
    assert!(site.get("/_minhbach/diagnostics").text().contains("<h1>Dữ liệu không có lỗi</h1>"));

    site.folder.write(MISTAKE, "<pre>ngày 30 tháng 2</pre>");
    let bad = page.next();
    assert_eq!((&bad.generation, bad.diagnostics), (&good.generation, true));
    assert_eq!(site.get("/").status, 200);
    let diagnostics = site.get("/_minhbach/diagnostics");
    assert_eq!(diagnostics.status, 200);
    assert!(diagnostics.text().contains("<pre>ngày 30 tháng 2</pre>"));
    assert!(diagnostics.text().contains("trang đang xem là bản trước đó"));

    site.folder.write(MISTAKE, "<pre>ngày 31 tháng 2</pre>");
    let worse = page.next();
    assert!(worse.diagnostics && worse.revision > bad.revision);
    assert!(site.get("/_minhbach/diagnostics").text().contains("<pre>ngày 31 tháng 2</pre>"));

    site.folder.write("index.html", "<p>hai</p>");
    site.wait_for_rebuild();
    assert!(site.get("/").text().contains("<p>một</p>"), "nothing of a broken site is served");

    site.folder.remove(MISTAKE);
    let fixed = page.until(|state| !state.diagnostics);
    assert_ne!(fixed.generation, good.generation);
    assert!(site.get("/").text().contains("<p>hai</p>"));
}

#[test]
fn before_there_is_a_site_every_address_shows_what_is_wrong() {
    let folder = folder();
    folder.write(MISTAKE, "<pre>hỏng</pre>");
    let site = folder.serve();
    let mut page = site.listen();
    let before = page.next();
    assert!(before.diagnostics);
    for path in ["/", "/van-ban/", "/data/bodies.json", "/no"] {
        let reply = site.get(path);
        assert_eq!((reply.status, reply.header("Content-Type").as_str()), (500, "text/html; charset=utf-8"));
        let text = reply.text();
        assert!(text.contains("<pre>hỏng</pre>") && text.contains("nên chưa có trang để xem"), "{text}");
        assert!(text.contains(&format!("data-generation=\"{}\"", before.generation)), "{text}");
        assert!(text.contains("data-follows-diagnostics"), "{text}");
    }
    assert_eq!(site.get("/_minhbach/reload.js").status, 200);
    site.folder.remove(MISTAKE);
    let fixed = page.until(|state| !state.diagnostics);
    assert_ne!(fixed.generation, before.generation);
    assert_eq!(site.get("/").status, 200);
}

#[test]
fn a_panic_while_building_is_shown_and_survived() {
    let site = folder().serve();
    let mut page = site.listen();
    page.next();
    site.folder.write(MISTAKE, "panic");
    page.until(|state| state.diagnostics);
    assert!(site.get("/_minhbach/diagnostics").text().contains("chương trình gặp lỗi"));
    site.folder.remove(MISTAKE);
    page.until(|state| !state.diagnostics);
}

#[test]
fn a_folder_that_is_exchanged_for_another_one_is_still_watched() {
    let site = folder().serve();
    let mut page = site.listen();
    page.next();
    let content = site.folder.path();
    let away = content.with_file_name("away");
    fs::rename(&content, &away).unwrap();
    page.until(|_| site.get("/").status == 404);
    site.folder.write("index.html", "quay lại");
    page.until(|_| site.get("/").text().starts_with("quay lại"));
    site.folder.write("index.html", "lần nữa");
    page.until(|_| site.get("/").text().starts_with("lần nữa"));
}

#[test]
fn a_folder_may_be_missing_at_the_start() {
    let folder = Folder::new();
    fs::remove_dir(folder.path()).unwrap();
    let site = folder.serve();
    let mut page = site.listen();
    page.next();
    site.folder.write("sau/index.html", "sau");
    page.until(|_| site.get("/sau/").status == 200);
}

#[test]
fn a_page_that_is_gone_does_not_keep_the_others_waiting() {
    let site = folder().serve();
    for number in 0..3 {
        drop(site.listen());
        let mut page = site.listen();
        page.next();
        site.folder.write("index.html", &format!("số {number}"));
        page.until(|_| site.get("/").text().starts_with(&format!("số {number}")));
    }
}

#[test]
fn a_stopped_server_builds_no_more() {
    let site = folder().serve();
    assert_eq!(site.stop(), 0);
}

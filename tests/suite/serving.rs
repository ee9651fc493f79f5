//! `serve`: what a browser gets, what changes when files change, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod client;
mod connections;
mod reloading;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use minhbach::serve::{Mount, ServeError, Server};

use client::{Folder, Reply};

const PAGE: &str = "<!doctype html><title>Trang</title><BODY><p>một</p></BODY></html>";

/// A site with a page, a folder, an error page and other files.
fn folder() -> Folder {
    let folder = Folder::new();
    for name in ["index.html", "van-ban/index.html", "404.html"] {
        folder.write(name, PAGE);
    }
    folder.write("data/bodies.json", "[\"đ\"]");
    folder.write("đồng nai.txt", "có dấu");
    folder
}

#[track_caller]
fn assert_status(reply: &Reply, status: u16) {
    assert_eq!(reply.status, status, "{reply:?}");
}

#[test]
fn a_folder_is_served_by_its_index_page() {
    let site = folder().serve();
    for path in ["/", "/index.html", "/van-ban/", "/?q=1", "/van-ban/?q=1"] {
        let reply = site.get(path);
        assert_status(&reply, 200);
        assert_eq!(reply.header("Content-Type"), "text/html; charset=utf-8");
        assert!(reply.text().contains("<p>một</p>"));
    }
}

#[test]
fn a_folder_without_its_slash_is_a_redirect_that_keeps_the_query() {
    let site = folder().serve();
    let reply = site.get("/van-ban?trang=2");
    assert_status(&reply, 301);
    assert_eq!(reply.header("Location"), "/van-ban/?trang=2");
    assert_status(&site.get("/data"), 404);
}

#[test]
fn a_missing_page_shows_the_error_page_of_the_site() {
    let site = folder().serve();
    for path in ["/no", "/no/", "/van-ban/no", "/index.html/", "/data/", "/VAN-BAN/"] {
        let reply = site.get(path);
        assert_status(&reply, 404);
        assert!(reply.text().contains("<p>một</p>"), "{path}");
    }
    let bare = Folder::new();
    bare.write("index.html", PAGE);
    let reply = bare.serve().get("/no");
    assert_status(&reply, 404);
    assert_eq!(reply.text(), "không có trang này\n");
}

#[test]
fn every_file_has_the_type_of_its_name() {
    let types = [
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8; header=present"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.XML", "application/xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        ("a.png", "image/png"),
        ("CNAME", "application/octet-stream"),
    ];
    let folder = Folder::new();
    types.iter().for_each(|(name, _)| folder.write(name, "x"));
    let site = folder.serve();
    for (name, media_type) in types {
        assert_eq!(site.get(&format!("/{name}")).header("Content-Type"), media_type, "{name}");
    }
}

#[test]
fn names_are_percent_decoded() {
    let site = folder().serve();
    assert_eq!(site.get("/%C4%91%E1%BB%93ng%20nai.txt").text(), "có dấu");
    assert_eq!(site.get("/%76an-ban/").status, 200);
    for broken in ["/%", "/%4", "/%zz", "/%+1", "/%ff%fe", "no-slash", "*"] {
        assert_status(&site.get(broken), 400);
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = folder();
    folder.write_outside("secret.txt", "bí mật");
    let site = folder.serve();
    let paths = [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/van-ban/../../secret.txt",
        "/van-ban/../index.html",
        "//etc/passwd",
        "/./index.html",
        "/..%5csecret.txt",
        "/index.html%00.txt",
        "//van-ban",
        "/%2fvan-ban",
    ];
    for path in paths {
        let reply = site.get(path);
        assert_status(&reply, 404);
        assert!(!reply.text().contains("bí mật"));
    }
}

#[test]
fn every_answer_carries_the_strict_headers() {
    let site = folder().serve();
    let own = ["/_minhbach/reload.js", "/_minhbach/reload.css", "/_minhbach/diagnostics", "/_minhbach/no"];
    let asked = ["/", "/van-ban", "/no", "/%", "/data/bodies.json"].into_iter().chain(own).map(|path| site.get(path));
    for reply in asked.chain([site.ask("POST", "/", &[]), site.ask("GET", "/", &[("Host", "evil.example")])]) {
        let policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
             connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'";
        assert_eq!(reply.header("Content-Security-Policy"), policy);
        assert_eq!(reply.header("X-Content-Type-Options"), "nosniff");
        assert_eq!(reply.header("Referrer-Policy"), "strict-origin-when-cross-origin");
        assert_eq!(reply.header("Cache-Control"), "no-cache");
    }
}

#[test]
fn a_known_file_is_not_sent_again() {
    let site = folder().serve();
    for path in ["/", "/data/bodies.json"] {
        let tag = site.get(path).header("ETag");
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), String::from("*")] {
            let reply = site.ask("GET", path, &[("If-None-Match", &known)]);
            assert_status(&reply, 304);
            assert_eq!((reply.header("ETag"), reply.body.len()), (tag.clone(), 0));
        }
        assert_status(&site.ask("GET", path, &[("If-None-Match", "\"other\"")]), 200);
    }
    assert_status(&site.ask("GET", "/no", &[("If-None-Match", "*")]), 404);
}

#[test]
fn head_tells_everything_but_the_body() {
    let folder = folder();
    folder.write("big.txt", &"đ".repeat(100_000));
    let site = folder.serve();
    for path in ["/", "/big.txt", "/van-ban", "/no"] {
        let (get, head) = (site.get(path), site.ask("HEAD", path, &[]));
        assert_eq!((get.status, head.body.len()), (head.status, 0));
        for name in ["Content-Type", "Content-Length", "Location", "ETag"] {
            assert_eq!(get.find(name), head.find(name), "{path} {name}");
        }
        assert_eq!(get.header("Content-Length"), get.body.len().to_string());
    }
}

#[test]
fn only_reading_is_allowed() {
    let site = folder().serve();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let reply = site.ask(method, "/", &[]);
        assert_status(&reply, 405);
        assert_eq!(reply.header("Allow"), "GET, HEAD");
    }
}

#[test]
fn the_script_is_added_to_pages_only_and_before_the_end_of_the_body() {
    let site = folder().serve();
    let page = site.get("/").text();
    let start = page.find("<script").unwrap();
    assert!(page[start..].starts_with("<script src=\"/_minhbach/reload.js\" defer data-generation="), "{page}");
    assert!(page.ends_with("></script>\n</BODY></html>"), "{page}");
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(format!("{}{}", &page[..start], &page[page.find("</BODY>").unwrap()..]), PAGE);
    assert_eq!(site.get("/data/bodies.json").text(), "[\"đ\"]");
    assert_eq!(site.get("/_minhbach/reload.js").header("Content-Type"), "text/javascript; charset=utf-8");
    assert_eq!(site.get("/_minhbach/reload.css").header("Content-Type"), "text/css; charset=utf-8");
}

#[test]
fn a_page_without_an_end_gets_the_script_at_its_end() {
    let folder = Folder::new();
    folder.write("index.html", "<p>đ");
    let page = folder.serve().get("/").text();
    assert!(page.starts_with("<p>đ<script ") && page.ends_with("</script>\n"), "{page}");
}

#[test]
fn under_a_mount_everything_else_is_missing() {
    let site = folder().serve_at("/chuyen-doi-so");
    assert_eq!(site.get("/chuyen-doi-so/van-ban/").status, 200);
    assert_eq!(site.get("/chuyen-doi-so?a=1").header("Location"), "/chuyen-doi-so/?a=1");
    assert_eq!(site.get("/chuyen-doi-so/van-ban").header("Location"), "/chuyen-doi-so/van-ban/");
    assert!(site.get("/chuyen-doi-so/no").text().contains("<p>một</p>"));
    for outside in ["/", "/van-ban/", "/chuyen-doi-so-khac/", "/chuyen-doi-so/../index.html"] {
        assert_eq!(site.get(outside).status, 404, "{outside}");
    }
    assert_eq!(site.get("/").text(), "trang được đặt ở /chuyen-doi-so/\n");
    assert!(site.server.url().ends_with("/chuyen-doi-so/"));
}

#[test]
fn a_mount_is_a_plain_path() {
    for (written, path) in [("", "/"), ("/", "/"), ("a", "/a/"), ("/a/b", "/a/b/"), ("/a/", "/a/")] {
        assert_eq!(Mount::parse(written).unwrap().as_str(), path);
    }
    for bad in ["//", "/../", "/a//b/", "/a b/", "/đ/", "/a\"/", "/a?b/"] {
        assert!(matches!(Mount::parse(bad), Err(ServeError::BadMount(path)) if path == bad), "{bad}");
    }
}

#[test]
fn a_request_by_a_foreign_name_is_refused() {
    let site = folder().serve();
    for host in ["evil.example", "evil.example:80", "192.0.2.1", "localhost.evil.example", ""] {
        assert_eq!(site.ask("GET", "/", &[("Host", host)]).status, 403, "{host}");
    }
    for host in ["localhost", "LOCALHOST:4000", "127.0.0.1:1", "[::1]:8000"] {
        assert_eq!(site.ask("GET", "/", &[("Host", host)]).status, 200, "{host}");
    }
}

#[test]
fn a_taken_port_is_an_error_that_names_a_free_one() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = folder();
    let options = client::options(taken.local_addr().unwrap(), &folder);
    let Err(error) = Server::start(options, |_| panic!("nothing is built")) else { panic!("started") };
    let ServeError::PortTaken { address, free: Some(free) } = error else { panic!("{error}") };
    assert_eq!(address, taken.local_addr().unwrap());
    assert_ne!(free, address.port());
    let port = address.port();
    assert_eq!(error.message().vi, format!("cổng {port} đang được một chương trình khác dùng"));
    assert_eq!(error.message().en, format!("port {port} is used by another program"));
    assert!(error.help().vi.contains(&format!("--port {free}")), "{}", error.help().vi);
}

#[test]
#[ignore = "run, and interrupted, by another test"]
#[expect(clippy::print_stdout, reason = "the other test listens")]
fn a_server_that_waits_for_ctrl_c() {
    folder().serve().server.run_until_interrupted(|url| println!("\n{url}")).unwrap();
    println!("\nENDED");
}

#[test]
fn ctrl_c_ends_the_server_in_order() {
    for signal in ["INT", "TERM"] {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["serving::a_server_that_waits_for_ctrl_c", "--exact", "--ignored", "--nocapture"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        assert!(lines.any(|line| line.starts_with("http://127.0.0.1:")));
        let kill = format!("kill -{signal} {}", child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
        assert!(lines.any(|line| line == "ENDED"), "{signal}");
        assert!(child.wait().unwrap().success(), "{signal}");
    }
}

//! Many connections at once, slow ones and broken ones: none of them is another one's trouble.

use super::client::Connection;
use super::folder;

const REQUEST: &str = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// As much as no system buffers for one connection.
const BIG_BYTES: usize = 32 << 20;

#[test]
fn connections_that_are_opened_at_once_and_stay_open_are_all_answered() {
    let site = folder().serve();
    for _ in 0..100 {
        let mut connections: Vec<Connection> = (0..12).map(|_| site.open(REQUEST)).collect();
        for connection in &mut connections {
            assert_eq!(connection.reply().status, 200);
        }
    }
}

#[test]
fn a_connection_is_used_for_one_request_after_the_other() {
    let site = folder().serve();
    let mut connection = site.open("");
    for (path, status) in [("/", 200), ("/no", 404), ("/van-ban", 301), ("/data/bodies.json", 200)] {
        connection.say(&REQUEST.replace(" / ", &format!(" {path} ")));
        assert_eq!(connection.reply().status, status, "{path}");
    }
}

#[test]
fn a_request_that_does_not_end_holds_up_nobody() {
    let site = folder().serve();
    let mut slow: Vec<Connection> = (0..40).map(|_| site.open(&REQUEST[..20])).collect();
    assert_eq!(site.get("/").status, 200);
    for connection in &mut slow {
        connection.say(&REQUEST[20..]);
        assert_eq!(connection.reply().status, 200);
    }
}

#[test]
fn a_reply_that_nobody_reads_holds_up_nobody() {
    let folder = folder();
    folder.write("big.txt", &"a".repeat(BIG_BYTES));
    let site = folder.serve();
    let mut slow: Vec<Connection> = (0..6).map(|_| site.open(&REQUEST.replace(" / ", " /big.txt "))).collect();
    for _ in 0..20 {
        assert_eq!(site.get("/").status, 200);
    }
    assert_eq!(slow[0].reply().body.len(), BIG_BYTES);
}

#[test]
fn a_body_is_not_waited_for() {
    let site = folder().serve();
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000000\r\n\r\n";
    assert_eq!(site.open(head).reply().status, 405);
}

#[test]
fn what_is_no_request_is_refused() {
    let site = folder().serve();
    for broken in ["GET\r\n\r\n", "\u{16}\u{3}\u{1}\r\n\r\n", "GET / HTTP/1.1\r\n: \r\n\r\n"] {
        let mut connection = site.open(broken);
        assert_eq!(connection.reply().status, 400, "{broken}");
        connection.end();
    }
    let many_headers = REQUEST.replace("Host", &format!("{}Host", "X: 1\r\n".repeat(1000)));
    assert_eq!(site.open(&many_headers).reply().status, 431);
}

#[test]
fn open_connections_do_not_hold_up_the_end() {
    let site = folder().serve();
    let unused = site.open("");
    let mut used = site.open(REQUEST);
    used.reply();
    let mut page = site.listen();
    page.next();
    let half = site.open(&REQUEST[..20]);
    site.stop();
    for connection in [unused, used, half] {
        connection.end();
    }
    page.end();
}

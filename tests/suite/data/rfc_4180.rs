//! A reader of CSV that accepts what RFC 4180 describes and nothing else.

/// Reads CSV as RFC 4180 says and no other way: every record ends in CRLF, a field with a quotation mark,
/// a comma or a line break is quoted, a quotation mark inside is doubled.
#[track_caller]
pub fn rfc_4180(text: &str) -> Vec<Vec<String>> {
    let (mut records, mut record, mut rest) = (Vec::new(), Vec::new(), text);
    while !rest.is_empty() {
        let mut field = String::new();
        if let Some(quoted) = rest.strip_prefix('"') {
            rest = quoted;
            loop {
                let (part, after) =
                    rest.split_once('"').unwrap_or_else(|| panic!("a quotation mark is not closed: {rest:.60}"));
                field.push_str(part);
                rest = after;
                let Some(after) = rest.strip_prefix('"') else { break };
                field.push('"');
                rest = after;
            }
        } else {
            let end = rest.find([',', '\r', '\n', '"']).unwrap_or(rest.len());
            field.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        record.push(field);
        if let Some(after) = rest.strip_prefix(',') {
            rest = after;
            continue;
        }
        rest = rest.strip_prefix("\r\n").unwrap_or_else(|| panic!("neither a comma nor CRLF: {rest:.60}"));
        records.push(std::mem::take(&mut record));
    }
    assert!(record.is_empty(), "the last record does not end in CRLF");
    records
}

#[test]
fn the_reader_of_csv_is_strict() {
    assert_eq!(
        rfc_4180("a,\"b \"\"c\"\", d\"\r\n,\r\n"),
        [vec!["a".to_owned(), "b \"c\", d".to_owned()], vec![String::new(), String::new()]]
    );
    assert!(std::panic::catch_unwind(|| rfc_4180("a\nb\r\n")).is_err());
    assert!(std::panic::catch_unwind(|| rfc_4180("a\"b\r\n")).is_err());
    assert!(std::panic::catch_unwind(|| rfc_4180("a,b")).is_err());
}

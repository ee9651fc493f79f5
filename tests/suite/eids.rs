//! Addresses and labels of provisions, and days that are known in part.

use minhbach::model::day::{PartialDate, Precision, parse_day};
use minhbach::model::eid::{DirectiveKey, Eid, Label, Level, citation, first_break, label_siblings};
use minhbach::record::document::DocumentKind;
use proptest::prelude::*;

#[track_caller]
fn label(printed: &str) -> Label {
    Label::parse(Some(printed), 1).unwrap_or_else(|problem| panic!("{printed}: {}", problem.message))
}

#[track_caller]
fn eid(text: &str) -> Eid {
    Eid::parse(text).unwrap_or_else(|problem| panic!("{}", problem.message))
}

/// Reads siblings that are all good; `""` stands for a bare paragraph.
#[track_caller]
fn siblings(printed: &[&str]) -> Vec<Label> {
    let printed: Vec<Option<&str>> = printed.iter().map(|text| Some(*text).filter(|text| !text.is_empty())).collect();
    label_siblings(&printed)
        .into_iter()
        .map(|label| label.unwrap_or_else(|problem| panic!("{}", problem.message)))
        .collect()
}

#[track_caller]
fn segments(printed: &[&str]) -> Vec<String> {
    siblings(printed).iter().map(Label::segment).collect()
}

#[test]
fn every_printed_label_has_its_segment() {
    for (printed, segment) in [
        ("I.", "i"),
        ("II-", "ii"),
        ("IX", "ix"),
        ("XIV.", "xiv"),
        ("1-", "1"),
        ("1.", "1"),
        ("01.", "1"),
        ("1/", "1"),
        ("(1)", "1"),
        ("10)", "10"),
        ("2.1.", "2-1"),
        ("2.1", "2-1"),
        ("3.10.2.", "3-10-2"),
        ("1a.", "1a"),
        ("a)", "a"),
        ("a.", "a"),
        ("d)", "d"),
        ("đ)", "dd"),
        ("đ\u{29}", "dd"),
        ("i)", "i"),
        ("v)", "v"),
        ("a1)", "a1"),
        ("đ2)", "dd2"),
        ("A.", "a"),
        ("Điều 5.", "dieu-5"),
        ("ĐIỀU 12", "dieu-12"),
        ("Điều 5a.", "dieu-5a"),
        ("Chương II", "chuong-ii"),
        ("CHƯƠNG IV", "chuong-iv"),
        ("Phần I", "phan-i"),
        ("Phần thứ nhất", "phan-1"),
        ("PHẦN THỨ BA", "phan-3"),
        ("Mục 1", "muc-1"),
        ("Mục IV.", "muc-iv"),
        ("Tiểu mục 2", "tieu-muc-2"),
        ("Khoản 3", "3"),
        ("Điểm đ", "dd"),
        ("Phụ lục I", "phu-luc-i"),
        ("Phụ lục số 02", "phu-luc-2"),
        ("Phụ lục B", "phu-luc-b"),
        ("PHỤ LỤC", "phu-luc"),
        ("Chú thích 9", "chu-thich-9"),
        ("-", "gach-1"),
        ("–", "gach-1"),
        ("*", "sao-1"),
        ("+", "cong-1"),
    ] {
        assert_eq!(label(printed).segment(), segment, "{printed}");
    }
    assert_eq!(Label::parse(None, 3).unwrap().segment(), "doan-3");
    assert_eq!(Label::footnote(9).segment(), "chu-thich-9");
    assert_eq!(Label::addressees().segment(), "kinh-gui");
    assert_eq!(Label::recipients().segment(), "noi-nhan");
}

#[test]
fn a_decomposed_label_is_the_same_label() {
    assert_eq!(label("d\u{111}".strip_prefix('d').unwrap()), label("đ"));
    assert_eq!(label("Đie\u{302}\u{300}u 5."), label("Điều 5."));
}

#[test]
fn a_text_that_is_no_label_is_refused_with_help() {
    for printed in ["", "Nhiệm vụ", "1..2", "0.", "IIII.", "ab)", "2.a.", "Điều", "Mục lục", "1,2", "99999."]
    {
        let problem = Label::parse(Some(printed), 1).expect_err(printed);
        assert!(problem.help.vi.contains("đ)"), "{printed}");
    }
}

#[test]
fn d_and_đ_never_meet() {
    let parent = eid("ii_2");
    assert_eq!(parent.child(&label("d)")).as_str(), "ii_2_d");
    assert_eq!(parent.child(&label("đ)")).as_str(), "ii_2_dd");
    assert!(eid("ii_2_d") < eid("ii_2_dd") && eid("ii_2_dd") < eid("ii_2_e"));
}

#[test]
fn counted_siblings_count_among_their_like() {
    assert_eq!(
        segments(&["", "-", "-", "", "*", "-", "+"]),
        ["doan-1", "gach-1", "gach-2", "doan-2", "sao-1", "gach-3", "cong-1"]
    );
}

#[test]
fn capitals_after_an_a_are_letters_and_roman_numerals_otherwise() {
    assert_eq!(segments(&["A.", "B.", "C.", "D."]), ["a", "b", "c", "d"]);
    assert_eq!(siblings(&["A.", "B.", "C."])[2].level(), Level::Part);
    assert_eq!(segments(&["I.", "II."]), ["i", "ii"]);
    assert_eq!(siblings(&["I.", "II."])[0].level(), Level::Section);
}

#[test]
fn the_vietnamese_row_of_letters_is_in_order() {
    let letters = "a b c d đ e g h i k l m n o p q r s t u v x y";
    let row: Vec<String> = letters.split(' ').map(|letter| format!("{letter})")).collect();
    let row: Vec<&str> = row.iter().map(String::as_str).collect();
    assert_eq!(first_break(&siblings(&row)), None);
}

#[test]
fn the_first_break_says_what_was_due_and_what_stands_there() {
    for (row, index, expected, found) in [
        (vec!["a)", "b)", "c)", "d)", "e)"], 4, "đ", "e"),
        (vec!["a)", "c)"], 1, "b", "c"),
        (vec!["e)"], 0, "a", "e"),
        (vec!["1.", "2.", "4."], 2, "3", "4"),
        (vec!["1.", "1."], 1, "2", "1"),
        (vec!["2."], 0, "1", "2"),
        (vec!["I.", "III."], 1, "II", "III"),
        (vec!["2.1.", "2.3."], 1, "2.2", "2.3"),
        (vec!["1.", "-", "-", "3."], 3, "2", "3"),
        (vec!["Điều 7.", "Điều 9."], 1, "8", "9"),
    ] {
        let found_break = first_break(&siblings(&row)).unwrap_or_else(|| panic!("{row:?}"));
        assert_eq!(
            (found_break.index, found_break.expected.as_str(), found_break.found.as_str()),
            (index, expected, found),
            "{row:?}"
        );
    }
    let message = first_break(&siblings(&["a)", "c)"])).unwrap().message();
    assert_eq!(message.vi, "thứ tự lẽ ra là “b” nhưng lại ghi “c”");
}

#[test]
fn rows_that_are_in_order_have_no_break() {
    for row in [
        vec!["I-", "II-", "III-", "IV-"],
        vec!["", "1.", "2.", "", "3."],
        vec!["Điều 7.", "Điều 8."],
        vec!["1.", "1a.", "1b.", "2."],
        vec!["a)", "a1)", "b)"],
        vec!["2.1.", "2.2."],
        vec![],
    ] {
        assert_eq!(first_break(&siblings(&row)), None, "{row:?}");
    }
}

#[test]
fn addresses_sort_by_structure() {
    let sorted = [
        "kinh-gui_gach-1",
        "doan-1",
        "phan-i",
        "chuong-ii_dieu-5",
        "dieu-5",
        "dieu-5a",
        "dieu-6",
        "dieu-10",
        "1",
        "2",
        "2-1",
        "2-10",
        "10",
        "a",
        "b",
        "c",
        "d",
        "dd",
        "e",
        "g",
        "h",
        "i",
        "i_1",
        "i_1_gach-2",
        "i_1_gach-10",
        "i_2",
        "ii",
        "ii_2_d",
        "ii_2_dd",
        "ii_2_e",
        "iii",
        "iv",
        "k",
        "l",
        "m",
        "u",
        "v",
        "vi",
        "viii",
        "ix",
        "x",
        "xi",
        "xiv",
        "xl",
        "y",
        "gach-1",
        "gach-2",
        "gach-10",
        "sao-1",
        "cong-1",
        "phu-luc",
        "phu-luc-i",
        "noi-nhan_gach-1",
        "chu-thich-2",
        "chu-thich-12",
        "loi-mo-dau",
        "loi-mo-dau-2",
        "loi-mo-dau-10",
    ];
    let mut shuffled: Vec<Eid> = sorted.iter().rev().map(|text| eid(text)).collect();
    shuffled.sort();
    assert_eq!(shuffled.iter().map(Eid::as_str).collect::<Vec<_>>(), sorted);
}

#[test]
fn an_address_knows_its_parent_and_its_segments() {
    let address = eid("ii_2_dd");
    assert_eq!(address.parent(), Some(eid("ii_2")));
    assert_eq!(eid("ii").parent(), None);
    assert_eq!(address.segments().collect::<Vec<_>>(), ["ii", "2", "dd"]);
    assert!(eid("ii").contains(&address) && !eid("i").contains(&address) && !address.contains(&address));
    assert!(!eid("ii_2").contains(&eid("ii_21")));
}

#[test]
fn what_is_no_address_is_refused() {
    for text in ["", "_", "ii_", "II", "ii__2", "đ", "ii 2", "ii-", "-ii", "a--b", "ii_2_a~2", "ii/2"] {
        assert!(Eid::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_directive_key_counts_from_two() {
    assert_eq!(DirectiveKey::parse("ii_2_a").unwrap().position, 1);
    let second = DirectiveKey::parse("ii_2_a~2").unwrap();
    assert_eq!((second.eid.as_str(), second.position), ("ii_2_a", 2));
    assert_eq!(second.to_string(), "ii_2_a~2");
    for text in ["ii_2_a~1", "ii_2_a~0", "ii_2_a~02", "ii_2_a~", "ii_2_a~x", "~2"] {
        assert!(DirectiveKey::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_citation_names_the_innermost_first() {
    let path = |labels: &[&str]| labels.iter().map(|text| label(text)).collect::<Vec<_>>();
    for (labels, kind, number, expected) in [
        (
            path(&["II.", "2.", "đ)"]),
            DocumentKind::Notice,
            Some("529/TB-UBND"),
            "điểm đ khoản 2 mục II Thông báo số 529/TB-UBND",
        ),
        (
            path(&["Điều 5.", "2.", "a)"]),
            DocumentKind::Decree,
            Some("42/2022/NĐ-CP"),
            "điểm a khoản 2 Điều 5 Nghị định số 42/2022/NĐ-CP",
        ),
        (path(&["Chương II", "Mục 1", "Điều 5."]), DocumentKind::Law, None, "Điều 5 Mục 1 Chương II Luật"),
        (path(&["Phụ lục I", "1."]), DocumentKind::Plan, None, "khoản 1 Phụ lục I Kế hoạch"),
        (Vec::new(), DocumentKind::Letter, Some("4912/UBND-HCC"), "Công văn số 4912/UBND-HCC"),
    ] {
        assert_eq!(citation(&labels, kind, number), expected);
    }
    let dash = [label("II-"), label("1-"), Label::counted(Level::Dash, 2)];
    assert_eq!(
        citation(&dash, DocumentKind::Conclusion, Some("449-KL/TU")),
        "gạch đầu dòng thứ hai khoản 1 mục II Kết luận số 449-KL/TU"
    );
    assert_eq!(citation(&[Label::footnote(9)], DocumentKind::Notice, None), "chú thích 9 Thông báo");
    assert_eq!(citation(&[Label::counted(Level::Paragraph, 12)], DocumentKind::Other, None), "đoạn thứ 12 Văn bản");
}

#[test]
fn a_date_may_be_known_in_part() {
    for (text, precision, first, last, vietnamese) in [
        ("2024-10-30", Precision::Day, "2024-10-30", "2024-10-30", "30/10/2024"),
        ("2024-02", Precision::Month, "2024-02-01", "2024-02-29", "tháng 2/2024"),
        ("2023", Precision::Year, "2023-01-01", "2023-12-31", "năm 2023"),
    ] {
        let date = PartialDate::parse(text).unwrap();
        assert_eq!(date.precision(), precision);
        assert_eq!(date.to_string(), text);
        assert_eq!((date.first_day().to_string(), date.last_day().to_string()), (first.to_owned(), last.to_owned()));
        assert_eq!(date.vietnamese(), vietnamese);
    }
}

#[test]
fn the_reason_why_a_text_is_no_date_is_exact() {
    for (text, message, help) in [
        ("2024-02-30", "tháng 2 năm 2024 không có ngày 30", "cần một ngày có thật, viết năm-tháng-ngày"),
        ("2023-02-29", "tháng 2 năm 2023 không có ngày 29", "cần một ngày có thật, viết năm-tháng-ngày"),
        ("2024-13-01", "không có tháng 13", "viết năm-tháng-ngày, tháng từ 01 đến 12"),
        ("2024-10-00", "tháng 10 năm 2024 không có ngày 0", "cần một ngày có thật, viết năm-tháng-ngày"),
        ("30/10/2024", "“30/10/2024” không viết theo kiểu năm-tháng-ngày", "viết năm-tháng-ngày: 2024-10-30"),
        ("4/2025", "“4/2025” không viết theo kiểu năm-tháng-ngày", "viết năm-tháng-ngày: 2025-04"),
        ("2024-1-5", "“2024-1-5” không viết theo kiểu năm-tháng-ngày", "viết năm-tháng-ngày: 2024-01-05"),
        ("31/02/2024", "“31/02/2024” không viết theo kiểu năm-tháng-ngày", "viết năm-tháng-ngày, ví dụ 2024-10-30"),
        ("hôm qua", "“hôm qua” không viết theo kiểu năm-tháng-ngày", "viết năm-tháng-ngày, ví dụ 2024-10-30"),
        ("0204-10-30", "năm 204 không hợp lý", "năm phải trong khoảng 1900 đến 2199"),
        ("", "thiếu ngày", "viết năm-tháng-ngày, ví dụ 2024-10-30"),
    ] {
        let problem = PartialDate::parse(text).expect_err(text);
        assert_eq!((problem.message.vi.as_str(), problem.help.vi.as_str()), (message, help), "{text}");
    }
    assert_eq!(parse_day("2024-10").unwrap_err().message.vi, "“2024-10” chưa đủ ngày, tháng, năm");
    assert_eq!(parse_day("2024-10-30").unwrap().to_string(), "2024-10-30");
}

#[test]
fn partial_dates_sort_by_first_day_and_the_vaguer_first() {
    let mut dates =
        ["2024-01-02", "2024-01-01", "2024-01", "2024", "2023-12-31"].map(|text| PartialDate::parse(text).unwrap());
    dates.sort();
    assert_eq!(dates.map(|date| date.to_string()), ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02"]);
}

proptest! {
    #[test]
    fn roman_sections_sort_by_value(first in 1_u32..50, second in 1_u32..50) {
        let address = |value| eid(&minhbach::vietnamese::number::roman(value).unwrap().to_lowercase());
        prop_assert_eq!(address(first).cmp(&address(second)), first.cmp(&second));
    }

    #[test]
    fn an_address_outlives_printing(segments in prop::collection::vec("[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", 1..5)) {
        let text = segments.join("_");
        prop_assert_eq!(Eid::parse(&text).unwrap().to_string(), text);
    }

    #[test]
    fn the_order_of_addresses_is_total(texts in prop::collection::vec("(gach-[0-9]{1,2}|[ivx]{1,3}|[a-e]{1,2}[0-9]?|[0-9]{1,2}[a-c]?)(_[a-e0-9]){0,2}", 3)) {
        let (a, b, c) = (eid(&texts[0]), eid(&texts[1]), eid(&texts[2]));
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a < b && b < c {
            prop_assert!(a < c);
        }
    }

    #[test]
    fn any_iso_day_reads_back(year in 1900_i16..2200, month in 1_i8..13, day in 1_i8..32) {
        let text = format!("{year}-{month:02}-{day:02}");
        let real = jiff::civil::Date::new(year, month, day).ok();
        prop_assert_eq!(PartialDate::parse(&text).ok().and_then(PartialDate::day), real);
    }

    #[test]
    fn no_text_is_too_odd_for_a_label(text in "\\PC{0,12}") {
        let _ = Label::parse(Some(&text), 1);
        let _ = PartialDate::parse(&text);
    }
}

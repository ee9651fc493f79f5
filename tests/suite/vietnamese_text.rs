//! Vietnamese letters, order, numbers, dates, slugs and old encodings.

use minhbach::vietnamese::encoding::{LegacyEncoding, detect_bytes, detect_text};
use minhbach::vietnamese::fold::{canonical, fold, fold_canonical};
use minhbach::vietnamese::number::{decimal, decimal_places, parse_decimal, parse_roman, roman, whole};
use minhbach::vietnamese::slug::slug;
use minhbach::vietnamese::sort::sort_key;
use minhbach::vietnamese::{date, syllable};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization as _;

/// A sentence with every tone and every letter.
const SENTENCE: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam, độc lập, tự do, hạnh phúc; giữ vững kỷ cương, đẩy mạnh chuyển đổi số, \
    ưu tiên nguồn lực để nâng cao chất lượng phục vụ người dân và doanh nghiệp ở cơ sở";

#[test]
fn marks_case_and_normal_form_do_not_survive_folding() {
    for (text, folded) in [
        ("Đề án ỦY BAN", "de an uy ban"),
        ("Nghị quyết số 05-NQ/TU", "nghi quyet so 05-nq/tu"),
        ("ĂÂÊÔƠƯ ăâêôơư Đđ", "aaeoou aaeoou dd"),
        ("Ðồng Nai", "dong nai"),
        ("İ", "i"),
        ("café", "cafe"),
        ("", ""),
    ] {
        assert_eq!(fold(text), folded);
        assert_eq!(fold(&text.nfd().collect::<String>()), folded);
    }
}

#[test]
fn both_spellings_of_a_word_have_one_canonical_form() {
    for (one, other) in [
        ("hoà", "hòa"),
        ("Hoá", "hóa"),
        ("uỷ", "ủy"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("toà", "tòa"),
        ("tỷ lệ", "tỉ lệ"),
        ("kỹ thuật", "kĩ thuật"),
        ("quý", "quí"),
        ("lý luận", "lí luận"),
        ("công ty", "công ti"),
        ("Mỹ", "mĩ"),
    ] {
        assert_eq!(canonical(one), canonical(other), "{one}");
        assert_eq!(canonical(&one.nfd().collect::<String>()), canonical(other), "{one}");
        assert_eq!(fold_canonical(one), fold_canonical(other), "{one}");
    }
}

#[test]
fn different_words_keep_different_canonical_forms() {
    for (one, other) in [
        ("hòa", "hóa"),
        ("tay", "tai"),
        ("thúy", "thúi"),
        ("quy", "quê"),
        ("ma", "mà"),
        ("đa", "da"),
        ("huy", "hui"),
        ("ý", "y"),
    ] {
        assert_ne!(canonical(one), canonical(other), "{one}");
    }
}

#[test]
fn the_tone_stands_where_the_traditional_rule_puts_it() {
    for (written, canonical_form) in [
        ("hoà", "hòa"),
        ("hoàn", "hoàn"),
        ("quả", "quả"),
        ("già", "già"),
        ("giữ", "giữ"),
        ("nghĩa", "nghĩa"),
        ("người", "người"),
        ("thuở", "thuở"),
        ("chuyển", "chuyển"),
        ("khuỷu", "khuỷu"),
        ("ngoài", "ngoài"),
        ("của", "của"),
        ("Wifi 6G", "wifi 6g"),
        ("UBND tỉnh", "ubnd tỉnh"),
    ] {
        assert_eq!(canonical(written), canonical_form);
    }
}

#[test]
fn a_syllable_that_ends_in_a_stop_has_a_rising_or_heavy_tone() {
    assert!(syllable::split("mát").is_some() && syllable::split("mạt").is_some());
    assert!(syllable::split("mat").is_none() && syllable::split("mảt").is_none());
    assert!(syllable::split("straße").is_none() && syllable::split("né").is_some());
}

#[test]
fn words_sort_as_in_a_dictionary() {
    let sorted = [
        "a",
        "à",
        "ả",
        "ã",
        "á",
        "ạ",
        "An Giang",
        "ăn",
        "âm",
        "Bà Rịa",
        "ca",
        "da",
        "Dak",
        "đa",
        "Đà Nẵng",
        "Đắk Lắk",
        "Đồng Nai",
        "e",
        "ê",
        "i",
        "Khoản 2",
        "Khoản 10",
        "ma",
        "mà",
        "o",
        "ô",
        "ơ",
        "Quảng Nam",
        "Quảng Ngãi",
        "quê",
        "sở 9",
        "sở 10",
        "u",
        "ư",
        "y",
    ];
    let mut shuffled: Vec<&str> = sorted.into_iter().rev().collect();
    shuffled.sort_by_key(|word| sort_key(word));
    assert_eq!(shuffled, sorted);
}

#[test]
fn tones_only_break_ties() {
    assert!(sort_key("hóa đơn") < sort_key("hòa giải"));
    assert!(sort_key("hòa") < sort_key("hóa"));
    assert!(sort_key("An") > sort_key("an") && sort_key("An") < sort_key("anh"));
}

#[test]
fn a_gap_comes_before_every_letter() {
    assert!(sort_key("Bà Rịa") < sort_key("Bàn"));
    assert!(sort_key("Bà Rịa - Vũng Tàu") < sort_key("Bà Rịa Vương"));
}

#[test]
fn numbers_print_with_a_comma() {
    for (value, printed) in [
        (0.5, "0,5"),
        (1234.0, "1.234"),
        (1_234_567.25, "1.234.567,25"),
        (-1234.5, "-1.234,5"),
        (0.0, "0"),
        (100.0, "100"),
        (999.0, "999"),
        (1000.0, "1.000"),
        (0.1 + 0.2, "0,30000000000000004"),
        (f64::NAN, "NaN"),
    ] {
        assert_eq!(decimal(value), printed);
    }
    assert_eq!(decimal_places(12.5, 2), "12,50");
    assert_eq!(decimal_places(99.96, 1), "100,0");
    assert_eq!(whole(-1_000_000), "-1.000.000");
}

#[test]
fn printed_numbers_read_back_and_others_do_not() {
    for (text, value) in [
        ("0,5", Some(0.5)),
        ("1.234,25", Some(1234.25)),
        ("1234", Some(1234.0)),
        ("-3", Some(-3.0)),
        (" 70 ", Some(70.0)),
    ] {
        assert_eq!(parse_decimal(text), value);
    }
    for text in ["", "1.23", "1.2345", "1,2,3", "1234.567", ".5", "5,", "1 000", "0.5", "x", "--1", "1.234.5"] {
        assert_eq!(parse_decimal(text), None, "{text}");
    }
}

#[test]
fn roman_numerals_have_one_spelling() {
    for (value, numeral) in
        [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (49, "XLIX"), (1999, "MCMXCIX"), (3999, "MMMCMXCIX")]
    {
        assert_eq!(roman(value).as_deref(), Some(numeral));
        assert_eq!(parse_roman(numeral), Some(value));
        assert_eq!(parse_roman(&numeral.to_lowercase()), Some(value));
    }
    for text in ["", "IIII", "VX", "IC", "IL", "VV", "MMMM", "ABC", "I I", "IVI"] {
        assert_eq!(parse_roman(text), None, "{text}");
    }
    assert_eq!((roman(0), roman(4000)), (None, None));
}

#[test]
fn days_print_without_zeros_and_read_with_any() {
    let day = jiff::civil::date(2023, 8, 6);
    assert_eq!(date::print(day), "6/8/2023");
    assert_eq!(date::print_long(day), "ngày 6 tháng 8 năm 2023");
    for text in ["6/8/2023", "06/08/2023", "06/8/2023", " 6/08/2023 "] {
        assert_eq!(date::parse(text), Some(day), "{text}");
    }
    for text in
        ["30/2/2024", "6/8/23", "006/8/2023", "2023/8/6", "6/8", "6-8-2023", "a/b/cdef", "", "6/8/2023/1", "+6/8/2023"]
    {
        assert_eq!(date::parse(text), None, "{text}");
    }
}

#[test]
fn slugs_are_lower_case_ascii() {
    for (text, expected) in [
        ("449-KL/TU", "449-kl-tu"),
        ("58/QĐ-UBQGCĐS", "58-qd-ubqgcds"),
        ("  Sở Thông tin & Truyền thông  ", "so-thong-tin-truyen-thong"),
        ("Bà Rịa - Vũng Tàu", "ba-ria-vung-tau"),
        ("…", ""),
    ] {
        assert_eq!(slug(text), expected);
    }
}

/// Encodes as TCVN3 bytes, every one as the Latin-1 letter that it looks like.
fn tcvn3(text: &str) -> String {
    const FROM: &str = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđĂÂÊÔƠƯĐ";
    const TO: &str = "µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ¨©ª«¬\u{ad}®¡¢£¤¥¦§";
    text.chars()
        .map(|letter| {
            FROM.chars().zip(TO.chars()).find_map(|(from, to)| (from == letter).then_some(to)).unwrap_or(letter)
        })
        .collect()
}

/// Encodes as VNI: letter by letter, marks after it.
fn vni(text: &str) -> String {
    const OWN: [(char, char); 9] =
        [('đ', 'ñ'), ('Đ', 'Ñ'), ('ì', 'ì'), ('í', 'í'), ('ỉ', 'æ'), ('ĩ', 'ó'), ('ị', 'ò'), ('ỵ', 'î'), ('ư', 'ö')];
    let mut encoded = String::new();
    for letter in text.nfc() {
        if let Some((_, own)) = OWN.iter().find(|(from, _)| *from == letter) {
            encoded.push(*own);
            continue;
        }
        let parts: Vec<char> = letter.nfd().collect();
        let has = |mark: char| parts.contains(&mark);
        let tone = |plain: char, circumflex: char, breve: char| {
            if has('\u{302}') {
                circumflex
            } else if has('\u{306}') {
                breve
            } else {
                plain
            }
        };
        encoded.push(match (parts[0], has('\u{31b}')) {
            ('o', true) => 'ô',
            ('u', true) => 'ö',
            (base, _) => base,
        });
        let mark = match () {
            () if has('\u{300}') => Some(tone('ø', 'à', 'è')),
            () if has('\u{301}') => Some(tone('ù', 'á', 'é')),
            () if has('\u{309}') => Some(tone('û', 'å', 'ú')),
            () if has('\u{303}') => Some(tone('õ', 'ã', 'ü')),
            () if has('\u{323}') => Some(tone('ï', 'ä', 'ë')),
            () if has('\u{302}') => Some('â'),
            () if has('\u{306}') => Some('ê'),
            () => None,
        };
        encoded.extend(mark);
    }
    encoded
}

fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

#[test]
fn the_test_encoders_write_what_the_old_fonts_show() {
    assert_eq!(tcvn3("Cộng hòa xã hội"), "Céng hßa x· héi");
    assert_eq!(vni("Cộng hòa xã hội"), "Coäng hoøa xaõ hoäi");
}

#[test]
fn text_in_an_old_encoding_is_recognised() {
    for text in [
        SENTENCE,
        "Cộng hòa xã hội",
        "Hà Nội",
        "đã có kết quả",
        "Sở Thông tin và Truyền thông",
        "Nghị quyết",
        "Việt Nam",
        "chuyển đổi số",
    ] {
        assert_eq!(detect_text(&tcvn3(text)), Some(LegacyEncoding::Tcvn3), "{}", tcvn3(text));
        assert_eq!(detect_bytes(&latin1(&tcvn3(text))), Some(LegacyEncoding::Tcvn3), "{text}");
        assert_eq!(detect_text(&vni(text)), Some(LegacyEncoding::Vni), "{}", vni(text));
        assert_eq!(detect_bytes(&latin1(&vni(text))), Some(LegacyEncoding::Vni), "{text}");
    }
    assert_eq!(detect_text("C«ng hoµ x· héi"), Some(LegacyEncoding::Tcvn3));
    assert_eq!(detect_text("Coäng hoøa xaõ hoäi"), Some(LegacyEncoding::Vni));
}

#[test]
fn one_old_paragraph_among_good_ones_is_recognised() {
    let mixed = |old: String| format!("title: {SENTENCE}\ntext: >-\n  {old}\nissuer: dong-nai/tinh-uy\n");
    assert_eq!(detect_text(&mixed(tcvn3(SENTENCE))), Some(LegacyEncoding::Tcvn3));
    assert_eq!(detect_text(&mixed(vni(SENTENCE))), Some(LegacyEncoding::Vni));
}

#[test]
fn tcvn3_saved_on_a_vietnamese_machine_is_recognised() {
    let by_1258: String = tcvn3(SENTENCE)
        .chars()
        .map(|letter| match letter {
            'ã' => 'ă',
            'õ' => 'ơ',
            'ý' => 'ư',
            'ì' => '\u{301}',
            'Ð' => 'Đ',
            other => other,
        })
        .collect();
    assert_eq!(detect_text(&by_1258), Some(LegacyEncoding::Tcvn3));
}

#[test]
fn real_text_is_never_taken_for_an_old_encoding() {
    for text in [
        SENTENCE,
        "ông có bà thì là và cô chú",
        "có thể",
        "cô có công, ông thì không, sông trôi",
        "Đắk Lắk, Pleiku, Krông Nô, Ia H'Drai",
        "công suất 5 kW·h, lực 3 N·m, x·y, a·b, m², 25 °C, ±5 %, © 2023, MISA®, µm, ½, «Công báo»",
        "đơn vị: N·m\nđơn vị: x·y\nđơn vị: a·n\nđơn vị: c·m",
        "The naïve café owner's résumé: a fiancée, a façade, déjà vu, coöperation, Zoë and Noël",
        "Où est le pays thaï ? Là-bas, où il a été élevé. Hôtel, forêt, août, goût, sûr, même, très, déjà, français, maïs, haï, île, ça, Noël.",
        "Les élèves étaient très fiers d'être reçus à l'école; le théâtre où naît la poésie, c'est là qu'on a vu le maïs, le blé et le thé.",
        "Résolution adoptée à l'unanimité: l'accès à l'énergie, à la santé, au numérique — dès l'été prochain.",
        "N·m\nx·y\na·n\nc·m",
        "På den første måned så høre vi om være, før, også, læse",
        "né, bé, thé, clé, pré, gré, dé, là, çà, où",
        "· mục một\n· mục hai\n® © µ",
        "İstanbul, Köln, Zürich, señor, São Paulo, Łódź, Москва, 日本",
        "plain ASCII: 449-KL/TU",
        "",
    ] {
        assert_eq!(detect_text(text), None, "{text}");
        let decomposed: String = text.nfd().collect();
        assert_eq!(detect_text(&decomposed), None, "{decomposed}");
        assert_eq!(detect_bytes(text.as_bytes()), None, "{text}");
    }
    assert_eq!(detect_bytes(&latin1("Les élèves étaient très fiers d'être reçus à l'école où naît la poésie")), None);
    assert_eq!(detect_bytes(&[0xff, 0xfe, 0x00, 0x41]), None);
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,30}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn the_canonical_form_is_its_own_canonical_form(text in "[a-zăâđêôơưàáảãạềếểễệ ]{0,20}") {
        let once = canonical(&text);
        prop_assert_eq!(canonical(&once), once);
    }

    #[test]
    fn normal_form_does_not_change_the_order(one in "[a-zđăâàáạ0-9 ]{0,6}", other in "[a-zđăâàáạ0-9 ]{0,6}") {
        let decomposed = |text: &str| sort_key(&text.nfd().collect::<String>());
        prop_assert_eq!(sort_key(&one), decomposed(&one));
        prop_assert_eq!(sort_key(&one).cmp(&sort_key(&other)), decomposed(&one).cmp(&decomposed(&other)));
        prop_assert_eq!(one == other, sort_key(&one) == sort_key(&other));
    }

    #[test]
    fn a_number_reads_back(value in -1.0e9_f64..1.0e9) {
        prop_assert_eq!(parse_decimal(&decimal(value)), Some(value));
    }

    #[test]
    fn a_roman_numeral_reads_back(value in 1_u32..4000) {
        prop_assert_eq!(parse_roman(&roman(value).unwrap()), Some(value));
    }

    #[test]
    fn a_slug_holds_nothing_but_lower_case_ascii_and_single_hyphens(text in "\\PC{0,30}") {
        let slug = slug(&text);
        prop_assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'));
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
    }

    #[test]
    fn a_printed_day_reads_back(days in 0_i64..100_000) {
        let day = jiff::civil::date(1900, 1, 1).saturating_add(jiff::Span::new().days(days));
        prop_assert_eq!(date::parse(&date::print(day)), Some(day));
    }

    #[test]
    fn no_bytes_are_too_odd_to_look_at(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = detect_bytes(&bytes);
    }
}

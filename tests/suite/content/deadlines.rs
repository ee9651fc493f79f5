//! Every dated directive of the six documents, with the last good day, as read in the sources.

use std::collections::BTreeMap;

use super::super::builds::rows;
use super::text;

/// Document, directive inside it, last good day; the phrase in the source beside each group.
const DUE: &[(&str, &str, &str)] = &[
    // "06 tháng cuối năm 2021 và của từng năm tiếp theo"
    ("ba-ria-vung-tau/02-nq-tu-2021", "iv_1~3", "2021-12-31"),
    // "Chỉ đạo UBND tỉnh trong tháng 6/2021 tổ chức tổng kết, đánh giá … và đề ra chỉ tiêu"
    ("ba-ria-vung-tau/02-nq-tu-2021", "iv_2_gach-2", "2021-06-30"),
    ("ba-ria-vung-tau/02-nq-tu-2021", "iv_2_gach-2~2", "2021-06-30"),
    // "Kết quả thực hiện gửi về phòng Hành chính – Tổ chức trước ngày 10/5/2025"
    ("dong-nai/1564-vp-hctc-2025", "2", "2025-05-09"),
    ("dong-nai/1564-vp-hctc-2025", "2~2", "2025-05-09"),
    ("dong-nai/1564-vp-hctc-2025", "2~3", "2025-05-09"),
    // "thời gian hoàn thành trong năm 2025"
    ("dong-nai/1564-vp-hctc-2025", "3", "2025-12-31"),
    // "Từ nay đến hết Quý IV/2023, Ban Chỉ đạo … thành lập Đoàn kiểm tra …; đánh giá cụ thể …, báo cáo kết quả"
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-2", "2023-12-31"),
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-2~2", "2023-12-31"),
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-2~3", "2023-12-31"),
    // "thời gian hoàn thành trước ngày 10/9/2023"
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-2~4", "2023-09-09"),
    // "Cuối năm 2023 tỉnh sẽ tổ chức đánh giá chuyển đổi số"
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-3~4", "2023-12-31"),
    // "trình Thường trực Tỉnh ủy trước ngày 10/9/2023"
    ("dong-nai/449-kl-tu-2023", "ii_2_gach-5", "2023-09-09"),
    ("dong-nai/449-kl-tu-2023", "ii_2_gach-5~2", "2023-09-09"),
    // "Thời gian hoàn thành trong năm 2025"
    ("dong-nai/4912-ubnd-hcc-2025", "1_b_gach-2", "2025-12-31"),
    // "Thời gian hoàn thành: Kết quả thực hiện gửi về Văn phòng UBND tỉnh … trước ngày 15/5/2025"
    ("dong-nai/4912-ubnd-hcc-2025", "1_b_gach-3", "2025-05-14"),
    ("dong-nai/4912-ubnd-hcc-2025", "1_b_gach-3~2", "2025-05-14"),
    ("dong-nai/4912-ubnd-hcc-2025", "1_b_gach-3_cong-1", "2025-05-14"),
    // "Từ nay đến hết Quý IV/2023, tham mưu thành lập Đoàn kiểm tra …; đánh giá cụ thể …, báo cáo kết quả"
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-1", "2023-12-31"),
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-1~2", "2023-12-31"),
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-1~3", "2023-12-31"),
    // "trình trước ngày 12/9/2023"
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-1~4", "2023-09-11"),
    // "trình trong tháng 10/2023"
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-2", "2023-10-31"),
    // "trình trước ngày 12/9/2023"
    ("dong-nai/9266-ubnd-kgvx-2023", "2_gach-3", "2023-09-11"),
    // "gửi Sở Thông tin và Truyền thông trước ngày 20/10/2024"
    ("quang-ngai/529-tb-ubnd-2024", "ii_1_h", "2024-10-19"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_1_h~2", "2024-10-19"),
    // "Thời hạn hoàn thành: Tháng 02/2025", but what is to work by then "trong năm 2025"
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_b", "2025-02-28"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_b~2", "2025-12-31"),
    // Footnotes 7 and 8: "hoàn thành trước ngày 30/10/2024"
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_c", "2024-10-29"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_c~2", "2024-10-29"),
    // "trong tháng 11/2024", footnote 9: "được gia hạn …; hoàn thành trong tháng 11/2024"
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_d", "2024-11-30"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_d~2", "2024-11-30"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_d~3", "2024-11-30"),
    // "hoàn thành trước ngày 20/10/2024"
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_g", "2024-10-19"),
];

/// Every duty that comes back, with its phrase.
const RECURRING: &[(&str, &str, &str)] = &[
    ("ba-ria-vung-tau/02-nq-tu-2021", "iv_1~4", "định kỳ 6 tháng, 01 năm"),
    ("ba-ria-vung-tau/02-nq-tu-2021", "iv_6", "hàng năm"),
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-1~4", "hàng tháng"),
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-3~3", "hàng năm"),
    ("dong-nai/449-kl-tu-2023", "ii_1_gach-6~2", "Định kỳ hàng năm"),
    ("dong-nai/449-kl-tu-2023", "ii_2_gach-4", "Hàng năm"),
    ("dong-nai/9266-ubnd-kgvx-2023", "1_gach-2~2", "Định kỳ hàng năm"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_1_e~2", "hàng quý, năm"),
    ("quang-ngai/529-tb-ubnd-2024", "ii_2_a~2", "định kỳ hàng tháng (trước ngày 20)"),
];

#[test]
fn the_dated_directives_are_those_of_the_sources_with_their_last_good_days() {
    let expected = DUE
        .iter()
        .map(|(document, eid, due)| (format!("{document}/{eid}"), (*due).to_owned()))
        .collect::<BTreeMap<_, _>>();
    let dated = rows("directives")
        .iter()
        .filter(|row| row["deadline_kind"] == "date" || row["deadline_kind"] == "period")
        .map(|row| (text(&row["id"]), text(&row["due"])))
        .collect::<BTreeMap<_, _>>();
    assert_eq!(dated, expected);
}

#[test]
fn the_recurring_directives_are_those_of_the_sources() {
    let expected = RECURRING
        .iter()
        .map(|(document, eid, phrase)| (format!("{document}/{eid}"), (*phrase).to_owned()))
        .collect::<BTreeMap<_, _>>();
    let recurring = rows("directives")
        .iter()
        .filter(|row| row["deadline_kind"] == "recurring")
        .map(|row| (text(&row["id"]), text(&row["deadline_text"])))
        .collect::<BTreeMap<_, _>>();
    assert_eq!(recurring, expected);
}

#[test]
fn no_other_directive_has_a_last_good_day() {
    for row in
        rows("directives").iter().filter(|row| row["deadline_kind"] == "none" || row["deadline_kind"] == "horizon")
    {
        assert!(row["due"].is_null(), "{row}");
    }
}

#[test]
fn the_three_regulations_of_quang_ngai_were_extended_to_november() {
    for row in rows("directives") {
        let id = text(&row["id"]);
        let extended = id.starts_with("quang-ngai/529-tb-ubnd-2024/ii_2_d") && !id.contains("ii_2_dd");
        let documents =
            row["extensions"].as_array().unwrap().iter().map(|one| text(&one["document"])).collect::<Vec<_>>();
        let expected: &[&str] = if extended { &["quang-ngai/5233-ubnd-kgvx-2024"] } else { &[] };
        assert_eq!(documents, expected, "{id}");
    }
}

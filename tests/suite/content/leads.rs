//! Who has to do it, as read in the sources.

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::builds::rows;
use super::text;

/// Some bodies that are ordered together.
type Bodies = &'static [&'static str];

/// Province, document, directives inside it, those who have to do them. A provision without `~` stands
/// for all of its directives.
const LEADS: &[(&str, &str, Bodies, Bodies)] = &[
    // "Các cấp ủy đảng, đoàn thể, chính quyền tăng cường sự lãnh đạo"
    (
        "ba-ria-vung-tau",
        "02-nq-tu-2021",
        &["iii_1_gach-1~1", "iii_1_gach-1~2"],
        &["cac-cap-uy-dang", "cac-doan-the", "chinh-quyen-cac-cap"],
    ),
    // "Người đứng đầu cấp ủy, chính quyền các cấp chịu trách nhiệm trực tiếp …; tiên phong, đi đầu"
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iii_1_gach-1~3", "iii_1_gach-1~4"], &["nguoi-dung-dau-cap-uy-chinh-quyen"]),
    // Part III names nobody for its tasks and solutions.
    (
        "ba-ria-vung-tau",
        "02-nq-tu-2021",
        &[
            "iii_1_gach-2",
            "iii_2_2-1_gach-1",
            "iii_2_2-1_gach-2",
            "iii_2_2-2_gach-4",
            "iii_2_2-3_gach-3",
            "iii_3_gach-5",
        ],
        &[],
    ),
    // "1. Các cấp ủy đảng, ban cán sự đảng, đảng đoàn, các cơ quan tham mưu, giúp việc của Tỉnh ủy, Ban Thường vụ Đoàn"
    (
        "ba-ria-vung-tau",
        "02-nq-tu-2021",
        &["iv_1"],
        &[
            "cac-cap-uy-dang",
            "cac-ban-can-su-dang",
            "cac-dang-doan",
            "co-quan-tham-muu-giup-viec-tinh-uy",
            "btv-tinh-doan",
        ],
    ),
    // "2. Giao Ban cán sự đảng Ủy ban nhân dân tỉnh"
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_2_gach-1", "iv_2_gach-2", "iv_2_gach-3"], &["bcs-dang-ubnd-tinh"]),
    // "3. Giao Đảng đoàn Hội đồng nhân dân tỉnh"
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_3"], &["dang-doan-hdnd-tinh"]),
    // "4. Giao Ban Dân vận Tỉnh ủy, Đảng đoàn Mặt trận Tổ quốc và các đoàn thể …, Ban Thường vụ Đoàn"
    (
        "ba-ria-vung-tau",
        "02-nq-tu-2021",
        &["iv_4"],
        &["ban-dan-van-tinh-uy", "dang-doan-mttq-tinh", "doan-the-chinh-tri-xa-hoi-tinh", "btv-tinh-doan"],
    ),
    // "5. Giao Ban Tuyên giáo Tỉnh ủy chủ trì", "6. Giao Ủy ban Kiểm tra Tỉnh ủy"
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_5"], &["ban-tuyen-giao-tinh-uy"]),
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_6"], &["uy-ban-kiem-tra-tinh-uy"]),
    // "1. Giao Trưởng các phòng, ban, trung tâm, Cổng thông tin điện tử", "2. Giao Phòng Ngoại vụ", "3. Giao Phòng …"
    ("dong-nai", "1564-vp-hctc-2025", &["1"], &["truong-phong-ban-trung-tam"]),
    ("dong-nai", "1564-vp-hctc-2025", &["2"], &["phong-ngoai-vu"]),
    ("dong-nai", "1564-vp-hctc-2025", &["3"], &["phong-hanh-chinh-to-chuc"]),
    // "1- Ban Chỉ đạo về chuyển đổi số tỉnh"
    (
        "dong-nai",
        "449-kl-tu-2023",
        &["ii_1_gach-1", "ii_1_gach-2", "ii_1_gach-3~1", "ii_1_gach-3~2", "ii_1_gach-4", "ii_1_gach-5", "ii_1_gach-6"],
        &["bcd-chuyen-doi-so"],
    ),
    // "2- Ban Cán sự đảng Ủy ban nhân dân tỉnh"
    (
        "dong-nai",
        "449-kl-tu-2023",
        &["ii_2_gach-1", "ii_2_gach-2", "ii_2_gach-3", "ii_2_gach-4", "ii_2_gach-5"],
        &["bcs-dang-ubnd-tinh"],
    ),
    // "3- Các cấp ủy, chính quyền địa phương", "4- Văn phòng Tỉnh ủy"
    ("dong-nai", "449-kl-tu-2023", &["ii_3"], &["cac-cap-uy", "chinh-quyen-dia-phuong"]),
    ("dong-nai", "449-kl-tu-2023", &["ii_4"], &["van-phong-tinh-uy"]),
    // "Đề nghị các cấp ủy, cơ quan, đơn vị, địa phương nghiêm túc thực hiện, báo cáo kết quả"
    ("dong-nai", "449-kl-tu-2023", &["doan-3"], &["cac-cap-uy", "co-quan-don-vi-dia-phuong"]),
    // "Thủ trưởng các Sở, ban ngành, Chủ tịch UBND các huyện, thành phố … khẩn trương quán triệt"
    ("dong-nai", "4912-ubnd-hcc-2025", &["1_b_gach-1"], &["thu-truong-so-ban-nganh", "chu-tich-ubnd-huyen-thanh-pho"]),
    // "Các Sở, ban ngành tỉnh, UBND các huyện, thành phố tăng cường phối hợp"
    ("dong-nai", "4912-ubnd-hcc-2025", &["1_b_gach-2"], &["so-ban-nganh", "ubnd-huyen-thanh-pho"]),
    // "Các Sở, ban ngành tỉnh chủ trì, phối hợp UBND các huyện, thành phố"
    ("dong-nai", "4912-ubnd-hcc-2025", &["1_b_gach-3"], &["so-ban-nganh"]),
    // "2. Giao Văn phòng UBND tỉnh", "3. Giao Sở Khoa học và Công nghệ", "yêu cầu các đơn vị, địa phương"
    ("dong-nai", "4912-ubnd-hcc-2025", &["2_gach-1", "2_gach-2"], &["van-phong-ubnd-tinh"]),
    ("dong-nai", "4912-ubnd-hcc-2025", &["3_gach-1", "3_gach-2", "3_gach-3"], &["so-khcn"]),
    ("dong-nai", "4912-ubnd-hcc-2025", &["doan-3"], &["don-vi-dia-phuong"]),
    // "1. Đề nghị Thủ trưởng, các cơ quan, đơn vị, địa phương"
    (
        "dong-nai",
        "9266-ubnd-kgvx-2023",
        &["1_gach-1", "1_gach-2", "1_gach-3"],
        &["thu-truong-co-quan-don-vi-dia-phuong"],
    ),
    // "2. Sở Thông tin và Truyền thông - cơ quan Thường trực"
    ("dong-nai", "9266-ubnd-kgvx-2023", &["2", "2_gach-1", "2_gach-2", "2_gach-3"], &["so-tttt"]),
    // "Chủ tịch UBND tỉnh yêu cầu các cơ quan, đơn vị, địa phương"
    ("dong-nai", "9266-ubnd-kgvx-2023", &["doan-2"], &["co-quan-don-vi-dia-phuong"]),
    // "yêu cầu Thủ trưởng các cơ quan, đơn vị, địa phương bám sát"
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_doan-2"], &["thu-truong-co-quan-don-vi-dia-phuong"]),
    // "1. Các sở, ban, ngành, đơn vị thuộc tỉnh; Công an tỉnh; UBND các huyện, thị xã, thành phố"
    (
        "quang-ngai",
        "529-tb-ubnd-2024",
        &["ii_1_a", "ii_1_c", "ii_1_d", "ii_1_dd", "ii_1_e", "ii_1_g", "ii_1_h"],
        &["so-ban-nganh", "don-vi-thuoc-tinh", "cong-an-tinh", "ubnd-cap-huyen"],
    ),
    // "2. Giao Sở Thông tin và Truyền thông chủ trì"
    (
        "quang-ngai",
        "529-tb-ubnd-2024",
        &["ii_2_a", "ii_2_b", "ii_2_c", "ii_2_d", "ii_2_dd", "ii_2_e", "ii_2_g", "ii_2_h", "ii_2_i"],
        &["so-tttt"],
    ),
    // "3. Sở Kế hoạch và Đầu tư", "4. Sở Tài chính", "5. UBND các huyện, thị xã, thành phố"
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_3"], &["so-khdt"]),
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_4"], &["so-tai-chinh"]),
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_5"], &["ubnd-cap-huyen"]),
    // "6. Các thành viên Ban Chỉ đạo, Thủ trưởng các cơ quan, đơn vị, địa phương"
    (
        "quang-ngai",
        "529-tb-ubnd-2024",
        &["ii_6"],
        &["thanh-vien-bcd-chuyen-doi-so", "thu-truong-co-quan-don-vi-dia-phuong"],
    ),
];

/// Who helps, where the sources name them.
const COORDINATING: &[(&str, &str, Bodies, Bodies)] = &[
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_2_gach-1~6"], &["ban-tuyen-giao-tinh-uy"]),
    ("ba-ria-vung-tau", "02-nq-tu-2021", &["iv_5"], &["co-quan-lien-quan"]),
    ("dong-nai", "1564-vp-hctc-2025", &["3~1"], &["phong-ngoai-vu"]),
    ("dong-nai", "4912-ubnd-hcc-2025", &["1_b_gach-2"], &["so-khcn"]),
    ("dong-nai", "4912-ubnd-hcc-2025", &["1_b_gach-3"], &["ubnd-huyen-thanh-pho"]),
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_2_a", "ii_2_b", "ii_2_c", "ii_2_d"], &["so-ban-nganh", "dia-phuong"]),
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_2_dd~1"], &["cong-an-tinh", "so-noi-vu", "so-tai-chinh", "dia-phuong"]),
    ("quang-ngai", "529-tb-ubnd-2024", &["ii_2_e~1"], &["so-tai-chinh"]),
];

#[test]
fn those_who_have_to_do_it_are_those_of_the_sources() {
    let compared = check("lead", LEADS);
    assert!(compared >= 100, "only {compared} directives are compared");
}

#[test]
fn those_who_help_are_those_of_the_sources() {
    check("coordinating", COORDINATING);
}

/// Compares one field of the directives with a table; gives back how many were compared.
#[track_caller]
fn check(field: &str, table: &[(&str, &str, Bodies, Bodies)]) -> usize {
    let directives = rows("directives");
    let (mut wrong, mut compared) = (BTreeMap::new(), 0);
    for (province, document, eids, bodies) in table {
        let expected = bodies.iter().map(|body| format!("{province}/{body}")).collect::<Vec<_>>();
        for eid in *eids {
            let named = directives.iter().filter(|row| {
                let id = text(&row["id"]);
                let own = format!("{province}/{document}/{eid}");
                row["document"] == format!("{province}/{document}")
                    && (row["eid"] == *eid || id == own || format!("{id}~1") == own)
            });
            let mut found = 0;
            for row in named {
                found += 1;
                let bodies = row[field]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|body| body.as_str().unwrap().to_owned())
                    .collect::<Vec<_>>();
                if bodies != expected {
                    wrong.insert(text(&row["id"]), (bodies, expected.clone()));
                }
            }
            assert!(found > 0, "{document} has no directive {eid}");
            compared += found;
        }
    }
    assert!(wrong.is_empty(), "read, and by the sources: {wrong:#?}");
    compared
}

#[test]
fn what_is_reported_goes_to_whom_the_sources_name() {
    let table = [
        ("ba-ria-vung-tau/02-nq-tu-2021/iv_1~4", vec!["ba-ria-vung-tau/btv-tinh-uy"], None),
        ("dong-nai/1564-vp-hctc-2025/2~3", vec!["dong-nai/phong-hanh-chinh-to-chuc"], None),
        ("dong-nai/449-kl-tu-2023/ii_1_gach-2~3", vec!["dong-nai/btv-tinh-uy"], None),
        ("dong-nai/449-kl-tu-2023/ii_1_gach-6~2", vec!["dong-nai/btv-tinh-uy"], Some("dong-nai/van-phong-tinh-uy")),
        (
            "dong-nai/449-kl-tu-2023/ii_2_gach-5~2",
            vec!["dong-nai/thuong-truc-tinh-uy"],
            Some("dong-nai/van-phong-tinh-uy"),
        ),
        ("dong-nai/449-kl-tu-2023/doan-3~2", vec!["dong-nai/thuong-truc-tinh-uy"], None),
        ("dong-nai/9266-ubnd-kgvx-2023/1_gach-2~2", vec!["dong-nai/ubnd-tinh"], Some("dong-nai/so-tttt")),
        ("dong-nai/9266-ubnd-kgvx-2023/doan-2~2", vec!["dong-nai/ubnd-tinh"], Some("dong-nai/so-tttt")),
        (
            "quang-ngai/529-tb-ubnd-2024/ii_2_a~2",
            vec!["quang-ngai/truong-bcd-chuyen-doi-so", "quang-ngai/ubnd-tinh"],
            None,
        ),
    ];
    let directives = rows("directives");
    for (id, report_to, via) in table {
        let row = directives.iter().find(|row| row["id"] == id).unwrap_or_else(|| panic!("no directive {id}"));
        assert_eq!(row["report_to"], Value::from(report_to), "{id}");
        assert_eq!(row["via"], Value::from(via), "{id}");
    }
}

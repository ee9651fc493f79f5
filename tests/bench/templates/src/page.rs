//! The page that the engines render: a document of a few provisions with their directives.

use serde::Serialize;

#[derive(Serialize)]
pub struct Page {
    site: Site,
    root: &'static str,
    number: &'static str,
    title: &'static str,
    description: &'static str,
    provisions: Vec<Provision>,
}

#[derive(Serialize)]
struct Site {
    title: &'static str,
    publisher: &'static str,
    menu: Vec<MenuEntry>,
}

#[derive(Serialize)]
struct MenuEntry {
    address: &'static str,
    label: &'static str,
    current: bool,
}

#[derive(Serialize)]
struct Provision {
    eid: String,
    label: String,
    heading: Option<&'static str>,
    text: &'static str,
    directives: Vec<Directive>,
}

#[derive(Serialize)]
struct Directive {
    address: String,
    action: &'static str,
    lead: Vec<Body>,
    deadline: Option<&'static str>,
    due: Option<&'static str>,
    due_printed: Option<&'static str>,
}

#[derive(Serialize)]
struct Body {
    address: &'static str,
    name: &'static str,
}

/// The view of one page, as a site generator would build it; the names in it are real, the page is not.
pub fn page() -> Page {
    let entry = |address, label, current| MenuEntry { address, label, current };
    Page {
        site: Site {
            title: "Minh bạch chuyển đổi số",
            publisher: "Trang mẫu để đo tốc độ",
            menu: vec![
                entry("van-ban/", "Văn bản", true),
                entry("co-quan/", "Cơ quan", false),
                entry("chi-tieu/", "Chỉ tiêu", false),
                entry("bao-cao/", "Báo cáo", false),
                entry("cap-nhat/", "Cập nhật", false),
                entry("du-lieu/", "Dữ liệu", false),
                entry("tim-kiem/", "Tìm kiếm", false),
            ],
        },
        root: "../../../",
        number: "4912/UBND-HCC",
        title: "V/v khẩn trương thực hiện các chỉ tiêu, nhiệm vụ về “Phát triển chuyển đổi số”",
        description: "Ai phải làm gì, đến khi nào",
        provisions: (1..=6).map(provision).collect(),
    }
}

fn provision(position: usize) -> Provision {
    Provision {
        eid: position.to_string(),
        label: format!("{position}."),
        heading: (position % 2 == 1).then_some("Các Sở, ban ngành tỉnh; UBND các huyện, thành phố:"),
        text: "Tăng cường phối hợp với Sở Khoa học và Công nghệ để được hỗ trợ kỹ thuật & hướng dẫn thực hiện các giải \
               pháp kỹ thuật về số hóa hồ sơ, kết quả giải quyết TTHC. Có >= 70% tỉ lệ thủ tục hành chính được tiếp nhận.",
        directives: (1..=3).map(|ordinal| directive(position, ordinal)).collect(),
    }
}

fn directive(position: usize, ordinal: usize) -> Directive {
    let dated = ordinal != 2;
    Directive {
        address: format!("van-ban/dong-nai/4912-ubnd-hcc-2025/{position}/#nhiem-vu-{ordinal}"),
        action: "Khẩn trương đăng ký các Danh mục hồ sơ, TTHC",
        lead: vec![
            Body { address: "co-quan/dong-nai/so-ban-nganh/", name: "Các sở, ban, ngành" },
            Body { address: "co-quan/dong-nai/so-khcn/", name: "Sở Khoa học và Công nghệ" },
        ],
        deadline: dated.then_some("trước ngày 15/5/2025"),
        due: dated.then_some("2025-05-14"),
        due_printed: dated.then_some("14/5/2025"),
    }
}

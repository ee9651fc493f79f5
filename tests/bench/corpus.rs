//! Corpora of any size, the same bytes every time; everything in them is invented.
//!
//! Two shapes. *Flat*: a document of 8 clauses, 3 directives and 2 stated results in 6.2 KB of YAML, the shape in
//! which generators are compared with each other. *Deep*: a document like those of the repository's `content/`,
//! 30 KB, three levels, 24 directives, targets, a cascade to the document before it and a file of updates.
//!
//! A corpus grows as a country does: bodies, indicators and provinces with the documents, so that no page is
//! longer than in a real site but the lists that hold everything.

use std::fmt::Write as _;

/// The shape of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// 8 clauses, 3 directives, 2 results.
    Flat,
    /// Three levels, 24 directives, targets, updates.
    Deep,
}

impl Shape {
    /// The shape that is called `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "flat" => Some(Self::Flat),
            "deep" => Some(Self::Deep),
            _ => None,
        }
    }
}

/// A corpus of `documents` documents.
#[derive(Debug, Clone, Copy)]
pub struct Corpus {
    shape: Shape,
    documents: usize,
}

/// Documents for each province, until there are as many provinces as the country has.
const DOCUMENTS_A_PROVINCE: usize = 300;
/// Provinces of the country.
const PROVINCES: usize = 34;
/// Documents for each body.
const DOCUMENTS_A_BODY: usize = 50;
/// Documents for each indicator.
const DOCUMENTS_AN_INDICATOR: usize = 100;
/// Documents in a cascade.
const CHAIN: usize = 4;
/// The day for which a corpus is built.
pub const TODAY: &str = "2026-06-30";

impl Corpus {
    /// A corpus of `documents` documents.
    pub const fn new(shape: Shape, documents: usize) -> Self {
        Self { shape, documents }
    }

    fn provinces(self) -> usize {
        (self.documents / DOCUMENTS_A_PROVINCE).clamp(1, PROVINCES)
    }

    /// In every province; the first one issues its documents.
    fn bodies_a_province(self) -> usize {
        (self.documents / DOCUMENTS_A_BODY / self.provinces()).max(4)
    }

    fn indicators_a_province(self) -> usize {
        (self.documents / DOCUMENTS_AN_INDICATOR / self.provinces()).max(2)
    }

    /// Hands every file, its path relative to the root and its text, to `take`.
    pub fn each(self, mut take: impl FnMut(&str, &str)) {
        take("content/site.yaml", SETTINGS);
        for province in 0..self.provinces() {
            let id = format!("tinh-{province}");
            take(
                &format!("content/provinces/{id}.yaml"),
                &format!("name: Tỉnh Mẫu {province}\nshort: Mẫu {province}\nkind: province\npublication: approved\n"),
            );
            for body in 0..self.bodies_a_province() {
                let (name, kind) = body_name(province, body);
                take(
                    &format!("content/bodies/{id}/co-quan-{body}.yaml"),
                    &format!("name: {name}\nkind: {kind}\npublication: approved\n"),
                );
            }
            for indicator in 0..self.indicators_a_province() {
                let name = format!("Tỷ lệ {} của tỉnh Mẫu {province}", OBJECTS[indicator % OBJECTS.len()]);
                take(
                    &format!("content/indicators/{id}/chi-tieu-{indicator}.yaml"),
                    &format!(
                        "name: {name} ({indicator})\nmeasure: percentage\nunit: \"%\"\nbetter: higher\npublication: approved\n"
                    ),
                );
            }
        }
        for number in 0..self.documents {
            let place = self.place(number);
            let name = place.file_name();
            let path = format!("content/documents/tinh-{}/{name}.yaml", place.province);
            match self.shape {
                Shape::Flat => take(&path, &self.flat(&place)),
                Shape::Deep => {
                    let (document, updates) = self.deep(&place);
                    take(&path, &document);
                    take(&format!("content/updates/tinh-{}/{name}.yaml", place.province), &updates);
                }
            }
        }
    }

    fn place(self, number: usize) -> Place {
        let province = number % self.provinces();
        let of_province = number / self.provinces();
        let years = 10;
        Place {
            province,
            number: of_province / years + 1,
            year: 2016 + of_province % years,
            chance: Chance::new(number as u64),
        }
    }

    fn body(self, place: &mut Place) -> usize {
        1 + place.chance.below(self.bodies_a_province() - 1)
    }

    fn flat(self, place: &Place) -> String {
        let mut place = place.clone();
        let province = place.province;
        let mut text = self.head(&mut place);
        for clause in 1..=8 {
            let (body, other) = (self.body(&mut place), self.body(&mut place));
            let (action, phrase) = (place.action(), place.deadline());
            let orders = matches!(clause, 2 | 4 | 6);
            let states = matches!(clause, 3 | 7);
            let (lead, helper) = (body_name(province, body).0, body_name(province, other).0);
            writeln!(text, "  - label: \"{clause}.\"\n    heading: {}\n    text: >-", place.heading()).unwrap();
            let mut words = if orders {
                format!("Giao {lead} chủ trì, phối hợp với {helper}, {action}, hoàn thành {phrase}.")
            } else {
                String::new()
            };
            while words.len() < 420 {
                words.push_str(if words.is_empty() { "" } else { " " });
                words.push_str(&place.sentence());
            }
            wrap(&mut text, &words, 6);
            if orders {
                writeln!(
                    text,
                    "    directives:\n      - action: {action}\n        lead: [tinh-{province}/co-quan-{body}]\n        \
                     coordinating: [tinh-{province}/co-quan-{other}]\n        deadline: {phrase}"
                )
                .unwrap();
            }
            if states {
                let indicator = place.chance.below(self.indicators_a_province());
                let value = place.chance.below(1000);
                writeln!(
                    text,
                    "    results:\n      - indicator: tinh-{province}/chi-tieu-{indicator}\n        period: \"{}-{:02}\"\n        \
                     value: {}.{}\n        unit: \"%\"\n        nature: self-reported",
                    place.year - 1,
                    place.number % 12 + 1,
                    value / 10,
                    value % 10
                )
                .unwrap();
            }
        }
        text.push_str("\npublication: approved\n");
        text
    }

    fn deep(self, place: &Place) -> (String, String) {
        let mut place = place.clone();
        let province = place.province;
        let mut text = self.head(&mut place);
        let mut updates = String::new();
        let above =
            (place.number % CHAIN != 1).then(|| Place { number: place.number - 1, ..place.clone() }.file_name());
        for (section, roman) in ["I", "II", "III"].into_iter().enumerate() {
            writeln!(text, "  - label: {roman}.\n    heading: {}\n    provisions:", place.heading()).unwrap();
            for clause in 1..=4 {
                let body = self.body(&mut place);
                writeln!(
                    text,
                    "      - label: \"{clause}.\"\n        heading: {}\n        text: Giao {} chủ trì thực hiện các nhiệm vụ sau\n        \
                     assign: {{ lead: [tinh-{province}/co-quan-{body}] }}\n        provisions:",
                    place.heading(),
                    body_name(province, body).0
                )
                .unwrap();
                for point in ["a", "b", "c"] {
                    writeln!(text, "          - label: {point})\n            text: >-").unwrap();
                    let (action, phrase) = (place.action(), place.deadline());
                    let orders = point != "b";
                    let mut words = if orders { format!("{action}, hoàn thành {phrase}.") } else { place.sentence() };
                    while words.len() < 400 {
                        write!(words, " {}", place.sentence()).unwrap();
                    }
                    wrap(&mut text, &words, 14);
                    if orders {
                        writeln!(text, "            directives:\n              - action: {action}\n                deadline: {phrase}")
                            .unwrap();
                        let eid = format!("{}_{clause}_{point}", roman.to_lowercase());
                        if let Some(above) = above.as_ref().filter(|_| section == 1) {
                            writeln!(text, "                carries_out: [tinh-{province}/{above}/{eid}]").unwrap();
                        }
                        if place.chance.below(3) == 0 {
                            update(&mut updates, &mut place, &eid);
                        }
                    }
                    let indicator = place.chance.below(self.indicators_a_province());
                    if section == 0 && point == "b" {
                        writeln!(
                            text,
                            "            targets:\n              - indicator: tinh-{province}/chi-tieu-{indicator}\n                \
                             operator: \">=\"\n                value: {}\n                unit: \"%\"\n                deadline: trong năm {}",
                            50 + clause * 10,
                            place.year + 1
                        )
                        .unwrap();
                    }
                }
            }
        }
        if let Some(above) = above {
            writeln!(text, "relations:\n  - {{ kind: carries-out, target: tinh-{province}/{above} }}").unwrap();
        }
        text.push_str("\npublication: approved\n");
        if updates.is_empty() {
            update(&mut updates, &mut place, "i_1_a");
        }
        (text, updates)
    }

    fn head(self, place: &mut Place) -> String {
        let (month, day) = (1 + place.chance.below(12), 1 + place.chance.below(28));
        let (title, short_title) = (place.title(), place.heading());
        format!(
            "number: {}/TB-UBND\nkind: notice\nissuer: tinh-{}/co-quan-0\ndate: {}-{month:02}-{day:02}\ntitle: {title}\nshort_title: {short_title}\n\
             source:\n  description: Dữ liệu hư cấu để đo tốc độ\n\nprovisions:\n",
            place.number, place.province, place.year,
        )
    }
}

/// Where a document stands, and the luck of its draw.
#[derive(Debug, Clone)]
struct Place {
    province: usize,
    number: usize,
    year: usize,
    chance: Chance,
}

impl Place {
    fn file_name(&self) -> String {
        format!("{}-tb-ubnd-{}", self.number, self.year)
    }

    fn one(&mut self, of: &[&'static str]) -> &'static str {
        // Some words are much commoner than others, as in every language.
        let rank = self.chance.below(of.len()) * self.chance.below(of.len()) / of.len();
        of[rank]
    }

    fn action(&mut self) -> String {
        let (verb, object) = (self.one(VERBS), self.one(OBJECTS));
        format!("{verb} {object} {} đợt {}", self.one(PLACES), 1 + self.chance.below(400))
    }

    fn heading(&mut self) -> String {
        format!("{} {}", self.one(HEADINGS), self.one(OBJECTS))
    }

    fn title(&mut self) -> String {
        format!(
            "Kết luận tại cuộc họp về việc {} {} {}",
            self.one(VERBS).to_lowercase(),
            self.one(OBJECTS),
            self.one(PLACES)
        )
    }

    fn sentence(&mut self) -> String {
        let (verb, object, place) = (self.one(VERBS), self.one(OBJECTS), self.one(PLACES));
        let (second, other, remark) = (self.one(VERBS).to_lowercase(), self.one(OBJECTS), self.one(REMARKS));
        format!("{verb} {object} {place}, {second} {other} {remark}.")
    }

    fn deadline(&mut self) -> String {
        let year = self.year + self.chance.below(3);
        match self.chance.below(6) {
            0 => format!("trong quý {} năm {year}", ["I", "II", "III", "IV"][self.chance.below(4)]),
            1 => format!("trong năm {}", year + 1),
            2 => format!("đến hết ngày {}/{}/{}", 1 + self.chance.below(28), 1 + self.chance.below(12), year + 1),
            _ => format!("trước ngày {}/{}/{}", 1 + self.chance.below(28), 1 + self.chance.below(12), year + 1),
        }
    }
}

fn update(updates: &mut String, place: &mut Place, eid: &str) {
    let sentence = place.sentence();
    write!(
        updates,
        "- directive: {eid}\n  date: {}-{:02}-{:02}\n  lifecycle: in-progress\n  verification: self-reported\n  text: {sentence}\n  \
         source: Báo cáo hư cấu\n  publication: approved\n\n",
        place.year + 1,
        1 + place.chance.below(4),
        1 + place.chance.below(28),
    )
    .unwrap();
}

/// Folded text, 96 bytes a line.
fn wrap(into: &mut String, words: &str, indent: usize) {
    let mut width = usize::MAX;
    for word in words.split(' ') {
        if width.saturating_add(word.len()) > 96 {
            if width != usize::MAX {
                into.push('\n');
            }
            into.extend(std::iter::repeat_n(' ', indent));
            width = indent;
        } else {
            into.push(' ');
            width += 1;
        }
        into.push_str(word);
        width += word.len();
    }
    into.push('\n');
}

fn body_name(province: usize, body: usize) -> (String, &'static str) {
    match body {
        0 => (format!("Ủy ban nhân dân tỉnh Mẫu {province}"), "agency"),
        body if body <= OFFICES.len() => (format!("Sở {} tỉnh Mẫu {province}", OFFICES[body - 1]), "agency"),
        body => (format!("Ủy ban nhân dân xã Mẫu {province}.{body}"), "agency"),
    }
}

/// Splitmix64: the same numbers on every machine and with every version of every crate.
#[derive(Debug, Clone)]
struct Chance(u64);

impl Chance {
    const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }
}

/// Without an address on the web: with one, every provision that orders something gets a picture, which none of the peers draws.
const SETTINGS: &str = "title:\n  vi: Dữ liệu đo tốc độ (hư cấu)\n  en: Benchmark data (fictional)\n\
     description:\n  vi: Mọi văn bản ở đây do máy sinh ra để đo tốc độ.\n  en: Every document here is made by a program to measure speed.\n\
     fictional: true\n";

const OFFICES: &[&str] = &[
    "Khoa học và Công nghệ",
    "Nội vụ",
    "Tài chính",
    "Xây dựng",
    "Y tế",
    "Tư pháp",
    "Công Thương",
    "Giáo dục và Đào tạo",
    "Nông nghiệp và Môi trường",
    "Văn hóa, Thể thao và Du lịch",
    "Dân tộc và Tôn giáo",
    "Ngoại vụ",
];

const HEADINGS: &[&str] = &[
    "Về",
    "Nhiệm vụ trọng tâm về",
    "Tiếp tục",
    "Kết quả",
    "Tồn tại, hạn chế trong",
    "Giải pháp đẩy mạnh",
    "Tổ chức thực hiện",
    "Công tác",
    "Một số nội dung về",
    "Tăng cường",
];

const VERBS: &[&str] = &[
    "Rà soát",
    "Đôn đốc",
    "Tham mưu",
    "Triển khai",
    "Hoàn thành",
    "Tổng hợp",
    "Kiểm tra",
    "Ban hành",
    "Xây dựng",
    "Cập nhật",
    "Công khai",
    "Chuẩn hóa",
    "Kết nối",
    "Chia sẻ",
    "Số hóa",
    "Giám sát",
    "Đánh giá",
    "Tổ chức",
    "Bố trí",
    "Phân bổ",
    "Thẩm định",
    "Nghiệm thu",
    "Bàn giao",
    "Khắc phục",
    "Xử lý",
    "Tiếp nhận",
    "Giải quyết",
    "Hướng dẫn",
    "Tập huấn",
    "Tuyên truyền",
    "Nâng cấp",
    "Mở rộng",
    "Duy trì",
    "Vận hành",
    "Thanh tra",
    "Báo cáo",
    "Lập danh mục",
    "Ký kết",
    "Phê duyệt",
    "Điều chỉnh",
];

const OBJECTS: &[&str] = &[
    "hồ sơ trực tuyến",
    "thủ tục hành chính",
    "dịch vụ công toàn trình",
    "cơ sở dữ liệu dùng chung",
    "hạ tầng số",
    "chữ ký số cá nhân",
    "kế hoạch đầu tư công",
    "vốn đầu tư phát triển",
    "mặt bằng sạch",
    "khu tái định cư",
    "tuyến đường liên xã",
    "trạm y tế xã",
    "trường chuẩn quốc gia",
    "nguồn nước sạch nông thôn",
    "rác thải sinh hoạt",
    "nhà ở xã hội",
    "chợ truyền thống",
    "làng nghề",
    "sản phẩm đặc trưng địa phương",
    "mã số vùng trồng",
    "công trình thủy lợi",
    "đê kè xung yếu",
    "rừng phòng hộ",
    "hộ nghèo và cận nghèo",
    "việc làm cho người lao động",
    "bảo hiểm y tế toàn dân",
    "khám sức khỏe định kỳ",
    "an toàn thực phẩm",
    "phòng cháy chữa cháy",
    "trật tự an toàn giao thông",
    "cải cách chế độ công vụ",
    "vị trí việc làm",
    "biên chế sự nghiệp",
    "kỷ luật kỷ cương",
    "đối thoại với người dân",
    "phản ánh kiến nghị",
    "tổ công nghệ số cộng đồng",
    "điểm truy cập công cộng",
    "mạng truyền số liệu chuyên dùng",
    "trung tâm dữ liệu",
    "bản đồ nền",
    "dữ liệu đất đai",
    "dữ liệu hộ tịch",
    "lưu trữ lịch sử",
    "chế độ báo cáo",
    "họp trực tuyến",
    "ví điện tử",
    "thanh toán không dùng tiền mặt",
    "doanh nghiệp nhỏ và vừa",
    "hợp tác xã",
    "khu công nghiệp",
    "cụm công nghiệp",
    "logistics nội vùng",
    "du lịch sinh thái",
    "di tích lịch sử",
    "thiết chế văn hóa",
    "thể thao quần chúng",
    "đồng bào vùng sâu",
    "người có công",
    "trẻ em mồ côi",
];

const PLACES: &[&str] = &[
    "trên địa bàn tỉnh",
    "tại các xã, phường",
    "ở cấp cơ sở",
    "tại trung tâm phục vụ hành chính công",
    "ở các đơn vị sự nghiệp",
    "tại khu vực ven biển",
    "ở vùng đồng bào dân tộc",
    "trong toàn ngành",
    "tại các cơ quan chuyên môn",
    "ở khu vực nông thôn",
    "tại các phường trung tâm",
    "trong các cơ quan đảng",
    "ở các dự án trọng điểm",
    "tại những địa bàn khó khăn",
    "giữa các cơ quan có liên quan",
];

const REMARKS: &[&str] = &[
    "theo đúng quy định",
    "bảo đảm đúng tiến độ",
    "gắn với trách nhiệm người đứng đầu",
    "không để tồn đọng kéo dài",
    "kịp thời tháo gỡ vướng mắc",
    "lấy sự hài lòng của người dân làm thước đo",
    "tránh hình thức và lãng phí",
    "phù hợp với điều kiện thực tế",
    "theo hướng dẫn của cơ quan cấp trên",
    "công khai để người dân giám sát",
    "trên cơ sở số liệu đã đối chiếu",
    "có phân công cụ thể từng đơn vị",
    "kể cả các nội dung còn chậm",
    "trong phạm vi dự toán được giao",
    "thống nhất cách làm giữa các địa phương",
];

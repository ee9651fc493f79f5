//! Tables that the browser's code is held against by `tests/browser-code/`: what the program itself answers.

use std::env;
use std::fs;
use std::path::Path;

use jiff::civil::{Date, date};
use minhbach::model::day::PartialDate;
use minhbach::model::deadline::{DeadlineKind, Reason, parse_deadline};
use minhbach::model::status::{TimelinessInput, timeliness};
use minhbach::record::update::Lifecycle;
use minhbach::vietnamese::fold::fold;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization as _;

const KINDS: [DeadlineKind; 5] =
    [DeadlineKind::Date, DeadlineKind::Period, DeadlineKind::Recurring, DeadlineKind::Horizon, DeadlineKind::None];

const LIFECYCLES: [Lifecycle; 8] = [
    Lifecycle::NotStarted,
    Lifecycle::InProgress,
    Lifecycle::PartlyDone,
    Lifecycle::Done,
    Lifecycle::Suspended,
    Lifecycle::Withdrawn,
    Lifecycle::Transferred,
    Lifecycle::NoInformation,
];

const DUE: Date = date(2024, 10, 19);
/// Eight and seven days before the last good day, that day, and the two after it.
const DAYS: [Date; 5] = [date(2024, 10, 11), date(2024, 10, 12), DUE, date(2024, 10, 20), date(2024, 10, 21)];
const COMPLETED: [Option<Date>; 4] = [None, Some(date(2024, 10, 18)), Some(DUE), Some(date(2024, 11, 2))];
const ISSUED: [Option<&str>; 6] =
    [None, Some("2024-09-01"), Some("2024-10-19"), Some("2024-10-20"), Some("2024-10"), Some("2024-11")];

/// The words of all days for one directive, one word where they agree: `on-time+8 due-soon+7 due-today+0 overdue-1 …`.
fn over_the_days(input: &TimelinessInput) -> String {
    let words = DAYS.map(|today| {
        let timing = timeliness(input, today);
        let late = timing.days_late.map_or(String::new(), |days| format!("-{days}"));
        let left = timing.days_left.map_or(String::new(), |days| format!("+{days}"));
        format!("{}{late}{left}", timing.timeliness.word())
    });
    if words.iter().all(|word| *word == words[0]) { words[0].clone() } else { words.join(" ") }
}

/// Every combination, one row a kind, last good day and day of issue.
fn timeliness_table() -> String {
    let kinds = KINDS.map(Some).into_iter().chain([None]);
    let mut rows = Vec::new();
    for kind in kinds {
        for due in [Some(DUE), None] {
            for issued in ISSUED {
                let partial = issued.map(|text| PartialDate::parse(text).unwrap());
                let timing = LIFECYCLES.map(|lifecycle| {
                    let input = |completed| TimelinessInput { kind, due, issued: partial, lifecycle, completed };
                    let words = COMPLETED.map(|completed| over_the_days(&input(completed)));
                    let same = words.iter().all(|word| *word == words[0]);
                    let text = if same { words[0].clone() } else { words.join(" | ") };
                    (lifecycle.word().to_owned(), Value::from(text))
                });
                let row = json!({
                    "kind": kind.map_or("none", DeadlineKind::word),
                    "due": due.map(|day| day.to_string()),
                    "issued": partial.map(|issued| issued.first_day().to_string()),
                    "timing": Value::Object(timing.into_iter().collect()),
                });
                rows.push(row.to_string());
            }
        }
    }
    let axis = |days: &[Option<Date>]| json!(days.iter().map(|day| day.map(|day| day.to_string())).collect::<Vec<_>>());
    format!(
        "{{\n\"today\": {},\n\"completed\": {},\n\"rows\": [\n{}\n]}}\n",
        axis(&DAYS.map(Some)),
        axis(&COMPLETED),
        rows.join(",\n")
    )
}

#[test]
fn the_table_of_timeliness_holds_every_combination() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tables/timeliness.json");
    let table = timeliness_table();
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &table).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap_or_default() == table, "BLESS=1 rewrites {}", path.display());
}

/// Numbers that are the same in every run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % end
    }

    /// One of the texts, which strokes part.
    fn of<'t>(&mut self, texts: &'t str) -> &'t str {
        let texts: Vec<&str> = texts.split('|').collect();
        texts[self.below(texts.len())]
    }

    fn number(&mut self) -> usize {
        match self.below(5) {
            0 => self.below(4),
            1 => self.below(40),
            _ => 1 + self.below(12),
        }
    }

    fn year(&mut self) -> String {
        let year = 2020 + self.below(12);
        match self.below(9) {
            0..=2 => String::new(),
            3..=4 => format!("/{year}"),
            5..=6 => format!(" năm {year}"),
            7 => self.of(" năm nay| của năm 2025|-2024|, năm 2025|.2025| năm sau|/25|/1899| năm").to_owned(),
            _ => format!(" {year}"),
        }
    }

    fn day(&mut self) -> String {
        let (day, month, year) = (1 + self.below(32), 1 + self.below(13), 2020 + self.below(12));
        match self.below(12) {
            0..=2 => format!("{day}/{month}/{year}"),
            3 => format!("{day:02}-{month:02}-{year}"),
            4 => format!("{day} tháng {month}{}", self.year()),
            5..=6 => format!("{day}/{month}"),
            7 => format!("{year}-{month:02}-{day:02}"),
            8 => format!("{day}.{month}.{}", self.of("2024|2025|24|2300")),
            9 => format!("{day}/{month}{}", self.year()),
            10 => format!("{day}{}", self.of("| và 20|/0/2024|/13| tháng 0 năm 2024|/6, 2025|-6|.7|-6 năm 2025|/1/24")),
            _ => format!("{day}"),
        }
    }

    fn point(&mut self) -> String {
        let roman = "I|II|III|IV|1|2|3|4|04|một|hai|tư|bốn|V|5";
        match self.below(15) {
            0..=3 => {
                let before = "ngày |ngày |ngày |mùng |ngày mùng ||thứ Sáu, ngày |thứ 2 ngày |mồng |ngày mồng ";
                format!("{}{}", self.of(before), self.day())
            }
            4 => format!(
                "{} {}{} {}",
                self.number() * 2,
                self.of("giờ|h|g00|giờ 30|h30|:30|giờ 30 phút|:00|h59p|h60|giờ 15/6|h:|:5|giờ ba"),
                self.of("| sáng| chiều|,| chiều,"),
                self.day()
            ),
            5..=6 => format!("tháng {}{}", self.number(), self.year()),
            7 => format!("{}{}", self.of("T6|tháng mười hai|tháng sáu|tháng năm|tháng tư|tháng mười"), self.year()),
            8..=9 => format!("{} {}{}", self.of("quý|Quý|qúy|Q"), self.of(roman), self.year()),
            10 => format!(
                "{:02} tháng {}{}",
                self.number(),
                self.of("cuối|đầu"),
                self.of("| năm 2025| của năm| năm nay|/2025| của năm 2024|")
            ),
            11 => format!("nửa {}{}", self.of("cuối năm|đầu năm|năm cuối|năm đầu|năm|cuối|đầu tháng"), self.year()),
            12 => self.of("tháng này|quý này|năm nay|năm|cuối năm|ngày ký|nay|tháng cuối quý|tháng sau").to_owned(),
            _ => format!("{}{}", self.of("năm |năm ||năm học "), 2018 + self.below(20)),
        }
    }

    fn relation(&mut self) -> &'static str {
        self.of(
            "trước |trước |đến |đến hết |hết |cuối |trong |trong |chậm nhất |chậm nhất là |không quá |vào ||||từ |\
             từ nay đến |kể từ |trước thứ Sáu |xong trước |trước cuối |hoàn thành trong |từ nay cho đến hết |định hướng đến |tầm nhìn ",
        )
    }

    fn length(&mut self) -> String {
        let number = if self.below(9) == 0 { self.below(99_999) } else { self.number() };
        let unit = self.of("ngày|ngày|tháng|tuần|quý|năm|ngày làm việc|tháng một lần|(ba mươi) ngày");
        match self.below(7) {
            0 => format!("{} {unit}", self.of("hai|ba|sáu|mười|năm|một|bốn|tư")),
            _ => format!("{number} {unit}"),
        }
    }

    fn recurring(&mut self) -> String {
        let every = self.of("hằng|hàng|mỗi|định kỳ hằng|theo từng|định kỳ|hằng|mỗi một|theo mỗi");
        let unit = self.of(
            "tháng|quý|năm|tuần|ngày|6 tháng|06 tháng|3 tháng|quý, năm|6 tháng, năm|tháng, quý, 6 tháng và năm|nửa năm|\
             4 tháng, 6 tháng|năm/lần|5 tháng|nửa năm và hằng năm|nửa năm, mỗi nửa năm|tháng/quý|quý - năm|quý và hằng năm|\
             quý, mỗi 6 tháng|tháng và mỗi quí|năm, mỗi nửa năm|tuần này|tháng 6 lần|quý cuối năm",
        );
        let rule = match self.below(4) {
            0 => format!("{} {}", self.length(), self.of("một lần|1 lần|2 lần||lần")),
            _ => format!("{every} {unit}"),
        };
        let place = self.of("|của |trước |vào |đến |");
        let day = match self.below(8) {
            0..=1 => String::new(),
            2..=3 => format!("{} ngày {}", self.relation(), self.number() * 2),
            4 => format!("{} {}", self.relation(), self.point()),
            5 => format!(
                "{}ngày {} {}{}",
                self.relation(),
                self.number() * 2,
                place,
                self.of("tháng sau|tháng cuối quý|tháng đầu quý|tháng kế tiếp|tháng đầu quý sau|tháng|tháng liền kề|tháng tiếp sau|\
                     tháng đầu tiên của quý|tháng cuối cùng của quí|tháng đầu mỗi quý|tháng cuối hằng quý|năm kế tiếp|tháng liền sau")
            ),
            6 => format!("{}{}", self.relation(), self.of("thứ Sáu|thứ hai|Chủ nhật|thứ 5|17 giờ|17h00 ngày 20|thứ ba|thứ 3|thứ tư|thứ 4|thứ năm|thứ bảy|thứ 7|ngày thứ 6|thứ 8")),
            _ => format!("{}ngày {} và {}", self.relation(), self.day(), self.day()),
        };
        let tail = match self.below(5) {
            0 => format!(" {}{}", self.relation(), self.point()),
            _ => String::new(),
        };
        match self.below(3) {
            0 => format!("{day} {rule}{tail}"),
            1 => format!("{rule} ({day}){tail}"),
            _ => format!("{rule}, {day}{tail}"),
        }
    }

    /// A phrase by a small grammar; not every one can be understood.
    fn phrase(&mut self) -> String {
        let opening = self.of("||||hoàn thành |thời hạn: |báo cáo kết quả |khẩn trương, |phấn đấu |gửi về ");
        let closing = self.of("|||||.|[^7]| [?]| để tổng hợp| theo quy định của UBND tỉnh|; thường xuyên");
        let middle = match self.below(10) {
            0..=3 => format!("{}{}", self.relation(), self.point()),
            4..=5 => {
                let joint = self.of(" đến | - |-|, | và | đến hết |; | hoặc | (");
                format!("{}{}{joint}{}", self.relation(), self.point(), self.point())
            }
            6 => {
                let start = self.of("kể từ |từ |tính từ |, kể từ |bắt đầu từ ||bắt đầu ");
                let from = match self.below(3) {
                    0 => self.point(),
                    1 => format!("ngày {}", self.day()),
                    _ => format!("{}{}{}", self.of(ISSUES), self.of("|, ban hành| "), self.of(DOCUMENTS)),
                };
                format!(
                    "{}{} {start}{from}",
                    self.of("trong |trong vòng |trong thời gian ||trong thời hạn "),
                    self.length()
                )
            }
            7 => {
                format!("{}{}{}", self.of(SOFT), self.of(TAILS), self.of("||||, trước ngày 20/10/2024| trong năm 2025"))
            }
            _ => self.recurring(),
        };
        format!("{opening}{middle}{closing}")
    }

    /// Words in any order.
    fn words(&mut self) -> String {
        let count = 1 + self.below(8);
        let words: Vec<&str> = (0..count).map(|_| self.of(WORDS)).collect();
        words.join(" ")
    }

    /// A phrase with one word dropped, doubled, moved or taken from another phrase.
    fn slip(&mut self, phrase: &str, other: &str) -> String {
        let mut words: Vec<&str> = phrase.split(' ').collect();
        let others: Vec<&str> = other.split(' ').collect();
        let (from, to) = (self.below(words.len()), self.below(words.len()));
        let word = others[self.below(others.len())];
        match self.below(5) {
            0 => drop(words.remove(from)),
            1 => words.insert(to, words[from]),
            2 => words.swap(from, to),
            3 => words[from] = word,
            _ => words.insert(to, word),
        }
        words.join(" ")
    }

    fn respelled(&mut self, phrase: String) -> String {
        match self.below(12) {
            0 => phrase.to_uppercase(),
            1 => phrase.nfd().collect(),
            2 => fold(&phrase),
            3 => format!("“{}”", phrase.replace(' ', "\u{a0} ")),
            4 => phrase.replace('-', "–"),
            _ => phrase,
        }
    }
}

const ISSUES: &str = "ngày ký|ngày ban hành|ngày ký ban hành|ngày ra văn bản|ngày phát hành";

const DOCUMENTS: &str = "|| văn bản này| Kế hoạch này| thông báo này| công văn| quyết định này| Nghị quyết| chỉ thị này| Kết luận này|\
     chương trình này| Đề án này| Hướng dẫn này";

const SOFT: &str = "theo quy định|đúng quy định|theo kế hoạch|theo đúng tiến độ|theo yêu cầu|theo hướng dẫn|theo sự chỉ đạo|\
    khi có yêu cầu|theo thời hạn|theo lộ trình|thường xuyên|quy định";

const TAILS: &str = "|| của UBND tỉnh| tại Luật Đầu tư công| về đầu tư công| được giao| đã đề ra| do Sở Tài chính giao| pháp luật|\
    của Bộ trước ngày 10/10/2024| của tỉnh đến năm 2025| tại kế hoạch, trong tháng 6/2025| của Bộ chậm nhất tháng 6/2025|\
    của cấp trên xong trong quý IV/2025| của tỉnh hằng năm| của tỉnh (khoản 2)| về việc muộn nhất 5/6/2025| ban hành| Bộ";

const WORDS: &str = "trước|ngày|đến|hết|cuối|đầu|từ|nay|tháng|quý|năm|hằng|mỗi|định kỳ|6|20|31|2025|IV|/|-|(|)|,|và|sau|kể từ|\
    ký|lần|giờ|thứ|nửa|99999|10/2024|15/5|29/02/2024|của|chậm nhất|khẩn trương|khẩn cấp|thường xuyên|kịp thời|ngay lập tức|\
    lập tức|sớm|sớm nhất|trong thời gian sớm nhất|càng sớm càng tốt|liên tục|đúng hạn|đúng thời hạn|đúng thời gian|đúng tiến độ|\
    tiến độ|được giao|quy định|đột xuất|trước mắt|trong thời gian tới|trong thời gian đến|thời gian tới|thời gian đến|nhanh chóng|\
    hỏa tốc|chủ động|quyết liệt|nghiêm túc|tiếp tục|lâu dài|khi cần thiết|trong quá trình thực hiện|khi có yêu cầu|theo quy định|\
    theo đúng quy định|đúng quy định|theo kế hoạch|theo đúng kế hoạch|theo lộ trình|theo đúng lộ trình|theo tiến độ|\
    theo đúng tiến độ|theo yêu cầu|theo hướng dẫn|theo chỉ đạo|theo sự chỉ đạo|theo thời hạn|theo đúng thời hạn|theo thời gian|\
    theo đúng thời gian|của UBND tỉnh|tại Luật Đầu tư|pháp luật|hoàn thành|hoàn thiện|thời gian hoàn thành|thời hạn hoàn thành|\
    thời gian thực hiện|thời hạn thực hiện|thời gian|thời hạn|thời điểm|hạn|xong|phải|cần|được|là|gửi|gửi về|gửi báo cáo|báo cáo|\
    báo cáo kết quả|kết quả|kết quả thực hiện|trình|trình ban hành|thực hiện|triển khai|triển khai thực hiện|nộp|ban hành|tổng hợp|\
    công bố|tổ chức|nhiệm vụ|gia hạn|kéo dài|để tổng hợp|đảm bảo|bảo đảm|nội dung|nội dung và thời gian|những|các|với|\
    thời hạn gửi|phấn đấu|cơ bản|dứt điểm|chất lượng|hiệu quả|lúc|muộn nhất|trễ nhất|không muộn hơn|không chậm hơn|không trễ hơn|\
    không quá|hạn cuối|hạn cuối cùng|hạn chót|tới|cho đến|cho tới|giai đoạn đến|trong|trong vòng|trong thời hạn|trong thời gian|vào|\
    cuối cùng|kết thúc|ngày cuối|ngày cuối cùng|tính từ|bắt đầu từ|bắt đầu|thường kỳ|theo định kỳ|ít nhất|tối thiểu|định hướng|\
    tầm nhìn|tối|tư|hai|ba|bốn|sáu|một|mười|mười hai|bảy|chủ nhật|chủ nhật|thứ sáu|ngay|cả|hoặc|giữa|tuần|làm việc|ngày làm việc|\
    tháng này|ban hành Kế hoạch này|ngày ký ban hành|ngày ra văn bản|văn bản|này|kế tiếp|tiếp theo|tháng sau|liền sau|tiên|mùng|:|.|\
    …|;|&|+|17|30|h|phút|p|sáng|chiều|T6|12|0|24|2024-10-30|30/10/2024|5-6|1.2.2025|2000000|70000|2199|2200|30 (ba mươi) ngày|[?]|\
    [^3]|tết|constructor|#|=|@|IIII|qiv|q|t|moi|mới|sâu|hàng|từng|theo|nua|đ|’|\"|½|ngáy";

/// What the program answers, row by row; the browser's code must answer the same.
#[test]
fn made_phrases_are_written_down_for_the_browsers_code() {
    #[derive(serde::Deserialize)]
    struct Row {
        phrase: String,
    }
    let rows: Vec<Row> = serde_json::from_str(include_str!("../tables/deadlines.json")).unwrap();
    let issued = [None, Some("2024-10-30"), Some("2024-10"), Some("2024"), Some("2025-01-15")];
    let mut dice = Dice(0x6d69_6e68_6261_6368);
    let mut table = String::from("[\n");
    let (mut understood, mut count) = (0, 0);
    for turn in 0..15_000 {
        let made = match turn % 3 {
            0 => dice.phrase(),
            1 => dice.words(),
            _ => {
                let (one, other) = (dice.below(rows.len()), dice.below(rows.len()));
                dice.slip(&rows[one].phrase, &rows[other].phrase)
            }
        };
        let phrase = dice.respelled(made);
        let day = issued[dice.below(issued.len())];
        let answer = match parse_deadline(&phrase, day.map(|text| PartialDate::parse(text).unwrap())) {
            Ok(deadline) => {
                understood += 1;
                let in_words = deadline.recurrence.map(|rule| rule.in_words());
                json!({
                    "kind": deadline.kind.word(),
                    "due": deadline.due.map(|due| due.to_string()),
                    "starts": deadline.starts.map(|starts| starts.to_string()),
                    "horizon": deadline.horizon,
                    "rule": deadline.recurrence.map(|rule| rule.rrule()),
                    "in_words": in_words.map(|words| json!({"vi": words.vi, "en": words.en})),
                })
            }
            Err(problem) => json!({"reason": reason_word(problem.reason), "message": problem.message.vi}),
        };
        let separator = if count == 0 { "" } else { ",\n" };
        table.push_str(&format!("{separator}{}", json!({"phrase": phrase, "issued": day, "answer": answer})));
        count += 1;
    }
    table.push_str("\n]\n");
    assert!(understood > 2_000, "only {understood} of {count} made phrases are understood: they test too little");
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("deadline-phrases.json"), table).unwrap();
}

const fn reason_word(reason: Reason) -> &'static str {
    match reason {
        Reason::Unreadable => "unreadable",
        Reason::NeedsIssueDate => "needs-issue-date",
        Reason::Impossible => "impossible",
        Reason::WorkingDays => "working-days",
        Reason::Contradiction => "contradiction",
    }
}

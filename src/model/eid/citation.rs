//! How Vietnamese legal writing names a provision: innermost first, `điểm đ khoản 2 mục II`.

use super::label::{Label, Level, Numeral};
use crate::record::document::DocumentKind;

/// Names a provision by the labels on the way to it, the outermost first, with its document:
/// `điểm đ khoản 2 mục II Thông báo số 529/TB-UBND`.
///
/// Without labels only the document is named, without a number only its kind. A counted piece is named by its
/// place among its like: `gạch đầu dòng thứ hai khoản 1 mục II`.
#[must_use]
pub fn citation(labels: &[Label], kind: DocumentKind, number: Option<&str>) -> String {
    let mut parts: Vec<String> = labels.iter().rev().map(name).collect();
    parts.push(kind_name(kind).to_owned());
    if let Some(number) = number {
        parts.push(format!("số {number}"));
    }
    parts.join(" ")
}

/// The Vietnamese name of a kind of document; `Văn bản` for any other kind.
#[must_use]
pub const fn kind_name(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Resolution => "Nghị quyết",
        DocumentKind::Conclusion => "Kết luận",
        DocumentKind::Directive => "Chỉ thị",
        DocumentKind::Decision => "Quyết định",
        DocumentKind::Decree => "Nghị định",
        DocumentKind::Circular => "Thông tư",
        DocumentKind::Law => "Luật",
        DocumentKind::Notice => "Thông báo",
        DocumentKind::Letter => "Công văn",
        DocumentKind::Plan => "Kế hoạch",
        DocumentKind::Programme => "Chương trình",
        DocumentKind::Scheme => "Đề án",
        DocumentKind::Report => "Báo cáo",
        DocumentKind::Submission => "Tờ trình",
        DocumentKind::Other => "Văn bản",
    }
}

fn name(label: &Label) -> String {
    let number = label.number();
    let word = match label.level() {
        Level::Addressees => return "phần Kính gửi".to_owned(),
        Level::Recipients => return "phần Nơi nhận".to_owned(),
        Level::Dash => return format!("gạch đầu dòng {}", place(label)),
        Level::Star => return format!("dấu sao {}", place(label)),
        Level::Plus => return format!("dấu cộng {}", place(label)),
        Level::Paragraph => return format!("đoạn {}", place(label)),
        Level::Footnote => "chú thích",
        Level::Part if label.ordinal().numeral == Numeral::Capital => "phần",
        Level::Part => "Phần",
        Level::Chapter => "Chương",
        Level::Section if label.is_named() => "Mục",
        Level::Section => "mục",
        Level::Subsection => "Tiểu mục",
        Level::Article => "Điều",
        Level::Clause => "khoản",
        Level::Point => "điểm",
        Level::Appendix => "Phụ lục",
    };
    if number.is_empty() { word.to_owned() } else { format!("{word} {number}") }
}

/// `thứ nhất` … `thứ mười`, then `thứ 11`.
fn place(label: &Label) -> String {
    const WORDS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
    let position = label.ordinal().first.max(1);
    let word = usize::try_from(position).ok().and_then(|position| WORDS.get(position.checked_sub(1)?));
    word.map_or_else(|| format!("thứ {position}"), |word| format!("thứ {word}"))
}

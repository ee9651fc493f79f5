//! The texts of new records, with comments for the person who fills them in.

use crate::record::RecordKind;

/// The line by which an editor finds the schema of a record at `path`.
pub fn schema_line(kind: RecordKind, path: &str) -> String {
    let up = "../".repeat(path.matches('/').count());
    format!("# yaml-language-server: $schema={up}.schemas/{}.json\n", kind.schema_name())
}

/// A text in double quotes: JSON strings are YAML too.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The kind that the type code in a number stands for; a letter has none.
pub fn kind_of_number(number: &str) -> &'static str {
    let code = number
        .split(['/', '-', ' '])
        .map(str::trim)
        .find(|part| !part.is_empty() && !part.chars().all(|character| character.is_ascii_digit()))
        .unwrap_or_default();
    match code {
        "NQ" => "resolution",
        "KL" => "conclusion",
        "CT" => "directive",
        "QĐ" => "decision",
        "NĐ" => "decree",
        "TT" => "circular",
        "TB" => "notice",
        "KH" => "plan",
        "CTr" => "programme",
        "ĐA" => "scheme",
        "BC" => "report",
        "TTr" => "submission",
        _ => "letter",
    }
}

/// A document.
pub fn document(path: &str, number: &str, kind: &str, issuer: &str, date: &str, title: Option<&str>) -> String {
    let (schema, number) = (schema_line(RecordKind::Document, path), quoted(number));
    let title = title.map_or_else(|| quoted("Chép trích yếu vào đây"), quoted);
    format!(
        r#"{schema}number: {number}
# Số hoặc ngày đọc không rõ thì ghi: number: {{ value: "…", doubtful: "vì sao chưa chắc" }}
kind: {kind}
issuer: {issuer}
date: {date}
title: {title}
# signer: {{ name: Họ và tên, title: Chức vụ }}
source: {{ description: "Văn bản lấy từ đâu" }}
provisions:
  # Chép từng mục như in trên văn bản. Mục con thụt vào dưới `provisions:`.
  - label: "1."
    heading: Tiêu đề của mục
    # Ai được giao việc ở mục này (mọi nhiệm vụ bên dưới dùng chung):
    # assign: {{ lead: [tinh/co-quan], coordinating: [tinh/co-quan] }}
    provisions:
      - label: a)
        text: Chép đúng lời văn bản
        # Mỗi việc phải làm là một nhiệm vụ:
        # directives:
        #   - action: Việc phải làm, theo lời văn bản
        #     deadline: trước ngày 10/9/2025
recipients: []
# Quan hệ với văn bản khác:
# relations:
#   - {{ kind: cites, target: trung-uong/922-qd-btttt-2022, provision: 1_a }}
publication: draft
"#
    )
}

/// What an update says.
pub struct Update<'u> {
    /// Directive inside its document.
    pub eid: &'u str,
    /// Day of the statement.
    pub date: &'u str,
    /// Stage.
    pub lifecycle: &'u str,
    /// Source in words.
    pub source: &'u str,
    /// What happened.
    pub text: Option<&'u str>,
    /// Day of completion.
    pub completed: Option<&'u str>,
    /// Document that proves it.
    pub evidence: Option<&'u str>,
}

/// An update.
pub fn update(update: &Update<'_>) -> String {
    let mut text =
        format!("- directive: {}\n  date: {}\n  lifecycle: {}\n", quoted(update.eid), update.date, update.lifecycle);
    match update.completed {
        Some(day) => text.push_str(&format!("  completed: {day}\n")),
        None => text.push_str("  # completed: ngày hoàn thành (năm-tháng-ngày), khi đã hoàn thành\n"),
    }
    text.push_str("  verification: self-reported\n");
    match update.text {
        Some(said) => text.push_str(&format!("  text: {}\n", quoted(said))),
        None => text.push_str("  # text: Nội dung, bằng lời dễ hiểu\n"),
    }
    text.push_str(&format!("  source: {}\n", quoted(update.source)));
    match update.evidence {
        Some(id) => text.push_str(&format!("  evidence: [{{ document: {} }}]\n", quoted(id))),
        None => text.push_str("  # evidence: [{ document: tinh/van-ban }]   # bắt buộc khi đã hoàn thành\n"),
    }
    text.push_str("  publication: draft\n");
    text
}

/// An indicator.
pub fn indicator(path: &str, name: &str, unit: &str) -> String {
    let (schema, name, unit) = (schema_line(RecordKind::Indicator, path), quoted(name), quoted(unit));
    format!(
        r"{schema}name: {name}
# percentage (tỷ lệ), number (số lượng), rank (thứ hạng), qualitative (định tính)
measure: percentage
unit: {unit}
# higher: cao hơn là tốt hơn; lower: thấp hơn là tốt hơn (thứ hạng luôn là lower)
better: higher
# definition: Đo cái gì, theo lời văn bản
# responsible: tinh/co-quan
publication: draft
"
    )
}

/// What a result says.
pub struct Observed<'o> {
    /// Indicator.
    pub indicator: &'o str,
    /// Period.
    pub period: &'o str,
    /// Observed value.
    pub value: Option<f64>,
    /// Place in the ranking.
    pub rank: Option<u32>,
    /// How many were ranked.
    pub out_of: Option<u32>,
    /// Source in words.
    pub source: &'o str,
    /// What kind of number it is.
    pub nature: &'o str,
}

/// A result.
pub fn result(result: &Observed<'_>) -> String {
    let mut text = format!("- indicator: {}\n  period: {}\n", quoted(result.indicator), quoted(result.period));
    if let Some(value) = result.value {
        text.push_str(&format!("  value: {value}\n"));
    }
    if let Some(rank) = result.rank {
        text.push_str(&format!("  rank: {rank}\n"));
    }
    if let Some(total) = result.out_of {
        text.push_str(&format!("  out_of: {total}\n"));
    }
    text.push_str(&format!(
        "  nature: {}\n  source: {}\n  # document: tinh/van-ban   # văn bản nêu số liệu, nếu có trên trang\n  publication: draft\n",
        result.nature,
        quoted(result.source)
    ));
    text
}

/// A body.
pub fn body(path: &str, name: &str, kind: &str) -> String {
    let (schema, name) = (schema_line(RecordKind::Body, path), quoted(name));
    format!(
        r"{schema}name: {name}
# short: Tên viết tắt
kind: {kind}
# parent: tinh/co-quan-cap-tren
# Khi cơ quan được hợp nhất, đổi tên:
# valid_to: ngày cuối cùng (năm-tháng-ngày)
# successors: [tinh/co-quan-moi]
# basis: Căn cứ của việc hợp nhất
publication: draft
"
    )
}

/// A report or a page.
pub fn article(title: &str, date: &str) -> String {
    let title = quoted(title);
    format!(
        r"---
title: {title}
# description: Một câu tóm tắt
date: {date}
publication: draft
---

Viết bằng Markdown. Nhúng một nhiệm vụ hoặc chỉ tiêu bằng một đoạn riêng:

    [[directive dong-nai/449-kl-tu-2023/ii_1_gach-2]]
"
    )
}

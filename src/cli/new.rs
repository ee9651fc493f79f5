//! `minhbach new`: writes a commented, valid record, as a draft.
//!
//! A new file never replaces an old one; an entry of a list goes to its end. What is written is read back
//! as a record first: a mistake in the arguments never reaches the disk.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::misuse::{Refusal, number};
use super::{Outcome, day, partial_day, speak, today};
use crate::base::bilingual::{Language, Message};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Source, SourcePath};
use crate::model::day::PartialDate;
use crate::model::indicator::Period;
use crate::record::body::BodyRecord;
use crate::record::document::DocumentRecord;
use crate::record::frontmatter::FrontMatter;
use crate::record::indicator::IndicatorRecord;
use crate::record::kind::is_slug;
use crate::record::result::ResultRecord;
use crate::record::update::UpdateRecord;
use crate::record::{RecordKind, read};
use crate::say;
use crate::vietnamese::slug::slug;

mod template;

/// What to write.
#[derive(Debug, Args)]
pub struct NewArguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Văn bản (a document)
    Document {
        /// Địa phương, ví dụ dong-nai (province)
        province: String,
        /// Số, ký hiệu, ví dụ 449-KL/TU (number)
        number: String,
        /// Cơ quan ban hành, ví dụ dong-nai/ubnd-tinh (issuer)
        #[arg(long, value_name = "ID")]
        issuer: String,
        /// Ngày ban hành; mặc định hôm nay (date of issue)
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = partial_day)]
        date: Option<PartialDate>,
        /// Loại văn bản; mặc định theo số (kind; from the number)
        #[arg(long)]
        kind: Option<String>,
        /// Trích yếu (title)
        #[arg(long)]
        title: Option<String>,
    },
    /// Cập nhật tiến độ của một nhiệm vụ (a progress update)
    Update {
        /// Mã nhiệm vụ, ví dụ quang-ngai/529-tb-ubnd-2024/ii_2_a~2 (directive)
        directive: String,
        /// Nguồn, ví dụ "Báo cáo tháng 11/2024" (source)
        #[arg(long)]
        source: String,
        /// Ngày cập nhật; mặc định hôm nay (date)
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        date: Option<Date>,
        /// Tình trạng: not-started, in-progress, partly-done, done, … (stage)
        #[arg(long, default_value = "in-progress")]
        lifecycle: String,
        /// Nội dung (what happened)
        #[arg(long)]
        text: Option<String>,
        /// Ngày hoàn thành, khi đã hoàn thành (day of completion)
        #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
        completed: Option<Date>,
        /// Văn bản làm minh chứng (document that proves it)
        #[arg(long, value_name = "ID")]
        evidence: Option<String>,
    },
    /// Chỉ tiêu (an indicator)
    Indicator {
        /// Địa phương (province)
        province: String,
        /// Tên chỉ tiêu (name)
        name: String,
        /// Đơn vị (unit)
        #[arg(long, default_value = "%")]
        unit: String,
    },
    /// Kết quả của một chỉ tiêu (an indicator result)
    Result {
        /// Mã chỉ tiêu, ví dụ dong-nai/dti-xep-hang (indicator)
        indicator: String,
        /// Kỳ: 2024, 2024-Q3, 2024-09 (period)
        #[arg(long, value_parser = period)]
        period: String,
        /// Giá trị (value)
        #[arg(long, allow_hyphen_values = true, value_parser = number)]
        value: Option<f64>,
        /// Thứ hạng (rank)
        #[arg(long)]
        rank: Option<u32>,
        /// Trên tổng số (out of)
        #[arg(long)]
        out_of: Option<u32>,
        /// Nguồn (source)
        #[arg(long)]
        source: String,
        /// Tính chất: official, estimate, self-reported, derived (nature)
        #[arg(long, default_value = "official")]
        nature: String,
    },
    /// Cơ quan (a body)
    Body {
        /// Địa phương (province)
        province: String,
        /// Tên đầy đủ (name)
        name: String,
        /// Mã, ví dụ so-tttt; mặc định theo tên (id; from the name)
        #[arg(long)]
        id: Option<String>,
        /// Loại: agency, party, committee, unit, organisation, office, enterprise, group (kind)
        #[arg(long, default_value = "agency")]
        kind: String,
    },
    /// Báo cáo bằng Markdown (a report)
    Report {
        /// Tên báo cáo (title)
        title: String,
    },
    /// Trang viết bằng Markdown (a page)
    Page {
        /// Tên trang (title)
        title: String,
    },
}

fn period(text: &str) -> Result<String, Refusal> {
    let refusal = || Refusal(say!("viết 2024, 2024-Q3 hoặc 2024-09", "write 2024, 2024-Q3 or 2024-09"));
    Period::parse(text).map(|_| text.to_owned()).ok_or_else(refusal)
}

/// A record that is ready to be written.
struct Draft {
    /// Path relative to the root.
    path: String,
    kind: RecordKind,
    text: String,
    /// Goes to the end of the file when that exists.
    appends: bool,
}

/// Writes the record.
pub fn new(root: &Path, command: &NewArguments, language: Language) -> Outcome {
    if let What::Update { directive, .. } = &command.what
        && directive.matches('/').count() != 2
    {
        let message = say!(
            "mã nhiệm vụ có ba phần: tỉnh, văn bản, mục, ví dụ quang-ngai/529-tb-ubnd-2024/ii_2_a~2; ở đây ghi {directive}",
            "the id of a directive has three parts, province, document and provision, such as quang-ngai/529-tb-ubnd-2024/ii_2_a~2; this is {directive}"
        );
        speak::failure(&message, language);
        return Outcome::Failed;
    }
    let draft = draft(&command.what);
    if !is_record_path(&draft) {
        let shown = &draft.path;
        let message = say!(
            "{shown} không phải chỗ của một bản ghi: mã chỉ gồm chữ thường không dấu, chữ số, gạch nối, ví dụ dong-nai/449-kl-tu-2023",
            "{shown} is no place for a record: ids have lower-case ASCII letters, digits and hyphens, such as dong-nai/449-kl-tu-2023"
        );
        speak::failure(&message, language);
        return Outcome::Failed;
    }
    let file = root.join(&draft.path);
    let before = match fs::read_to_string(&file) {
        Ok(_) if !draft.appends => {
            let shown = &draft.path;
            speak::failure(
                &say!("tệp {shown} đã có, không ghi đè", "the file {shown} exists and is not overwritten"),
                language,
            );
            return Outcome::Failed;
        }
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return failed(&draft.path, &error, language),
    };
    let text = match before {
        Some(before) => format!("{}\n\n{}", before.trim_end(), draft.text),
        None if draft.appends => format!("{}{}", template::schema_line(draft.kind, &draft.path), draft.text),
        None => draft.text.clone(),
    };
    let source = Source { path: SourcePath::new(&draft.path), text: text.as_str().into() };
    if let Err(mistakes) = understood(&source, draft.kind) {
        speak::diagnostics(&mistakes, std::slice::from_ref(&source), language);
        let nothing = say!("chưa ghi gì: sửa lại tham số của lệnh", "nothing was written: correct the arguments");
        speak::talk(nothing.in_language(language));
        return Outcome::Failed;
    }
    if let Err(error) = store(&file, &text) {
        return failed(&draft.path, &error, language);
    }
    speak::talk(next_step(&draft.path).in_language(language));
    Outcome::Fine
}

/// Whether the draft's path is one where its kind of record lives; anything else could climb out.
fn is_record_path(draft: &Draft) -> bool {
    let place = draft.path.strip_prefix("content/").and_then(RecordKind::of);
    place.is_some_and(|place| place.kind == draft.kind && place.id.split('/').all(is_slug))
}

fn next_step(path: &str) -> Message {
    say!(
        "đã ghi {path} (bản nháp). Mở tệp, điền các chỗ có dấu #, đổi publication thành approved, rồi chạy: minhbach check",
        "{path} is written (a draft). Fill it in, change publication to approved, then run: minhbach check"
    )
}

fn failed(path: &str, error: &std::io::Error, language: Language) -> Outcome {
    speak::failure(&say!("không ghi được {path} ({error})", "cannot write {path} ({error})"), language);
    Outcome::Failed
}

/// The whole file or the old one: written beside it, then renamed over it.
fn store(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = file.with_extension("yaml.new");
    let mut stored = fs::File::create(&beside)?;
    stored.write_all(text.as_bytes())?;
    stored.sync_all()?;
    fs::rename(&beside, file)
}

fn understood(source: &Source, kind: RecordKind) -> Result<(), Vec<Diagnostic>> {
    fn as_record<R: DeserializeOwned>(source: &Source, kind: RecordKind) -> Result<(), Vec<Diagnostic>> {
        read::<R>(source, kind).map(|_| ())
    }
    match kind {
        RecordKind::Document => as_record::<DocumentRecord>(source, kind),
        RecordKind::Updates => as_record::<Vec<UpdateRecord>>(source, kind),
        RecordKind::Indicator => as_record::<IndicatorRecord>(source, kind),
        RecordKind::Results => as_record::<Vec<ResultRecord>>(source, kind),
        RecordKind::Body => as_record::<BodyRecord>(source, kind),
        _ => {
            let head = source.text.find("\n---\n").map_or(&*source.text, |end| &source.text[..end + 1]);
            crate::record::read::read_text::<FrontMatter>(&source.path, head, kind).map(|_| ())
        }
    }
}

fn draft(what: &What) -> Draft {
    let today = || today().to_string();
    match what {
        What::Document { province, number, issuer, date, kind, title } => {
            let date = date.map_or_else(today, |date| date.to_string());
            let year = date.get(..4).unwrap_or_default();
            let path = format!("content/documents/{}/{}-{year}.yaml", slug(province), slug(number));
            let kind = kind.clone().unwrap_or_else(|| template::kind_of_number(number).to_owned());
            let text = template::document(&path, number, &kind, issuer, &date, title.as_deref());
            Draft { path, kind: RecordKind::Document, text, appends: false }
        }
        What::Update { directive, source, date, lifecycle, text, completed, evidence } => {
            let completed = completed.map(|day| day.to_string());
            let (document, eid) = directive.rsplit_once('/').unwrap_or(("", directive));
            let update = template::Update {
                eid,
                date: &date.map_or_else(today, |date| date.to_string()),
                lifecycle,
                source,
                text: text.as_deref(),
                completed: completed.as_deref(),
                evidence: evidence.as_deref(),
            };
            Draft {
                path: format!("content/updates/{document}.yaml"),
                kind: RecordKind::Updates,
                text: template::update(&update),
                appends: true,
            }
        }
        What::Indicator { province, name, unit } => {
            let path = format!("content/indicators/{}/{}.yaml", slug(province), slug(name));
            let text = template::indicator(&path, name, unit);
            Draft { path, kind: RecordKind::Indicator, text, appends: false }
        }
        What::Result { indicator, period, value, rank, out_of, source, nature } => {
            let result =
                template::Observed { indicator, period, value: *value, rank: *rank, out_of: *out_of, source, nature };
            Draft {
                path: format!("content/results/{indicator}.yaml"),
                kind: RecordKind::Results,
                text: template::result(&result),
                appends: true,
            }
        }
        What::Body { province, name, id, kind } => {
            let id = id.clone().unwrap_or_else(|| slug(name));
            let path = format!("content/bodies/{}/{id}.yaml", slug(province));
            let text = template::body(&path, name, kind);
            Draft { path, kind: RecordKind::Body, text, appends: false }
        }
        What::Report { title } => {
            let path = format!("content/reports/{}.md", slug(title));
            Draft { path, kind: RecordKind::Report, text: template::article(title, &today()), appends: false }
        }
        What::Page { title } => {
            let path = format!("content/pages/{}.md", slug(title));
            Draft { path, kind: RecordKind::Page, text: template::article(title, &today()), appends: false }
        }
    }
}

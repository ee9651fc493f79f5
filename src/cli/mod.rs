//! The command line: one command a file, the only place that prints and that asks for the day.
//!
//! Results go to standard output, talk and progress to standard error. Exit code 0: fine; 1: something is
//! wrong in the content; 2: misuse, or the machine failed.

mod build;
mod check;
mod deadline;
mod explain;
mod fetch;
mod freeze;
mod misuse;
mod new;
mod schema;
mod search;
mod serve;
mod speak;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::base::bilingual::{Language, Message};
use crate::model::day::{DayProblem, PartialDate, parse_day};
use crate::say;
use misuse::Refusal;

/// Dựng trang công khai việc thực hiện văn bản từ các tệp YAML (static sites for public accountability).
#[derive(Debug, Parser)]
#[command(name = "minhbach", version, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Thư mục gốc, có content/ và themes/ (root folder)
    #[arg(long, global = true, default_value = ".", value_name = "DIR")]
    root: PathBuf,
    /// Ngôn ngữ của thông báo; mặc định theo máy (language of messages; from the locale)
    #[arg(long, global = true, value_enum)]
    lang: Option<Lang>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Lang {
    Vi,
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Dựng trang vào thư mục công bố (build the site)
    Build(BuildArguments),
    /// Kiểm tra, không ghi gì (check the records, write nothing)
    Check(CheckArguments),
    /// Xem trang trên máy này, tự cập nhật khi sửa tệp (preview with live reload)
    Serve(ServeArguments),
    /// Tạo bản ghi mới có chú thích (write a new, commented record)
    New(new::NewArguments),
    /// Ghi JSON Schema để trình soạn thảo gợi ý và kiểm tra (write the JSON Schemas for editors)
    Schema(SchemaArguments),
    /// Tìm trong các bản ghi, như ô tìm kiếm của trang (search the records as the site does)
    Search(SearchArguments),
    /// Giải thích một mã lỗi (explain a diagnostic)
    Explain(ExplainArguments),
    /// Thử xem máy hiểu một cụm từ về thời hạn thế nào (show what a deadline phrase means)
    Deadline(DeadlineArguments),
    /// Lấy dữ liệu mà các trang nguồn đã công bố về content/.joined/ (fetch what joined sites published)
    Fetch(FetchArguments),
    /// Ghi lại mọi địa chỉ đã công bố, để lần sau không làm hỏng liên kết (record the published links)
    Freeze(DayArguments),
}

#[derive(Debug, Args)]
struct BuildArguments {
    /// Thư mục công bố; mặc định là public/ trong thư mục gốc (output folder)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    day: DayArguments,
}

#[derive(Debug, Clone, Args)]
struct DayArguments {
    /// Địa chỉ công bố của trang (address under which the site is published)
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Tính tình trạng đến ngày này; mặc định hôm nay (the day to build for; today)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
}

#[derive(Debug, Args)]
struct CheckArguments {
    /// Dạng kết quả (how to print)
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    #[command(flatten)]
    day: DayArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Human,
    Json,
}

#[derive(Debug, Args)]
struct ServeArguments {
    /// Cổng (port)
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Đường dẫn gốc để thử, ví dụ /chuyen-doi-so/ (path under which to serve)
    #[arg(long, default_value = "/", value_name = "PATH")]
    mount: String,
    #[command(flatten)]
    day: DayArguments,
}

#[derive(Debug, Args)]
struct SchemaArguments {
    /// Thư mục ghi; mặc định là .schemas/ trong thư mục gốc (output folder)
    #[arg(long, value_name = "DIR")]
    output: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct SearchArguments {
    /// Điều cần tìm, viết như trong ô tìm kiếm; bỏ trống để lấy mọi thứ qua được bộ lọc (the query, as in the search box)
    #[arg(default_value = "")]
    query: String,
    /// Chỉ lấy loại kết quả này, ví dụ document, directive, body (kind of result)
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Chỉ lấy loại văn bản này, ví dụ nghi-quyet (kind of document)
    #[arg(long, value_name = "KIND")]
    document: Option<String>,
    /// Chỉ lấy của tỉnh này, ví dụ dong-nai (province)
    #[arg(long, value_name = "ID")]
    province: Option<String>,
    /// Chỉ lấy của cơ quan này, ví dụ dong-nai/so-tttt (body)
    #[arg(long, value_name = "ID")]
    body: Option<String>,
    /// Chỉ lấy của năm này (year)
    #[arg(long, value_name = "YEAR")]
    year: Option<String>,
    /// Chỉ lấy việc có thời hạn như thế này, ví dụ overdue (timeliness)
    #[arg(long, value_name = "WORD")]
    timeliness: Option<String>,
    /// Chỉ lấy việc có tiến độ được báo cáo như thế này, ví dụ in-progress (reported stage)
    #[arg(long, value_name = "WORD")]
    lifecycle: Option<String>,
    /// Thứ tự kết quả (order of results)
    #[arg(long, value_enum, default_value = "relevance")]
    sort: SearchOrder,
    /// In thêm số kết quả theo từng giá trị của bộ lọc (print how many results each filter value has)
    #[arg(long)]
    counts: bool,
    /// Số kết quả nhiều nhất (how many results at most)
    #[arg(long, default_value_t = 10)]
    limit: usize,
    /// Dạng kết quả (how to print)
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    #[command(flatten)]
    day: DayArguments,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SearchOrder {
    /// Sát nhất trước (best first)
    Relevance,
    /// Mới nhất trước (newest first)
    Date,
    /// Đến hạn sớm nhất trước (earliest deadline first)
    Deadline,
}

#[derive(Debug, Args)]
struct FetchArguments {
    /// Chỉ lấy những nguồn này; bỏ trống để lấy tất cả (the sources to fetch; all)
    #[arg(value_name = "ID")]
    ids: Vec<String>,
    /// Đọc nguồn này ở nơi khác: một thư mục public/ hay một địa chỉ; liên kết vẫn theo `url` (read a source elsewhere)
    #[arg(long, value_name = "ID=PLACE", value_parser = elsewhere)]
    from: Vec<(String, String)>,
    /// Ghi là đã lấy vào ngày này; mặc định hôm nay (the day to note as that of fetching; today)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
}

/// `ID=PLACE`.
fn elsewhere(text: &str) -> Result<(String, String), Refusal> {
    let parts = text.split_once('=').filter(|(id, place)| !id.is_empty() && !place.is_empty());
    let (id, place) = parts.ok_or_else(|| {
        Refusal(say!(
            "viết ID=NƠI, ví dụ dong-nai=../dong-nai/public",
            "write ID=PLACE, such as dong-nai=../dong-nai/public"
        ))
    })?;
    Ok((id.to_owned(), place.to_owned()))
}

#[derive(Debug, Args)]
struct ExplainArguments {
    /// Mã, ví dụ bad-date; bỏ trống để xem danh sách (the code; none lists all)
    code: Option<String>,
}

#[derive(Debug, Args)]
struct DeadlineArguments {
    /// Cụm từ, đặt trong dấu nháy (the phrase, in quotes)
    phrase: String,
    /// Ngày ban hành văn bản (date of issue)
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = partial_day)]
    issued: Option<PartialDate>,
    /// Dạng kết quả (how to print)
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Fine.
    Fine,
    /// Something is wrong in the content.
    Wrong,
    /// The machine failed, or the command was misused.
    Failed,
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let told = misuse::report(&error, language(asked_language()));
            return ExitCode::from(if told.is_ok() && !error.use_stderr() { 0 } else { 2 });
        }
    };
    let language = language(arguments.lang);
    let root = &arguments.root;
    let outcome = match &arguments.command {
        Command::Build(command) => build::build(root, command, language),
        Command::Check(command) => check::check(root, command, language),
        Command::Serve(command) => serve::serve(root, command, language),
        Command::New(command) => new::new(root, command, language),
        Command::Schema(command) => schema::schema(root, command, language),
        Command::Search(command) => search::search(root, command, language),
        Command::Explain(command) => explain::explain(command, language),
        Command::Deadline(command) => deadline::deadline(command, language),
        Command::Fetch(command) => fetch::fetch(root, command, language),
        Command::Freeze(command) => freeze::freeze(root, command, language),
    };
    match outcome {
        Outcome::Fine => ExitCode::SUCCESS,
        Outcome::Wrong => ExitCode::from(1),
        Outcome::Failed => ExitCode::from(2),
    }
}

/// The language that the arguments ask for, though they could not be read.
fn asked_language() -> Option<Lang> {
    let arguments = std::env::args().collect::<Vec<_>>().join(" ").replace('=', " ");
    let (_, rest) = arguments.split_once("--lang ")?;
    Lang::from_str(rest.split(' ').next()?, true).ok()
}

fn language(asked: Option<Lang>) -> Language {
    match asked {
        Some(Lang::Vi) => Language::Vietnamese,
        Some(Lang::En) => Language::English,
        None => Language::of_locale(&locale()),
    }
}

fn locale() -> String {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default()
}

fn day(text: &str) -> Result<Date, Refusal> {
    parse_day(text).map_err(refused)
}

fn partial_day(text: &str) -> Result<PartialDate, Refusal> {
    PartialDate::parse(text).map_err(refused)
}

fn refused(problem: DayProblem) -> Refusal {
    let (message, help) = (problem.message, problem.help);
    Refusal(Message { vi: format!("{}; {}", message.vi, help.vi), en: format!("{}; {}", message.en, help.en) })
}

/// Today where the content is about: Vietnam.
fn today() -> Date {
    jiff::Timestamp::now()
        .to_zoned(jiff::tz::TimeZone::get("Asia/Ho_Chi_Minh").unwrap_or(jiff::tz::TimeZone::UTC))
        .date()
}

//! What the server itself shows: the page of diagnostics, and the script tag in every page. Pure.

use crate::base::bilingual::Language;
use crate::say;

/// Reloads pages and shows diagnostics on them.
pub(super) const SCRIPT: &str = include_str!("reload.js");

/// The looks of the diagnostics.
pub(super) const STYLE: &str = include_str!("reload.css");

/// What the script in a page has to know.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    /// The generation that the page belongs to.
    pub(super) generation: String,
    /// Counts every change, also of the diagnostics alone.
    pub(super) revision: u64,
}

/// The page as it is served: with the script before the end of its body.
pub(super) fn with_script(page: &[u8], stamp: &Stamp) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let end = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    let (before, after) = page.split_at(end);
    [before, tag(stamp, false).as_bytes(), after].concat()
}

fn tag(stamp: &Stamp, follows_diagnostics: bool) -> String {
    let Stamp { generation, revision } = stamp;
    let follows = if follows_diagnostics { " data-follows-diagnostics" } else { "" };
    format!(
        "<script src=\"/_minhbach/reload.js\" defer data-generation=\"{generation}\" data-revision=\"{revision}\"{follows}></script>\n"
    )
}

/// The page that shows diagnostics: for every address while there is no site yet, and in full for
/// those who ask for it later. The script takes its words from here too.
pub(super) fn diagnostics(html: Option<&str>, has_site: bool, stamp: &Stamp, language: Language) -> String {
    let title = match (html, has_site) {
        (None, _) => say!("Dữ liệu không có lỗi", "The data has no errors"),
        (Some(_), true) => {
            say!("Dữ liệu có lỗi, trang đang xem là bản trước đó", "The data has errors; this is the site from before")
        }
        (Some(_), false) => {
            say!("Dữ liệu có lỗi nên chưa có trang để xem", "The data has errors, so there is no site yet")
        }
    };
    let hint = match html {
        None => say!("Không có gì phải sửa.", "There is nothing to correct."),
        Some(_) => say!(
            "Sửa tệp được nêu dưới đây rồi lưu lại, trang sẽ tự tải lại.",
            "Correct the file named below and save it; the page reloads by itself."
        ),
    };
    let hide = say!("Ẩn thông báo", "Hide");
    let open = say!("Mở riêng danh sách lỗi", "Open the list of errors");
    let (title, hint) = (title.in_language(language), hint.in_language(language));
    let (hide, open) = (hide.in_language(language), open.in_language(language));
    let (tag, html, lang) = (tag(stamp, true), html.unwrap_or_default(), language.tag());
    format!(
        r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="/_minhbach/reload.css">
</head>
<body class="minhbach-page">
<main data-hide="{hide}" data-open="{open}">
<h1>{title}</h1>
<p>{hint}</p>
<div id="minhbach-diagnostics">
{html}
</div>
</main>
{tag}</body>
</html>
"#
    )
}

//! `content/site.yaml`.

use super::records::Records;
use super::{Options, links};
use crate::base::diagnostic::Diagnostic;
use crate::base::place::{Place, Trail};
use crate::base::source::SourcePath;
use crate::record::site::SiteRecord;
use crate::say;

/// Settings that hold for the build.
pub struct Settings {
    /// File.
    pub path: SourcePath,
    /// As written.
    pub record: SiteRecord,
    /// Address of the site, ending in `/`.
    pub base_url: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { path: SourcePath::new("content/site.yaml"), record: SiteRecord::default(), base_url: None }
    }
}

/// The settings; `None` when there are none to build with.
pub fn settings(records: &Records, options: &Options, diagnostics: &mut Vec<Diagnostic>) -> Option<Settings> {
    let Some(filed) = records.site.first() else {
        diagnostics.push(
            Diagnostic::error(
                "no-settings",
                Place::file(SourcePath::new("content/site.yaml")),
                say!("không có tệp thiết lập content/site.yaml", "there is no settings file content/site.yaml"),
            )
            .help(say!(
                "tạo tệp với hai dòng: `title: Tên trang` và `description: Một câu giới thiệu`",
                "create it with two lines: `title: Name of the site` and `description: One sentence`"
            )),
        );
        return None;
    };
    let record = filed.record.clone()?;
    if let Some(address) = record.data_licence.as_ref().and_then(|licence| licence.url.as_deref()) {
        links::refuse_unsafe(address, &filed.path, &Trail::ROOT.key("data_licence").key("url"), diagnostics);
    }
    let trail = Trail::ROOT.key("base_url");
    let written = options.base_url.as_deref().or(record.base_url.as_deref());
    let base_url = match written {
        None => None,
        Some(text) => match base_url(text) {
            Some(good) => Some(good),
            None => {
                // Given on the command line, it is not the file that is wrong.
                let place = match options.base_url {
                    Some(_) => Place::file(SourcePath::new("--base-url")),
                    None => Place::value(filed.path.clone(), &trail),
                };
                diagnostics.push(
                    Diagnostic::error(
                        "bad-url",
                        place,
                        say!("`{text}` không phải địa chỉ của một trang", "`{text}` is not the address of a site"),
                    )
                    .help(say!(
                        "viết đủ, ví dụ https://dongnai.gov.vn/chuyen-doi-so/",
                        "write it in full, such as https://dongnai.gov.vn/chuyen-doi-so/"
                    )),
                );
                None
            }
        },
    };
    Some(Settings { path: filed.path.clone(), record, base_url })
}

/// An http(s) address without query and fragment, ending in `/`.
pub(super) fn base_url(text: &str) -> Option<String> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let good = !host.is_empty()
        && !text.contains(['?', '#', ' ', '"', '\'', '<', '>', '\\'])
        && !rest.contains("/../")
        && !rest.contains("//");
    good.then(|| format!("{}/", text.trim_end_matches('/')))
}

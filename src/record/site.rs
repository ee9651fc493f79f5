//! `content/site.yaml`: settings of the whole site.

use schemars::JsonSchema;
use serde::Deserialize;

use super::common::Bilingual;

/// Settings of the whole site.
#[derive(Debug, Clone, PartialEq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Thiết lập của cả trang")]
pub struct SiteRecord {
    /// Name of the site.
    #[schemars(description = "Tên trang")]
    pub title: Bilingual,
    /// One sentence below the title.
    #[schemars(description = "Một câu giới thiệu, hiện dưới tên trang và trong kết quả tìm kiếm")]
    pub description: Bilingual,
    /// Address under which the site is published, with scheme and path; `--base-url` overrides it.
    #[schemars(description = "Địa chỉ công bố, ví dụ https://dongnai.gov.vn/chuyen-doi-so/")]
    pub base_url: Option<String>,
    /// Who answers for the site.
    #[schemars(description = "Cơ quan chịu trách nhiệm về trang")]
    pub publisher: Option<Bilingual>,
    /// How to reach them.
    #[schemars(description = "Cách liên hệ để báo sai sót")]
    pub contact: Option<Bilingual>,
    /// Folder under `themes/`.
    #[serde(default = "default_theme")]
    #[schemars(description = "Tên thư mục giao diện trong themes/")]
    pub theme: String,
    /// Whether the content is invented (a sample or a test); every page then says so.
    #[serde(default)]
    #[schemars(description = "true nếu nội dung là hư cấu để làm mẫu; mọi trang sẽ ghi rõ điều đó")]
    pub fictional: bool,
    /// Whether findings of inspections name individuals.
    #[serde(default)]
    #[schemars(description = "true nếu công bố tên cá nhân trong kết luận kiểm tra; mặc định là không")]
    pub show_individuals: bool,
    /// Licence of the published data.
    #[schemars(description = "Giấy phép của dữ liệu công bố")]
    pub data_licence: Option<LicenceRecord>,
    /// Sites whose published data this one joins; `minhbach fetch` brings it.
    #[serde(default)]
    #[schemars(
        description = "Các trang nguồn: trang minhbach khác mà trang này nối dữ liệu; lệnh minhbach fetch lấy dữ liệu về"
    )]
    pub sources: Vec<SourceRecord>,
}

/// A site whose published data this one joins.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Một trang nguồn")]
pub struct SourceRecord {
    /// Last part of the address of its page here, and name of the file that holds its data.
    #[schemars(
        description = "Mã: chữ thường không dấu, chữ số, gạch nối, ví dụ dong-nai; thành địa chỉ /nguon/dong-nai/"
    )]
    pub id: String,
    /// Address under which it is published.
    #[schemars(description = "Địa chỉ công bố của trang nguồn, ví dụ https://minhbach.dongnai.gov.vn/")]
    pub url: String,
    /// Its name here; its own title otherwise.
    #[schemars(description = "Tên hiện trên trang này; bỏ trống thì lấy tên của chính trang nguồn")]
    pub name: Option<Bilingual>,
    /// The provinces of which its documents are taken; all of them otherwise.
    #[schemars(
        description = "Chỉ lấy văn bản của những địa phương này (mã tỉnh); bỏ trống thì lấy mọi văn bản mà trang nguồn có toàn văn"
    )]
    pub provinces: Option<Vec<String>>,
}

/// Licence of the published data.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(description = "Giấy phép của dữ liệu công bố")]
pub struct LicenceRecord {
    /// Short identifier, such as `CC-BY-4.0`.
    #[schemars(description = "Ký hiệu, ví dụ CC-BY-4.0")]
    pub name: String,
    /// Full name.
    #[schemars(description = "Tên đầy đủ")]
    pub title: String,
    /// Where its text is found.
    #[schemars(description = "Địa chỉ toàn văn")]
    pub url: Option<String>,
}

fn default_theme() -> String {
    "default".to_owned()
}

//! Files whose name or place says nothing: what they should be called, and where they belong.

use crate::base::bilingual::Message;
use crate::base::diagnostic::Diagnostic;
use crate::base::place::Place;
use crate::base::source::SourcePath;
use crate::record::RecordKind;
use crate::say;
use crate::vietnamese::slug::slug;

/// A name that cannot be part of an address.
pub fn bad_name(path: &SourcePath, part: &str) -> Diagnostic {
    let suggestion = slug(part);
    let help = if suggestion.is_empty() {
        say!(
            "chỉ dùng chữ thường không dấu, chữ số và gạch nối, ví dụ 449-kl-tu-2023",
            "use lower-case ASCII letters, digits and hyphens only, such as 449-kl-tu-2023"
        )
    } else {
        say!(
            "đổi thành `{suggestion}`: chỉ dùng chữ thường không dấu, chữ số và gạch nối",
            "rename it to `{suggestion}`: lower-case ASCII letters, digits and hyphens only"
        )
    };
    Diagnostic::error(
        "bad-file-name",
        Place::file(path.clone()),
        say!("tên `{part}` không dùng làm địa chỉ được", "the name `{part}` cannot be part of an address"),
    )
    .help(help)
}

/// A file at a path, relative to `content/`, that no kind of record has.
pub fn misplaced(path: &SourcePath, inside: &str) -> Diagnostic {
    let lower = inside.to_lowercase();
    let bare = lower.strip_suffix(".txt").unwrap_or(&lower);
    let stem = bare.rsplit_once('.').map_or(bare, |(stem, _)| stem);
    let ending = inside.get(stem.len()..).unwrap_or_default();
    let corrected = [".yaml", ".md"].iter().find(|good| RecordKind::of(&format!("{stem}{good}")).is_some());
    let place = Place::file(path.clone());
    if inside != lower && RecordKind::of(&lower).is_some() {
        return Diagnostic::error(
            "misplaced-file",
            place,
            say!(
                "tên `{inside}` có chữ hoa, nên tệp sẽ không được công bố",
                "the name `{inside}` has capitals, so the file would not be published"
            ),
        )
        .help(say!("đổi thành content/{lower}", "rename it to content/{lower}"));
    }
    if let Some(good) = corrected
        && ending != *good
    {
        return Diagnostic::error(
            "misplaced-file",
            place,
            say!(
                "đuôi tệp `{ending}` không đúng, nên tệp sẽ không được công bố",
                "the ending `{ending}` is wrong, so the file would not be published"
            ),
        )
        .help(say!(
            "đổi tên tệp cho kết thúc bằng {good} (trong Windows, bật hiện đuôi tệp: View, File name extensions)",
            "rename the file so that it ends in {good} (in Windows, show endings: View, File name extensions)"
        ));
    }
    Diagnostic::error(
        "misplaced-file",
        place,
        say!(
            "chỗ này không dành cho loại bản ghi nào, nên tệp sẽ không được công bố",
            "no kind of record lives at this path, so the file would not be published"
        ),
    )
    .help(right_place(inside))
}

/// Where a file of that kind belongs, or all the places when the kind cannot be told.
fn right_place(inside: &str) -> Message {
    let folder = inside.split('/').next().unwrap_or(inside);
    let name = inside.rsplit('/').next().unwrap_or(inside);
    let parts = inside.split('/').collect::<Vec<_>>();
    let known = match folder {
        "provinces" => format!("content/provinces/{name}"),
        "bodies" | "documents" | "updates" | "indicators" | "indicator-sets" | "results" | "findings" => {
            if let [_, province, _, ..] = parts.as_slice() {
                return say!(
                    "bỏ bớt thư mục: content/{folder}/{province}/{name}",
                    "use fewer folders: content/{folder}/{province}/{name}"
                );
            }
            return say!(
                "chuyển vào thư mục của tỉnh: content/{folder}/TỈNH/{name}",
                "move it into the folder of its province: content/{folder}/PROVINCE/{name}"
            );
        }
        "reports" | "pages" => {
            let stem = name.split('.').next().unwrap_or(name);
            format!("content/{folder}/{stem}.md")
        }
        _ => {
            return say!(
                "chuyển đến đúng chỗ trong content/: site.yaml, glossary.yaml, redirects.yaml, provinces/TỈNH.yaml, bodies/TỈNH/CƠ-QUAN.yaml, documents/TỈNH/VĂN-BẢN.yaml, updates/TỈNH/VĂN-BẢN.yaml, indicators/TỈNH/CHỈ-TIÊU.yaml, indicator-sets/TỈNH/BỘ.yaml, results/TỈNH/TỆP.yaml, findings/TỈNH/TỆP.yaml, reports/BÁO-CÁO.md, pages/TRANG.md",
                "move it to its place in content/: site.yaml, glossary.yaml, redirects.yaml, provinces/PROVINCE.yaml, bodies/PROVINCE/BODY.yaml, documents/PROVINCE/DOCUMENT.yaml, updates/PROVINCE/DOCUMENT.yaml, indicators/PROVINCE/INDICATOR.yaml, indicator-sets/PROVINCE/SET.yaml, results/PROVINCE/FILE.yaml, findings/PROVINCE/FILE.yaml, reports/REPORT.md, pages/PAGE.md"
            );
        }
    };
    say!("chỗ đúng là {known}", "its place is {known}")
}

//! `minhbach schema`

use std::fs;
use std::path::Path;

use super::{Outcome, SchemaArguments, speak};
use crate::base::bilingual::Language;
use crate::record::RecordKind;
use crate::record::schema::schema as schema_of;
use crate::say;

/// Folder of the schemas, relative to the root; records name it in their first line.
pub const FOLDER: &str = ".schemas";

/// Writes one JSON Schema a record kind.
pub fn schema(root: &Path, command: &SchemaArguments, language: Language) -> Outcome {
    let folder = command.output.clone().unwrap_or_else(|| root.join(FOLDER));
    let written = fs::create_dir_all(&folder).and_then(|()| {
        RecordKind::ALL.into_iter().try_for_each(|kind| {
            let mut text = serde_json::to_string_pretty(schema_of(kind)).map_err(std::io::Error::other)?;
            text.push('\n');
            fs::write(folder.join(format!("{}.json", kind.schema_name())), text)
        })
    });
    let (shown, count) = (folder.display(), RecordKind::ALL.len());
    match written {
        Ok(()) => {
            let done = say!("đã ghi {count} lược đồ vào {shown}", "{count} schemas written to {shown}");
            speak::talk(done.in_language(language));
            Outcome::Fine
        }
        Err(error) => {
            speak::failure(
                &say!("không ghi được vào {shown} ({error})", "cannot write to {shown} ({error})"),
                language,
            );
            Outcome::Failed
        }
    }
}

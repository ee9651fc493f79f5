//! `minhbach freeze`: the ledger of published addresses.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::check::options;
use super::{DayArguments, Outcome, speak};
use crate::base::bilingual::Language;
use crate::base::diagnostic::any_error;
use crate::load::{LEDGER, addresses};
use crate::model::route;
use crate::pipeline;
use crate::say;

/// Adds every address of the site to the ledger; takes none away.
pub fn freeze(root: &Path, command: &DayArguments, language: Language) -> Outcome {
    let Some((sources, mut diagnostics)) = speak::load(root, language) else { return Outcome::Failed };
    let (site, _, found) = pipeline::prepare(&sources, &options(command));
    diagnostics.extend(found);
    let Some(site) = site.filter(|_| !any_error(&diagnostics)) else {
        speak::diagnostics(&diagnostics, &sources.texts(), language);
        return Outcome::Wrong;
    };
    let ledger = sources.ledger().map_or("", |source| &*source.text);
    let before = addresses(ledger).map(|(_, address)| address.to_owned()).collect::<BTreeSet<_>>();
    let mut all = before.clone();
    all.extend(route::every_address(&site).into_iter().map(|address| format!("/{address}")));
    let mut text = String::from(
        "# Mọi địa chỉ đã từng công bố, do lệnh `minhbach freeze` ghi. Không xóa dòng nào: mỗi địa chỉ phải còn dẫn đến đâu đó.\n",
    );
    for address in &all {
        text.push_str(address);
        text.push('\n');
    }
    let path = root.join(LEDGER);
    let (added, shown) = (all.len() - before.len(), path.display());
    match fs::write(&path, text) {
        Ok(()) => {
            let done = say!("thêm {added} địa chỉ vào {shown}", "{added} addresses added to {shown}");
            speak::talk(done.in_language(language));
            Outcome::Fine
        }
        Err(error) => {
            speak::failure(&say!("không ghi được {shown} ({error})", "cannot write {shown} ({error})"), language);
            Outcome::Failed
        }
    }
}

//! What is wrong with the arguments of a command, in Vietnamese too: clap speaks English only.

use std::error::Error as _;
use std::fmt;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::speak;
use crate::base::bilingual::{Language, Message};
use crate::say;
use crate::vietnamese::number::parse_decimal;

/// Why a value was refused.
#[derive(Debug)]
pub struct Refusal(pub Message);

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0.en)
    }
}

impl std::error::Error for Refusal {}

/// Says what is wrong, or prints the help that was asked for.
pub fn report(error: &clap::Error, language: Language) -> std::io::Result<()> {
    let Some(reason) = reason(error).filter(|_| language == Language::Vietnamese) else {
        return error.print();
    };
    speak::failure(&Message { vi: reason, en: String::new() }, language);
    if let Some(usage) = shown(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim_start().to_owned();
        speak::talk(&format!("cách dùng: {usage}"));
    }
    speak::talk("thêm --help để xem giải thích");
    Ok(())
}

/// The kinds of mistakes that people make; `None` for all others.
fn reason(error: &clap::Error) -> Option<String> {
    let part = |kind| shown(error, kind);
    let meant = |kind| part(kind).map_or_else(String::new, |meant| format!("; có phải là {meant}?"));
    Some(match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("lệnh còn thiếu {}", part(ContextKind::InvalidArg)?),
        ErrorKind::UnknownArgument => {
            format!("không có tham số `{}`{}", part(ContextKind::InvalidArg)?, meant(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let subcommand = part(ContextKind::InvalidSubcommand)?;
            format!("không có lệnh `{subcommand}`{}", meant(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if part(ContextKind::InvalidValue)?.is_empty() => {
            format!("`{}` cần một giá trị đi kèm", part(ContextKind::InvalidArg)?)
        }
        ErrorKind::InvalidValue => {
            let (argument, value) = (part(ContextKind::InvalidArg)?, part(ContextKind::InvalidValue)?);
            let allowed = part(ContextKind::ValidValue)?;
            format!("`{argument}` không nhận giá trị `{value}`; chọn một trong: {allowed}")
        }
        ErrorKind::ValueValidation => {
            let (argument, value) = (part(ContextKind::InvalidArg)?, part(ContextKind::InvalidValue)?);
            let why = match error.source()?.downcast_ref::<Refusal>() {
                Some(Refusal(why)) => why.vi.clone(),
                // Everything else that is read here is a whole number.
                None => "cần một số nguyên, không quá lớn".to_owned(),
            };
            format!("`{argument}` không nhận giá trị `{value}`: {why}")
        }
        _ => return None,
    })
}

/// One or several words of what clap knows of the mistake, separated by commas.
fn shown(error: &clap::Error, kind: ContextKind) -> Option<String> {
    Some(match error.get(kind)? {
        ContextValue::String(one) => one.clone(),
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::StyledStr(text) => text.to_string(),
        _ => return None,
    })
}

/// Reads a number with decimals, written with a point or, as in Vietnamese, with a comma.
pub fn number(text: &str) -> Result<f64, Refusal> {
    let number = if text.contains(',') { parse_decimal(text) } else { text.trim().parse().ok() };
    number
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| Refusal(say!("cần một con số, ví dụ 85,5", "a number is needed, such as 85.5")))
}

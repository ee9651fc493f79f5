//! `minhbach explain CODE`

use super::{ExplainArguments, Outcome, speak};
use crate::base::bilingual::Language;
use crate::check::rules::{RULES, Rule};
use crate::record::suggest::did_you_mean;
use crate::say;

/// Explains one rule, or lists all.
pub fn explain(command: &ExplainArguments, language: Language) -> Outcome {
    let Some(code) = &command.code else {
        for rule in RULES {
            speak::result(&format!("{:26} {}", rule.code, pick(language, rule.title_vi, rule.title_en)));
        }
        return Outcome::Fine;
    };
    match RULES.iter().find(|rule| rule.code == code) {
        Some(rule) => {
            speak::result(&text(rule, language));
            Outcome::Fine
        }
        None => {
            speak::failure(&say!("không có mã `{code}`", "there is no code `{code}`"), language);
            let known = RULES.iter().map(|rule| rule.code).collect::<Vec<_>>();
            speak::talk(did_you_mean(code, &known).in_language(language));
            Outcome::Failed
        }
    }
}

fn pick(language: Language, vi: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Vietnamese => vi,
        Language::English => en,
    }
}

fn text(rule: &Rule, language: Language) -> String {
    let (severity, bad, good) = match language {
        Language::Vietnamese => (if rule.is_error { "lỗi" } else { "cảnh báo" }, "Sai:", "Đúng:"),
        Language::English => (if rule.is_error { "error" } else { "warning" }, "Wrong:", "Right:"),
    };
    let indent = |example: &str| example.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let mut text = format!(
        "{} ({severity}): {}\n\n{}\n",
        rule.code,
        pick(language, rule.title_vi, rule.title_en),
        pick(language, rule.why_vi, rule.why_en)
    );
    if !rule.bad.is_empty() {
        text.push_str(&format!("\n{bad}\n{}", indent(rule.bad)));
    }
    if !rule.good.is_empty() {
        text.push_str(&format!("\n{good}\n{}", indent(rule.good)));
    }
    text.trim_end().to_owned()
}

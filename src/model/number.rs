//! Numbers and symbols of documents: `529/TB-UBND`, `449-KL/TU`.
//!
//! In: the number as people copied it. Out: its parts, or why no office writes such a number, with the one
//! that was probably meant. Two grammars: State (Decree 30/2020/NĐ-CP) and Party (Guideline 36-HD/VPTW). A number is
//! a name, not an identity: another issuer or another year has the same one.

mod codes;
mod suggest;

use std::fmt;

use super::day::YEARS;
use crate::base::bilingual::Message;
use crate::record::document::DocumentKind;
use crate::say;
use crate::vietnamese::composed;

/// The number and symbol of a document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DocumentNumber {
    text: String,
    /// The grammar that it follows.
    pub grammar: Grammar,
    /// The running number, such as 449.
    pub serial: u32,
    /// The symbol of the kind, such as `KL`; `None` for letters of the State and for laws.
    pub type_code: Option<String>,
    /// The symbol of the issuer, with that of the drafting department where there is one: `TU`, `UBND-KGVX`.
    pub unit: String,
    /// Whether every part of the issuer's symbol is in the list of known ones.
    pub unit_known: bool,
}

/// The grammar that a number follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grammar {
    /// `529/TB-UBND`.
    State,
    /// A letter of the State, without a symbol of its kind: `4912/UBND-HCC`.
    StateLetter,
    /// With its year, as normative documents have: `42/2022/NĐ-CP`.
    Normative {
        /// Year of issue.
        year: i16,
    },
    /// Of the National Assembly or its Standing Committee: `91/2025/QH15`.
    Assembly {
        /// Year of issue.
        year: i16,
        /// Term of the National Assembly.
        term: u32,
    },
    /// `449-KL/TU`.
    Party,
}

/// A number that no office writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberProblem {
    /// What is wrong.
    pub message: Message,
    /// The number that was probably meant; reads without a problem.
    pub suggestion: Option<String>,
}

impl DocumentNumber {
    /// Reads a number, exactly as printed.
    ///
    /// # Errors
    /// When it follows neither grammar, holds letters or signs that no symbol has, or the symbol of its kind is
    /// unknown. An unknown issuer is no error as long as offices could have such a symbol.
    pub fn parse(text: &str) -> Result<Self, NumberProblem> {
        let text = composed(text.trim());
        Self::read(&text).map_err(|reason| {
            let suggestion = suggest::nearest(&text);
            NumberProblem { message: reason.message(&text), suggestion }
        })
    }

    /// The number, as printed, in NFC.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The kind that the symbol names; `None` where there is no symbol or an unknown one.
    #[must_use]
    pub fn kind(&self) -> Option<DocumentKind> {
        match self.grammar {
            Grammar::StateLetter => Some(DocumentKind::Letter),
            _ => codes::kind_of(self.type_code.as_deref()?),
        }
    }

    /// The year printed in the number, for normative documents.
    #[must_use]
    pub const fn year(&self) -> Option<i16> {
        match self.grammar {
            Grammar::Normative { year } | Grammar::Assembly { year, .. } => Some(year),
            Grammar::State | Grammar::StateLetter | Grammar::Party => None,
        }
    }

    fn read(text: &str) -> Result<Self, Reason> {
        if text.contains(['“', '”', '"']) {
            return Err(Reason::Quotes);
        }
        let (head, symbol) = text.split_once('/').ok_or(Reason::Shape)?;
        if let Some((serial, code)) = head.split_once('-') {
            return party(text, serial, code, symbol);
        }
        let serial = serial_of(head)?;
        match symbol.split_once('/') {
            Some((year, symbol)) => with_year(text, serial, year, symbol),
            None => state(text, serial, symbol),
        }
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

/// Why a text is no number.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Shape,
    Quotes,
    Serial(String),
    Year(String),
    Type(String),
    Unit(String),
    PartySymbol(String),
    StateSymbol(String),
}

impl Reason {
    fn message(&self, text: &str) -> Message {
        match self {
            Reason::Shape => say!(
                "“{text}” không viết như số, ký hiệu văn bản",
                "“{text}” is not written like the number of a document"
            ),
            Reason::Quotes => say!(
                "số, ký hiệu không có dấu nháy cong, nhưng ở đây ghi {text}",
                "the number of a document has no quotation marks, and this is {text}"
            ),
            Reason::Serial(part) => {
                say!("“{part}” trong “{text}” không phải số thứ tự", "“{part}” in “{text}” is no running number")
            }
            Reason::Year(part) => {
                say!("“{part}” trong “{text}” không phải năm ban hành", "“{part}” in “{text}” is no year of issue")
            }
            Reason::Type(part) => {
                say!(
                    "không có loại văn bản nào ký hiệu “{part}” như trong “{text}”",
                    "no kind of document has the symbol “{part}” as in “{text}”"
                )
            }
            Reason::Unit(part) => {
                say!(
                    "không cơ quan nào có ký hiệu “{part}” như trong “{text}”",
                    "no office has the symbol “{part}” as in “{text}”"
                )
            }
            Reason::PartySymbol(part) => say!(
                "“{part}” là cơ quan của Đảng, số văn bản viết kiểu 449-KL/TU, không như “{text}”",
                "“{part}” is a Party body, whose numbers look like 449-KL/TU, not like “{text}”"
            ),
            Reason::StateSymbol(part) => say!(
                "“{part}” là cơ quan nhà nước, số văn bản viết kiểu 529/TB-UBND, không như “{text}”",
                "“{part}” is a body of the State, whose numbers look like 529/TB-UBND, not like “{text}”"
            ),
        }
    }
}

/// `449-KL/TU`: number and kind before the stroke, issuer after it.
fn party(text: &str, serial: &str, code: &str, unit: &str) -> Result<DocumentNumber, Reason> {
    let serial = serial_of(serial)?;
    let type_code = type_of(code)?;
    let unit_known = unit_of(unit)?;
    let issuer = unit.split('-').next().unwrap_or(unit);
    if codes::is_in(codes::STATE_UNITS, issuer) && !is_party(issuer) && !is_shared(issuer) {
        return Err(Reason::StateSymbol(issuer.to_owned()));
    }
    Ok(DocumentNumber {
        text: text.to_owned(),
        grammar: Grammar::Party,
        serial,
        type_code: Some(type_code),
        unit: unit.to_owned(),
        unit_known,
    })
}

/// `TB-UBND`, `UBND-HCC`, `UBND`: everything after the only stroke.
fn state(text: &str, serial: u32, symbol: &str) -> Result<DocumentNumber, Reason> {
    let number = |grammar, type_code, unit: &str, unit_known| DocumentNumber {
        text: text.to_owned(),
        grammar,
        serial,
        type_code,
        unit: unit.to_owned(),
        unit_known,
    };
    let (first, rest) = symbol.split_once('-').map_or((symbol, None), |(first, rest)| (first, Some(rest)));
    if let Some(unit) = rest
        && (codes::kind_of(first).is_some() && !is_letter_of(first, unit))
    {
        let unit_known = unit_of(unit)?;
        not_of_the_party(unit)?;
        return Ok(number(Grammar::State, Some(first.to_owned()), unit, unit_known));
    }
    let issuer_next = rest.is_some_and(|rest| is_issuer(rest.split('-').next().unwrap_or(rest)));
    if issuer_next && !is_issuer(first) {
        return Err(Reason::Type(first.to_owned()));
    }
    let unit_known = unit_of(symbol)?;
    not_of_the_party(symbol)?;
    Ok(number(Grammar::StateLetter, None, symbol, unit_known))
}

/// `42/2022/NĐ-CP`, `91/2025/QH15`.
fn with_year(text: &str, serial: u32, year: &str, symbol: &str) -> Result<DocumentNumber, Reason> {
    let bad_year = || Reason::Year(year.to_owned());
    let year = Some(year).filter(|year| year.len() == 4 && all_digits(year)).and_then(|year| year.parse().ok());
    let year: i16 = year.filter(|year| YEARS.contains(year)).ok_or_else(bad_year)?;
    let number = |grammar, type_code, unit: &str, unit_known| DocumentNumber {
        text: text.to_owned(),
        grammar,
        serial,
        type_code,
        unit: unit.to_owned(),
        unit_known,
    };
    let last = symbol.rsplit('-').next().unwrap_or(symbol);
    if let Some(term) = term_of(last) {
        let type_code = symbol.rsplit_once('-').map(|(code, _)| type_of(code)).transpose()?;
        return Ok(number(Grammar::Assembly { year, term }, type_code, last, true));
    }
    let (code, unit) = symbol.split_once('-').ok_or_else(|| Reason::Unit(symbol.to_owned()))?;
    let type_code = type_of(code)?;
    let unit_known = unit_of(unit)?;
    not_of_the_party(unit)?;
    Ok(number(Grammar::Normative { year }, Some(type_code), unit, unit_known))
}

/// The running number: digits, at most one small letter after them (`12a`).
fn serial_of(text: &str) -> Result<u32, Reason> {
    let digits = text.strip_suffix(['a', 'b', 'c', 'd', 'e']).unwrap_or(text);
    let value = if (1..=6).contains(&digits.len()) && all_digits(digits) { digits.parse().ok() } else { None };
    value.filter(|value| *value > 0).ok_or_else(|| Reason::Serial(text.to_owned()))
}

/// The term in `QH15`, `UBTVQH15`.
fn term_of(unit: &str) -> Option<u32> {
    let term = unit.strip_prefix("UBTV").unwrap_or(unit).strip_prefix("QH")?;
    let plausible = all_digits(term) && (1..=2).contains(&term.len());
    if plausible { term.parse().ok().filter(|term| (1..=40).contains(term)) } else { None }
}

/// A known symbol of a kind.
fn type_of(code: &str) -> Result<String, Reason> {
    match codes::kind_of(code) {
        Some(_) => Ok(code.to_owned()),
        None => Err(Reason::Type(code.to_owned())),
    }
}

/// Whether every part of an issuer's symbol is known; refuses what cannot be one.
fn unit_of(unit: &str) -> Result<bool, Reason> {
    let mut known = true;
    for part in unit.split('-') {
        if is_known(part) {
            continue;
        }
        if !is_plausible(part) || suggest::is_misspelled(part) {
            return Err(Reason::Unit(part.to_owned()));
        }
        known = false;
    }
    Ok(known)
}

fn is_known(part: &str) -> bool {
    is_issuer(part) || codes::is_in(codes::DEPARTMENTS, part) || term_of(part).is_some()
}

/// Whether an office could have this symbol: Vietnamese letters, a capital first, at most a digit at the end.
fn is_plausible(part: &str) -> bool {
    let letters = part.strip_suffix(|last: char| last.is_ascii_digit()).unwrap_or(part);
    let vietnamese = |letter: char| letter == 'Đ' || letter == 'đ' || letter.is_ascii_alphabetic();
    let foreign = |letter: char| matches!(letter.to_ascii_uppercase(), 'F' | 'J' | 'W' | 'Z');
    (1..=14).contains(&letters.chars().count())
        && letters.starts_with(char::is_uppercase)
        && letters.chars().all(|letter| vietnamese(letter) && !foreign(letter))
}

fn is_party(issuer: &str) -> bool {
    codes::is_in(codes::PARTY_UNITS, issuer)
}

fn is_shared(issuer: &str) -> bool {
    codes::is_in(codes::SHARED_UNITS, issuer)
}

fn is_issuer(code: &str) -> bool {
    codes::is_in(codes::STATE_UNITS, code) || is_party(code) || is_shared(code)
}

/// Whether a symbol that is also a kind stands for an issuer: `CT-TCCB` of a tax office, not `CT-TTg`.
fn is_letter_of(first: &str, rest: &str) -> bool {
    let next = rest.split('-').next().unwrap_or(rest);
    is_issuer(first) && !is_issuer(next) && codes::is_in(codes::DEPARTMENTS, next)
}

fn not_of_the_party(unit: &str) -> Result<(), Reason> {
    let issuer = unit.split('-').next().unwrap_or(unit);
    if is_party(issuer) && !codes::is_in(codes::STATE_UNITS, issuer) && !is_shared(issuer) {
        return Err(Reason::PartySymbol(issuer.to_owned()));
    }
    Ok(())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

//! The model as bytes: what borsh does not know by itself.
//!
//! A reference is a position, and a position means something in one site only. As bytes it is the number of whom it leads
//! to in a list that lies beside them: whoever writes gathers that list ([`gathering`]), and whoever reads says where
//! each of them stands by now ([`among`]). What others tie to a row is not written (`#[borsh(skip)]`): read, it is as empty as
//! linking a document by itself leaves it.

use std::cell::RefCell;
use std::io::{self, ErrorKind, Read, Write};

use borsh::{BorshDeserialize, BorshSerialize};
use jiff::civil::{Date, Weekday};

use super::table::List;
use super::track::Kind;

/// Whom a reference leads to: a table, and the position there.
pub type Reference = (Kind, usize);

thread_local! {
    static REFERENCES: RefCell<Vec<Reference>> = const { RefCell::new(Vec::new()) };
}

/// Does `write`, which turns parts of a site into bytes on this thread, and tells to whom the references in them lead, by
/// their numbers.
pub fn gathering<R>(write: impl FnOnce() -> R) -> (R, Vec<Reference>) {
    REFERENCES.take();
    let written = write();
    (written, REFERENCES.take())
}

/// Does `read`, which makes parts of a site out of bytes on this thread; reference number `n` in them leads to
/// `references[n]`.
pub fn among<R>(references: Vec<Reference>, read: impl FnOnce() -> R) -> R {
    REFERENCES.set(references);
    let read = read();
    REFERENCES.take();
    read
}

/// The number of a reference that is being written.
pub(super) fn number_of(reference: Reference) -> u32 {
    REFERENCES.with_borrow_mut(|references| {
        let known = references.iter().position(|known| *known == reference);
        let number = known.unwrap_or_else(|| {
            references.push(reference);
            references.len() - 1
        });
        u32::try_from(number).expect("there are no more references than records")
    })
}

/// The position to which a reference of that number leads, into the table of that kind.
pub(super) fn position_of(kind: Kind, number: u32) -> io::Result<usize> {
    let reference = REFERENCES.with_borrow(|references| references.get(number as usize).copied());
    match reference {
        Some((table, position)) if table == kind => Ok(position),
        _ => Err(ErrorKind::InvalidData.into()),
    }
}

/// Writes a list.
pub(super) fn write_list<T: BorshSerialize>(list: &List<T>, to: &mut impl Write) -> io::Result<()> {
    list.as_slice().serialize(to)
}

/// Reads a list.
pub(super) fn read_list<T: BorshDeserialize>(from: &mut impl Read) -> io::Result<List<T>> {
    let mut list = List::new();
    for _ in 0..u32::deserialize_reader(from)? {
        list.push(T::deserialize_reader(from)?);
    }
    Ok(list)
}

/// Writes a day.
pub(super) fn write_date(date: &Date, to: &mut impl Write) -> io::Result<()> {
    (date.year(), date.month(), date.day()).serialize(to)
}

/// Reads a day.
pub(super) fn read_date(from: &mut impl Read) -> io::Result<Date> {
    let (year, month, day) = BorshDeserialize::deserialize_reader(from)?;
    Date::new(year, month, day).map_err(|_| ErrorKind::InvalidData.into())
}

/// Writes a day that may be missing.
pub(super) fn write_optional_date(date: &Option<Date>, to: &mut impl Write) -> io::Result<()> {
    date.map(|date| (date.year(), date.month(), date.day())).serialize(to)
}

/// Reads a day that may be missing.
pub(super) fn read_optional_date(from: &mut impl Read) -> io::Result<Option<Date>> {
    if bool::deserialize_reader(from)? { read_date(from).map(Some) } else { Ok(None) }
}

/// Writes a day of the week.
pub(super) fn write_weekday(weekday: &Weekday, to: &mut impl Write) -> io::Result<()> {
    weekday.to_monday_zero_offset().serialize(to)
}

/// Reads a day of the week.
pub(super) fn read_weekday(from: &mut impl Read) -> io::Result<Weekday> {
    let offset = i8::deserialize_reader(from)?;
    Weekday::from_monday_zero_offset(offset).map_err(|_| ErrorKind::InvalidData.into())
}

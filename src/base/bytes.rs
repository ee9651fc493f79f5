//! Numbers, texts and lists as few bytes, for what the program keeps for itself.
//!
//! Reading gives `None` where the bytes end too early or are not what was written.

use std::io;
use std::sync::Arc;

use borsh::BorshDeserialize;

/// Seven bits a byte, the lowest first; the highest bit says that there is more (LEB128).
pub fn put_number(bytes: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Bytes that are written.
#[derive(Debug, Default)]
pub struct Written(pub Vec<u8>);

impl Written {
    /// A number.
    pub fn number(&mut self, number: usize) {
        put_number(&mut self.0, number);
    }

    /// A small number.
    pub fn small(&mut self, number: u32) {
        self.number(number as usize);
    }

    /// A text, its length first.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend_from_slice(text.as_bytes());
    }

    /// A list, its length first.
    pub fn list<T>(&mut self, list: &[T], mut each: impl FnMut(&mut Self, &T)) {
        self.number(list.len());
        list.iter().for_each(|one| each(self, one));
    }
}

/// Reads a long text that borsh wrote, many bytes at a time.
///
/// # Errors
/// When the bytes end too early or are no text.
pub fn read_text(from: &mut impl io::Read) -> io::Result<Arc<str>> {
    let bytes = Vec::<u8>::deserialize_reader(from)?;
    simdutf8::basic::from_utf8(&bytes).map(Arc::from).map_err(|_| io::ErrorKind::InvalidData.into())
}

/// What is left to be read.
#[derive(Debug)]
pub struct Rest<'b>(pub &'b [u8]);

impl<'b> Rest<'b> {
    /// So many bytes.
    pub fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// A number.
    #[inline]
    pub fn number(&mut self) -> Option<usize> {
        match self.0 {
            [byte @ ..0x80, rest @ ..] => {
                self.0 = rest;
                Some(usize::from(*byte))
            }
            _ => self.large_number(),
        }
    }

    fn large_number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..usize::BITS).step_by(7) {
            let byte = *self.take(1)?.first()?;
            number |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// A small number.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// A text, its length first.
    pub fn text(&mut self) -> Option<&'b str> {
        let length = self.number()?;
        simdutf8::basic::from_utf8(self.take(length)?).ok()
    }

    /// A list, its length first.
    pub fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        (0..self.number()?).map(|_| each(self)).collect()
    }
}

//! Bits in and out, with the two codes that postings are written in.
//!
//! Most significant bit first. Numbers are written in Elias's gamma code or in Rice's code: short for small
//! numbers, and read by a few lines of script.

use std::ops::Range;

/// Writes bits.
#[derive(Debug, Default, Clone)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// The last bits, which do not fill four bytes yet, lowest last; above them stands what was written before.
    last: u64,
    held: u32,
}

impl BitWriter {
    /// How many bits were written.
    #[must_use]
    pub const fn bits(&self) -> usize {
        self.bytes.len() * 8 + self.held as usize
    }

    /// The bytes; the last one is filled up with zeros.
    #[must_use]
    pub fn into_bytes(mut self) -> Vec<u8> {
        let filled = (self.last << (32 - self.held)) as u32;
        self.bytes.extend_from_slice(&filled.to_be_bytes()[..self.held.div_ceil(8) as usize]);
        self.bytes
    }

    /// Writes the lowest `count` bits of `value`, at most 32.
    pub fn raw(&mut self, value: u32, count: u32) {
        debug_assert!(count <= 32, "at most 32 bits at once");
        self.last = self.last << count | u64::from(value) & !(u64::MAX << count);
        self.held += count;
        if self.held >= 32 {
            self.held -= 32;
            self.bytes.extend_from_slice(&((self.last >> self.held) as u32).to_be_bytes());
        }
    }

    /// Writes a number from 1 on in gamma code.
    pub fn gamma(&mut self, value: u32) {
        debug_assert!(value > 0, "gamma code begins with 1");
        let length = value.ilog2();
        if length < 16 {
            self.raw(value, 2 * length + 1);
        } else {
            self.raw(0, length);
            self.raw(value, length + 1);
        }
    }

    /// Writes a number from 0 on in Rice code with `parameter` low bits.
    pub fn rice(&mut self, value: u32, parameter: u32) {
        let mut ones = value >> parameter;
        while ones >= 31 {
            self.raw(u32::MAX, 31);
            ones -= 31;
        }
        self.raw((1 << (ones + 1)) - 2, ones + 1);
        self.raw(value, parameter);
    }

    /// Writes bytes, their count first.
    pub fn text(&mut self, text: &str) {
        self.gamma(u32::try_from(text.len()).unwrap_or(u32::MAX - 1) + 1);
        for byte in text.bytes() {
            self.raw(u32::from(byte), 8);
        }
    }

    /// Appends what another one wrote.
    pub fn append(&mut self, other: &BitWriter) {
        self.append_part(other, 0..other.bits());
    }

    /// Appends some of the bits that another one wrote.
    pub fn append_part(&mut self, other: &BitWriter, bits: Range<usize>) {
        let (mut from, to) = (bits.start, bits.end);
        while from < to {
            let count = (32 - (from & 31)).min(to - from);
            let (word, held) = match other.bytes[from / 32 * 4..].first_chunk() {
                Some(word) => (u32::from_be_bytes(*word), 32),
                None => (other.last as u32, other.held),
            };
            let below = held - ((from & 31) + count) as u32;
            self.raw(word >> below, count as u32);
            from += count;
        }
    }
}

/// Reads bits; beyond the end there are only ones, so that no code runs on for ever.
#[derive(Debug, Clone)]
pub struct BitReader<'b> {
    bytes: &'b [u8],
    place: usize,
}

impl<'b> BitReader<'b> {
    /// Reads from the first bit of `bytes` on.
    #[must_use]
    pub const fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, place: 0 }
    }

    fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.place / 8).copied().unwrap_or(0xff);
        let bit = byte >> (7 - self.place % 8) & 1;
        self.place += 1;
        u32::from(bit)
    }

    /// Reads `count` bits.
    pub fn raw(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |value, _| value << 1 | self.bit())
    }

    /// Reads a number in gamma code.
    pub fn gamma(&mut self) -> u32 {
        let mut length = 0;
        while self.bit() == 0 {
            length += 1;
        }
        1 << length | self.raw(length)
    }

    /// Reads a number in Rice code.
    pub fn rice(&mut self, parameter: u32) -> u32 {
        let mut high = 0;
        while self.place < self.bytes.len() * 8 && self.bit() == 1 {
            high += 1;
        }
        high << parameter | self.raw(parameter)
    }

    /// Reads bytes as text.
    pub fn text(&mut self) -> String {
        let count = self.gamma() - 1;
        let bytes = (0..count).map(|_| self.raw(8).to_le_bytes()[0]).collect::<Vec<_>>();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

/// The parameter under which Rice code writes `values` in the fewest bits.
#[must_use]
pub fn best_parameter(values: impl Iterator<Item = u32> + Clone) -> u32 {
    let (sum, count) = values.clone().fold((0_u64, 0_u64), |(sum, count), value| (sum + u64::from(value), count + 1));
    let guess = (sum / count.max(1) + 1).ilog2();
    let cost = |parameter: u32| {
        values.clone().map(|value| u64::from(value >> parameter)).sum::<u64>() + count * u64::from(parameter)
    };
    (guess.saturating_sub(1)..=guess + 1).min_by_key(|parameter| cost(*parameter)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut writer = BitWriter::default();
        for value in [1, 2, 3, 100, 65_536] {
            writer.gamma(value);
            writer.rice(value, 3);
        }
        writer.text("đương1");
        let bytes = writer.into_bytes();
        let mut reader = BitReader::new(&bytes);
        for value in [1, 2, 3, 100, 65_536] {
            assert_eq!((reader.gamma(), reader.rice(3)), (value, value));
        }
        assert_eq!(reader.text(), "đương1");
    }

    #[test]
    fn any_part_of_what_another_one_wrote_can_be_appended() {
        let mut other = BitWriter::default();
        (1..200).for_each(|value| other.gamma(value * value));
        for from in [0, 1, 7, 31, 32, 33, 64, 100] {
            for to in [from, from + 1, from + 31, from + 33, other.bits() - 1, other.bits()] {
                let mut writer = BitWriter::default();
                writer.raw(5, 3);
                writer.append_part(&other, from..to);
                assert_eq!(writer.bits(), 3 + to - from);
                let (written, all) = (writer.into_bytes(), other.clone().into_bytes());
                let (mut reader, mut expected) = (BitReader::new(&written), BitReader::new(&all));
                reader.raw(3);
                (0..from).for_each(|_| _ = expected.raw(1));
                (from..to).for_each(|place| assert_eq!(reader.raw(1), expected.raw(1), "{from} {to} {place}"));
            }
        }
    }
}

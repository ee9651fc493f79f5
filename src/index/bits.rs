//! Bits in and out, with the two codes that postings are written in.
//!
//! Most significant bit first. Numbers are written in Elias's gamma code or in Rice's code: short for small
//! numbers, and read by a few lines of script.

/// Writes bits.
#[derive(Debug, Default, Clone)]
pub struct BitWriter {
    bytes: Vec<u8>,
    used: usize,
}

impl BitWriter {
    /// How many bits were written.
    #[must_use]
    pub const fn bits(&self) -> usize {
        self.used
    }

    /// The bytes; the last one is filled up with zeros.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// Writes one bit.
    pub fn bit(&mut self, bit: bool) {
        if self.used.is_multiple_of(8) {
            self.bytes.push(0);
        }
        if bit {
            let last = self.bytes.len() - 1;
            self.bytes[last] |= 0x80 >> (self.used % 8);
        }
        self.used += 1;
    }

    /// Writes the lowest `count` bits of `value`.
    pub fn raw(&mut self, value: u32, mut count: u32) {
        while count > 0 {
            let free = self.free();
            let taken = count.min(free);
            count -= taken;
            // At most eight bits: those that the last byte has room for.
            let piece = (value >> count) & (0xff >> (8 - taken));
            if let Some(last) = self.bytes.last_mut() {
                *last |= (piece << (free - taken)).to_le_bytes()[0];
            }
            self.used += taken as usize;
        }
    }

    /// How many bits the last byte has room for, a new one if need be.
    fn free(&mut self) -> u32 {
        match self.used % 8 {
            0 => {
                self.bytes.push(0);
                8
            }
            used => 8 - used.to_le_bytes()[0] as u32,
        }
    }

    /// Writes a number from 1 on in gamma code.
    pub fn gamma(&mut self, value: u32) {
        debug_assert!(value > 0, "gamma code begins with 1");
        let length = 31 - value.leading_zeros();
        self.raw(0, length);
        self.raw(value, length + 1);
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
        let whole = other.used / 8;
        for byte in &other.bytes[..whole] {
            self.raw(u32::from(*byte), 8);
        }
        let left = (other.used % 8).to_le_bytes()[0];
        if left > 0 {
            self.raw(u32::from(other.bytes[whole] >> (8 - left)), u32::from(left));
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
pub fn best_parameter(values: &[u32]) -> u32 {
    let sum: u64 = values.iter().map(|value| u64::from(*value)).sum();
    let mean = sum / (values.len() as u64).max(1);
    let guess = (mean + 1).ilog2();
    let cost =
        |parameter: u32| values.iter().map(|value| u64::from(value >> parameter) + u64::from(parameter)).sum::<u64>();
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
}

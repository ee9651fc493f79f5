//! The arithmetic of ranking, in operations that give the same bits in every language.
//!
//! Only additions, multiplications, divisions and square roots: IEEE 754 fixes their results, and so the browser
//! and this program agree on the order of results to the last bit.

/// How fast more of the same word stops counting (k1 of BM25).
pub const SATURATION: f64 = 1.2;
/// How much long units are held back (b of BM25).
pub const LENGTH: f64 = 0.75;
/// What a pair of neighbours counts, in terms of a single word.
pub const PAIR: f64 = 1.0;
/// What a word counts in a unit that has it with other marks than those typed.
pub const OTHER_MARKS: f64 = 0.6;

/// Weighted counts as they are written; a count in between becomes the one below.
pub const WEIGHTS: [u32; 8] = [1, 2, 3, 4, 6, 8, 12, 16];

/// Binary logarithm of a number from 1 on, to 20 binary places.
#[must_use]
pub fn log2(value: f64) -> f64 {
    let mut rest = value;
    let mut result = 0.0;
    while rest >= 2.0 {
        rest /= 2.0;
        result += 1.0;
    }
    let mut bit = 0.5;
    for _ in 0..20 {
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            result += bit;
        }
        bit /= 2.0;
    }
    result
}

/// How telling a word is that stands in `found` of `all` units.
#[must_use]
pub fn rarity(found: u32, all: u32) -> f64 {
    let (found, all) = (f64::from(found), f64::from(all));
    log2(1.0 + (all - found + 0.5) / (found + 0.5))
}

/// The level under which a length is written: four to a doubling, at most 63.
#[must_use]
pub fn length_level(length: u32) -> u32 {
    let lengths = lengths();
    let wanted = f64::from(length.max(1));
    (0..63).find(|level| lengths[*level as usize + 1] > wanted).unwrap_or(63)
}

/// The lengths that levels stand for.
#[must_use]
pub fn lengths() -> [f64; 64] {
    let step = 2.0_f64.sqrt().sqrt();
    let mut lengths = [1.0; 64];
    for level in 1..64 {
        lengths[level] = lengths[level - 1] * step;
    }
    lengths
}

/// What a word of this weight counts in a unit of this length, before its rarity.
#[must_use]
pub fn part(weight: u32, length: f64, average: f64) -> f64 {
    let weight = f64::from(weight);
    weight * (SATURATION + 1.0) / (weight + SATURATION * (1.0 - LENGTH + LENGTH * length / average))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_logarithm_is_right_to_six_places() {
        for value in [1.0, 1.5, 2.0, 3.0, 10.0, 12345.6] {
            assert!((log2(value) - f64::log2(value)).abs() < 1e-6);
        }
    }
}

//! Pictures in one ink: letters of the site's typeface and plain shapes → PNG.
//!
//! For what only takes bitmaps: link previews and the icons of old browsers and phones. Everything on a page is
//! SVG or CSS instead. A drawing is coverage, 0 to 255 a pixel; it becomes a PNG of sixteen tones between two
//! colours. No shaping engine: the typeface has every Vietnamese letter as one glyph.

pub mod face;
pub mod shape;
mod stamp;

use libdeflater::{CompressionLvl, Compressor};
use tiny_skia::Path;

use face::Face;
use stamp::Stamp;

/// Tones between the colour of the ground and that of the ink.
const TONES: u16 = 16;

/// A colour without transparency: red, green, blue.
pub type Colour = [u8; 3];

/// How much ink secondary words have.
const SOFT: f32 = 0.72;

/// How much ink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// All of it.
    Full,
    /// Less, for what is secondary.
    Soft,
}

/// A drawing in one ink.
#[derive(Debug)]
pub struct Drawing {
    width: usize,
    /// Ink of every pixel, 0 to 255, row by row.
    ink: Vec<u8>,
    /// Whether there is any in a row.
    inked: Vec<bool>,
}

impl Drawing {
    /// An empty drawing of `width` × `height` pixels, both more than 0 and at most 4096.
    ///
    /// # Panics
    /// When they are not.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        assert!((1..=4096).contains(&width) && (1..=4096).contains(&height), "a picture of {width} × {height} pixels");
        let (width, height) = (width as usize, height as usize);
        Self { width, ink: vec![0; width * height], inked: vec![false; height] }
    }

    /// Fills `path` with ink.
    pub fn fill(&mut self, path: &Path, ink: Ink) {
        let stamp = Stamp::of(path);
        self.put(&stamp, (stamp.left, stamp.top), ink);
    }

    /// Writes `line`, its base line starting at (`x`, `y`).
    pub fn write(&mut self, face: &Face, line: &str, x: f32, y: f32, ink: Ink) {
        let base = y.round() as i32;
        face.stamped(line, x, |stamp, right| self.put(stamp, stamp.moved(right, base), ink));
    }

    /// Puts `stamp` with its upper left corner at (`left`, `top`); what lies outside is left out.
    fn put(&mut self, stamp: &Stamp, (left, top): (i32, i32), ink: Ink) {
        if stamp.width == 0 {
            return;
        }
        let skip = usize::try_from(-left).unwrap_or(0).min(stamp.width);
        let left = usize::try_from(left).unwrap_or(0).min(self.width);
        let count = (stamp.width - skip).min(self.width - left);
        for (row, coverage) in (top..).zip(stamp.coverage.chunks_exact(stamp.width)) {
            let Some(row) = usize::try_from(row).ok().filter(|row| *row < self.inked.len()) else { continue };
            self.inked[row] = true;
            let start = row * self.width + left;
            for (pixel, cover) in self.ink[start..start + count].iter_mut().zip(&coverage[skip..]) {
                let cover = if ink == Ink::Full { *cover } else { (f32::from(*cover) * SOFT) as u8 };
                *pixel = pixel.saturating_add(cover);
            }
        }
    }

    /// The drawing as a PNG, `ink` on `ground`.
    #[must_use]
    pub fn png(&self, ground: Colour, ink: Colour) -> Vec<u8> {
        let tone = |ink: u8| ((u16::from(ink) * (TONES - 1) + 127) / 255) as u8;
        let tones: [u8; 256] = std::array::from_fn(|ink| tone(ink as u8));
        let row_bytes = self.width.div_ceil(2);
        // Every row begins with its filter: none. Two tones a byte.
        let mut packed = Vec::with_capacity((1 + row_bytes) * self.inked.len());
        for (row, is_inked) in self.ink.chunks_exact(self.width).zip(&self.inked) {
            packed.push(0);
            if !is_inked {
                packed.resize(packed.len() + row_bytes, 0);
                continue;
            }
            let (pairs, last) = row.as_chunks::<2>();
            packed
                .extend(pairs.iter().map(|[left, right]| tones[usize::from(*left)] << 4 | tones[usize::from(*right)]));
            packed.extend(last.iter().map(|only| tones[usize::from(*only)] << 4));
        }
        let palette = (0..TONES).flat_map(|tone| {
            let mixed = |from: u8, to: u8| (u16::from(from) * (TONES - 1 - tone) + u16::from(to) * tone) / (TONES - 1);
            [0, 1, 2].map(|channel| mixed(ground[channel], ink[channel]) as u8)
        });
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.inked.len() as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette.collect::<Vec<_>>());
        let written = encoder.write_header().and_then(|mut writer| {
            writer.write_chunk(png::chunk::IDAT, &deflated(&packed))?;
            writer.finish()
        });
        written.expect("a vector takes every byte, and the chunk holds the rows of the header");
        bytes
    }
}

/// `bytes` in zlib's format. Not left to the encoder, whose deflate takes ten times as long.
fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut compressor = Compressor::new(CompressionLvl::new(1).expect("1 is a level"));
    let mut packed = vec![0; compressor.zlib_compress_bound(bytes.len())];
    let length = compressor.zlib_compress(bytes, &mut packed).expect("the bound is never exceeded");
    packed.truncate(length);
    packed
}

//! Pictures in one ink: letters of the site's typeface and plain shapes → PNG.
//!
//! For what only takes bitmaps: link previews and the icons of old browsers and phones. Everything on a page is
//! SVG or CSS instead. A drawing is coverage, 0 to 255 a pixel; it becomes a PNG of sixteen tones between two
//! colours. No shaping engine: the typeface has every Vietnamese letter as one glyph.

pub mod face;
pub mod shape;

use tiny_skia::{FillRule, Mask, Path, Transform};

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
    full: Mask,
    soft: Mask,
}

impl Drawing {
    /// An empty drawing of `width` × `height` pixels, both more than 0 and at most 4096.
    ///
    /// # Panics
    /// When they are not.
    #[must_use]
    pub fn new(width: u32, height: u32) -> Self {
        assert!(width <= 4096 && height <= 4096, "a picture of {width} × {height} pixels");
        let empty = || Mask::new(width, height).expect("the sides are neither 0 nor huge");
        Self { full: empty(), soft: empty() }
    }

    /// Fills `path` with ink.
    pub fn fill(&mut self, path: &Path, ink: Ink) {
        let layer = if ink == Ink::Full { &mut self.full } else { &mut self.soft };
        layer.fill_path(path, FillRule::Winding, true, Transform::identity());
    }

    /// The drawing as a PNG, `ink` on `ground`.
    #[must_use]
    pub fn png(&self, ground: Colour, ink: Colour) -> Vec<u8> {
        let (width, height) = (self.full.width(), self.full.height());
        // Sixteen tones: the tone of every coverage, in full and in soft ink.
        let tones = |share: f32| -> [u8; 256] {
            std::array::from_fn(|cover| (cover as f32 * share * f32::from(TONES - 1) / 255.0).round() as u8)
        };
        let (full_tones, soft_tones) = (tones(1.0), tones(SOFT));
        let tone = |(full, soft): (&u8, &u8)| full_tones[usize::from(*full)].max(soft_tones[usize::from(*soft)]);
        let mut packed = Vec::with_capacity(width.div_ceil(2) as usize * height as usize);
        let rows = |mask| Mask::data(mask).chunks(width as usize);
        for (full, soft) in rows(&self.full).zip(rows(&self.soft)) {
            for (full, soft) in full.chunks(2).zip(soft.chunks(2)) {
                let mut pair = full.iter().zip(soft).map(tone);
                packed.push(pair.next().unwrap_or(0) << 4 | pair.next().unwrap_or(0));
            }
        }
        let palette = (0..TONES).flat_map(|tone| {
            let mixed = |from: u8, to: u8| (u16::from(from) * (TONES - 1 - tone) + u16::from(to) * tone) / (TONES - 1);
            [0, 1, 2].map(|channel| mixed(ground[channel], ink[channel]) as u8)
        });
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_palette(palette.collect::<Vec<_>>());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&packed));
        written.expect("a vector takes every byte, and the rows are as the header says");
        bytes
    }
}

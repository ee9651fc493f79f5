//! The typeface of the documents: measuring, breaking into lines, stamps of letters.

use std::cell::RefCell;

use tiny_skia::PathBuilder;
use ttf_parser::GlyphId;

use super::stamp::Stamp;
use crate::base::hash::QuickMap;

static REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/text.otf"));
static BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/text-bold.otf"));

/// Places of a letter between two pixels that are told apart.
const STEPS: f32 = 4.0;

/// A letter as it is drawn: whether it is bold, the bits of its size, its glyph, its place between two pixels.
type Drawn = (bool, u32, u16, u8);

thread_local! {
    /// Every letter that this thread has drawn; a few hundred kilobytes, because sizes are few.
    static STAMPS: RefCell<QuickMap<Drawn, Stamp>> = RefCell::default();
}

/// A face at a size.
#[derive(Debug, Clone)]
pub struct Face {
    outlines: ttf_parser::Face<'static>,
    is_bold: bool,
    size: f32,
}

impl Face {
    /// The face of running text; `size` in pixels.
    #[must_use]
    pub fn regular(size: f32) -> Self {
        Self::new(REGULAR, false, size)
    }

    /// The face of headings; `size` in pixels.
    #[must_use]
    pub fn bold(size: f32) -> Self {
        Self::new(BOLD, true, size)
    }

    fn new(bytes: &'static [u8], is_bold: bool, size: f32) -> Self {
        let outlines = ttf_parser::Face::parse(bytes, 0).expect("src/build.rs wrote this face");
        Self { outlines, is_bold, size }
    }

    /// Width of `line` in pixels.
    #[must_use]
    pub fn width(&self, line: &str) -> f32 {
        self.placed(line).last().map_or(0.0, |(glyph, x)| x + self.advance(glyph))
    }

    /// Hands over the stamp of each letter of `line`, drawn around the base line, and how many pixels right it stands when
    /// the line starts at `x`.
    pub fn stamped(&self, line: &str, x: f32, mut each: impl FnMut(&Stamp, i32)) {
        STAMPS.with_borrow_mut(|stamps| {
            for (glyph, offset) in self.placed(line) {
                let place = ((x + offset) * STEPS).round() / STEPS;
                let step = place - place.floor();
                let drawn = (self.is_bold, self.size.to_bits(), glyph.0, (step * STEPS) as u8);
                let stamp = stamps.entry(drawn).or_insert_with(|| self.stamp(glyph, step));
                each(stamp, place.floor() as i32);
            }
        });
    }

    /// The letter `right` of the origin.
    fn stamp(&self, glyph: GlyphId, right: f32) -> Stamp {
        let mut pen = Pen { path: PathBuilder::new(), right, scale: self.scale() };
        self.outlines.outline_glyph(glyph, &mut pen);
        pen.path.finish().map_or(Stamp::EMPTY, |path| Stamp::of(&path))
    }

    /// `text` in at most `lines` lines of at most `width` pixels; what does not fit is left out behind `…`.
    #[must_use]
    pub fn broken(&self, text: &str, width: f32, lines: usize) -> Vec<String> {
        let mut broken = vec![String::new()];
        let mut words = text.split_whitespace().peekable();
        while let Some(word) = words.peek() {
            let last = broken.len() == lines;
            let line = broken.last_mut().expect("there is always a line");
            let longer = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
            if self.width(&longer) <= width || line.is_empty() {
                *line = longer;
                words.next();
            } else if last {
                while !line.is_empty() && self.width(&format!("{line} …")) > width {
                    line.truncate(line.rfind(' ').unwrap_or(0));
                }
                line.push_str(" …");
                break;
            } else {
                broken.push(String::new());
            }
        }
        broken
    }

    /// The glyphs of `line` with the place of each, kerned.
    fn placed(&self, line: &str) -> impl Iterator<Item = (GlyphId, f32)> {
        let mut x = 0.0;
        let mut before = None;
        line.chars().filter_map(|character| self.outlines.glyph_index(character)).map(move |glyph| {
            x += before.map_or(0.0, |before| self.kerning(before, glyph));
            before = Some(glyph);
            let place = x;
            x += self.advance(glyph);
            (glyph, place)
        })
    }

    fn scale(&self) -> f32 {
        self.size / f32::from(self.outlines.units_per_em())
    }

    fn advance(&self, glyph: GlyphId) -> f32 {
        f32::from(self.outlines.glyph_hor_advance(glyph).unwrap_or(0)) * self.scale()
    }

    fn kerning(&self, left: GlyphId, right: GlyphId) -> f32 {
        let table = self.outlines.tables().kern;
        let found = table.and_then(|table| table.subtables.into_iter().find_map(|one| one.glyphs_kerning(left, right)));
        f32::from(found.unwrap_or(0)) * self.scale()
    }
}

/// Turns the font's upward outlines into the picture's downward ones.
struct Pen {
    path: PathBuilder,
    right: f32,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.right + x * self.scale, -y * self.scale)
    }
}

impl ttf_parser::OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_vietnamese_letter_is_in_both_faces() {
        for face in [Face::regular(20.0), Face::bold(20.0)] {
            for letter in "ăâđêôơưẤẰẲẴẶỂỄỘỠỰỸộđĐỷ–“”…".chars() {
                assert!(face.outlines.glyph_index(letter).is_some(), "{letter}");
                face.stamped(&letter.to_string(), 0.0, |stamp, _| {
                    assert!(stamp.coverage.iter().any(|cover| *cover > 100), "{letter} has no ink");
                });
            }
        }
    }

    #[test]
    fn letters_that_fit_into_each_other_stand_closer() {
        let face = Face::bold(100.0);
        assert!(face.width("To") < face.width("T") + face.width("o"));
    }

    #[test]
    fn a_long_text_breaks_between_words_and_ends_in_an_ellipsis() {
        let face = Face::regular(30.0);
        let text = "Rà soát, đôn đốc việc thực hiện nhiệm vụ chuyển đổi số trên địa bàn toàn tỉnh";
        let lines = face.broken(text, 300.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| face.width(line) <= 300.0), "{lines:?}");
        assert_eq!(face.broken("Hai từ", 300.0, 2), ["Hai từ"]);
        assert_eq!(face.broken(text, 10_000.0, 2), [text]);
    }
}

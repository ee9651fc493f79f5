//! Coverage of a small shape, ready to be put anywhere: a letter is drawn once and stamped many times.

use tiny_skia::{FillRule, Mask, Path, Transform};

/// Coverage, 0 to 255 a pixel, in a box.
#[derive(Debug, Clone)]
pub struct Stamp {
    /// Left edge of the box, in pixels.
    pub left: i32,
    /// Upper edge of the box, in pixels.
    pub top: i32,
    /// Pixels in a row; 0 when there is no ink.
    pub width: usize,
    /// Row by row.
    pub coverage: Vec<u8>,
}

impl Stamp {
    /// The stamp of nothing.
    pub const EMPTY: Self = Self { left: 0, top: 0, width: 0, coverage: Vec::new() };

    /// The inside of `path`, with smooth edges.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let bounds = path.bounds();
        let (left, top) = (bounds.left().floor(), bounds.top().floor());
        let side = |length: f32| length.ceil().max(1.0) as u32;
        let mask = Mask::new(side(bounds.right() - left), side(bounds.bottom() - top));
        let Some(mut mask) = mask else { return Self::EMPTY };
        mask.fill_path(path, FillRule::Winding, true, Transform::from_translate(-left, -top));
        let width = mask.width() as usize;
        Self { left: left as i32, top: top as i32, width, coverage: mask.take() }
    }

    /// The same `right` and `down` of where it was.
    #[must_use]
    pub fn moved(&self, right: i32, down: i32) -> (i32, i32) {
        (self.left + right, self.top + down)
    }
}

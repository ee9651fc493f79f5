//! How many of each kind, row by row: bars of parts that are told apart by their texture, not by colour.

use super::{Role, Svg};

/// Bars to be drawn.
#[derive(Debug, Clone)]
pub struct Bars {
    /// From the top down.
    pub rows: Vec<Bar>,
    /// Title of the picture.
    pub title: String,
    /// The picture in words.
    pub description: String,
}

/// One row: its name, and how many are full, striped and empty.
#[derive(Debug, Clone)]
pub struct Bar {
    /// Name at its start.
    pub name: String,
    /// Counts, in the order full, striped, empty.
    pub parts: [usize; 3],
}

const CLASSES: [&str; 3] = ["chart-bar", "chart-striped", "chart-track"];
const WIDTH: f64 = 288.0;
const LEFT: f64 = 56.0;
const RIGHT: f64 = 36.0;
const ROW: f64 = 26.0;
const THICK: f64 = 16.0;

/// Draws the bars; `None` when there are fewer than two, or nothing in them.
#[must_use]
pub fn draw(bars: &Bars, id: &str) -> Option<String> {
    let longest = bars.rows.iter().map(Bar::total).max().filter(|longest| *longest > 0)?;
    if bars.rows.len() < 2 {
        return None;
    }
    let size = (WIDTH, length(bars.rows.len()) * ROW + 4.0);
    let mut svg = Svg::open("chart-bars", Role::Image, id, size, &bars.title, &bars.description);
    svg.push(format_args!(
        "<defs><pattern id=\"{id}-soc\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" \
         patternTransform=\"rotate(45)\"><rect class=\"chart-stripe\" width=\"2.5\" height=\"6\"/></pattern></defs>"
    ));
    let unit = (WIDTH - LEFT - RIGHT) / length(longest);
    for (place, bar) in bars.rows.iter().enumerate() {
        let top = length(place) * ROW + 4.0;
        let line = top + THICK - 3.5;
        svg.text("chart-note", "end", (LEFT - 10.0, line), &bar.name);
        let mut x = LEFT;
        for (class, count) in CLASSES.into_iter().zip(bar.parts).filter(|(_, count)| *count > 0) {
            let width = length(count) * unit;
            svg.rect(class, (x, top), (width, THICK));
            if class == CLASSES[1] {
                svg.push(format_args!(
                    "<rect fill=\"url(#{id}-soc)\" x=\"{x:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{THICK:.1}\"/>"
                ));
            }
            x += width;
        }
        svg.text("chart-value", "start", (x + 8.0, line), &bar.total().to_string());
    }
    Some(svg.close())
}

impl Bar {
    fn total(&self) -> usize {
        self.parts.iter().sum()
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of directives")]
const fn length(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(rows: &[[usize; 3]]) -> Bars {
        let bar = |parts: &[usize; 3]| Bar { name: "2024".to_owned(), parts: *parts };
        Bars { rows: rows.iter().map(bar).collect(), title: String::new(), description: String::new() }
    }

    #[test]
    fn the_longest_bar_fills_the_room_and_the_others_are_in_proportion() {
        let svg = draw(&bars(&[[10, 0, 0], [0, 0, 5]]), "cot").unwrap_or_default();
        let full = WIDTH - LEFT - RIGHT;
        assert!(svg.contains(&format!("width=\"{full:.1}\"")) && svg.contains(&format!("width=\"{:.1}\"", full / 2.0)));
    }

    #[test]
    fn every_kind_has_a_texture_of_its_own() {
        let svg = draw(&bars(&[[1, 1, 1], [1, 0, 0]]), "cot").unwrap_or_default();
        assert_eq!((svg.matches("chart-bar\"").count(), svg.matches("url(#cot-soc)").count()), (2, 1), "{svg}");
    }

    #[test]
    fn one_bar_or_none_makes_no_picture() {
        assert_eq!((draw(&bars(&[[1, 2, 3]]), "cot"), draw(&bars(&[[0; 3], [0; 3]]), "cot")), (None, None));
    }
}

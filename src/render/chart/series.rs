//! A time series of an indicator against its targets; gaps are gaps.

use super::{Role, Svg};

/// A time series to be drawn.
#[derive(Debug, Clone)]
pub struct Series {
    /// Observed values, oldest first.
    pub points: Vec<Point>,
    /// Levels demanded.
    pub targets: Vec<Level>,
    /// Whether less is better and the axis runs downwards (a rank).
    pub reversed: bool,
    /// Title of the picture.
    pub title: String,
    /// The picture in words.
    pub description: String,
}

/// An observed value.
#[derive(Debug, Clone)]
pub struct Point {
    /// Place on the axis of time, in years: 2024.5 is the middle of 2024.
    pub time: f64,
    /// Value.
    pub value: f64,
    /// Value as printed.
    pub label: String,
    /// What kind of number it is, as a bare word; decides the mark's shape.
    pub nature: &'static str,
    /// Which indicator set it was measured under; a line never joins two sets.
    pub set: Option<usize>,
}

/// A level that a document demands.
#[derive(Debug, Clone)]
pub struct Level {
    /// Value.
    pub value: f64,
    /// As printed.
    pub label: String,
}

/// Few years make a narrow picture, which a phone shows whole; beyond a dozen the years move closer.
const WIDTH: std::ops::RangeInclusive<f64> = 280.0..=640.0;
const YEAR: f64 = 44.0;
const HEIGHT: f64 = 240.0;
const LEFT: f64 = 16.0;
/// Room for the first and the last mark.
const INSET: f64 = 12.0;
/// Room for the labels of the levels.
const LABELS: f64 = 96.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 36.0;

/// Longest distance between two values that a line still joins, in years: a year left out is a gap.
const JOIN_YEARS: f64 = 1.3;

/// Whether a line joins two values that follow each other: they are near, and of one indicator set.
#[must_use]
pub fn is_joined(from: &Point, to: &Point) -> bool {
    to.time - from.time <= JOIN_YEARS && from.set == to.set
}

/// Draws the series; `None` when there are fewer than two values: a table says it better.
#[must_use]
pub fn draw(series: &Series, id: &str) -> Option<String> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    if series.points.len() < 2 {
        return None;
    }
    let values = series.points.iter().map(|point| point.value).chain(series.targets.iter().map(|target| target.value));
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high > low { high - low } else { 1.0 };
    let (low, high) = (low - span * 0.08, high + span * 0.08);
    let years = if last.time > first.time { last.time - first.time } else { 1.0 };
    let right = if series.targets.is_empty() { LEFT } else { LABELS };
    let width = (years * YEAR + LEFT + 2.0 * INSET + right).clamp(*WIDTH.start(), *WIDTH.end());
    let edge = width - right;
    let x = |time: f64| LEFT + INSET + (time - first.time) / years * (edge - LEFT - 2.0 * INSET);
    let y = |value: f64| {
        let share = (value - low) / (high - low);
        let share = if series.reversed { 1.0 - share } else { share };
        TOP + (1.0 - share) * (HEIGHT - TOP - BOTTOM)
    };
    let mut svg = Svg::open("chart-series", Role::Image, id, (width, HEIGHT), &series.title, &series.description);
    svg.line("chart-axis", (LEFT, HEIGHT - BOTTOM), (edge, HEIGHT - BOTTOM));
    let mut targets = series.targets.iter().map(|target| (y(target.value), target)).collect::<Vec<_>>();
    targets.sort_by(|left, right| left.0.total_cmp(&right.0));
    let mut lowest_label = f64::NEG_INFINITY;
    for (level, target) in targets {
        svg.line("chart-target", (LEFT, level), (edge, level));
        lowest_label = level.max(lowest_label + 16.0);
        svg.text("chart-note", "start", (edge + 6.0, lowest_label + 4.0), &target.label);
    }
    for pair in series.points.windows(2) {
        let [from, to] = pair else { continue };
        if is_joined(from, to) {
            svg.line("chart-line", (x(from.time), y(from.value)), (x(to.time), y(to.value)));
        } else if from.set != to.set {
            let middle = (x(from.time) + x(to.time)) / 2.0;
            svg.line("chart-break", (middle, TOP - 8.0), (middle, HEIGHT - BOTTOM));
        }
    }
    let mut last_label = f64::NEG_INFINITY;
    for point in &series.points {
        let (cx, cy) = (x(point.time), y(point.value));
        mark(&mut svg, point.nature, cx, cy);
        // Labels that would run into each other are left to the table.
        if cx - last_label >= 44.0 {
            svg.text("chart-value chart-halo", "middle", (cx, cy - 10.0), &point.label);
            last_label = cx;
        }
    }
    #[expect(clippy::cast_possible_truncation, reason = "years have four digits")]
    for year in first.time.floor() as i32..=last.time.floor() as i32 {
        let at = x(f64::from(year) + 0.5).clamp(LEFT, edge);
        svg.text("chart-note", "middle", (at, HEIGHT - BOTTOM + 20.0), &year.to_string());
    }
    Some(svg.close())
}

/// A disc for official numbers, a ring for estimates, a square for what a body says of itself, a diamond for
/// what was computed.
fn mark(svg: &mut Svg, nature: &str, x: f64, y: f64) {
    match nature {
        "official" => svg.push(format_args!("<circle class=\"chart-mark\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>")),
        "estimate" => {
            svg.push(format_args!("<circle class=\"chart-mark chart-hollow\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\"/>"))
        }
        "self-reported" => {
            svg.push(format_args!(
                "<rect class=\"chart-mark\" x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\"/>",
                x - 4.5,
                y - 4.5
            ));
        }
        _ => svg.push(format_args!(
            "<path class=\"chart-mark chart-hollow\" d=\"M{x:.1} {:.1}l6 6l-6 6l-6 -6z\"/>",
            y - 6.0
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(times: &[f64], set: Option<usize>) -> Series {
        let point =
            |time: &f64| Point { time: *time, value: *time - 2000.0, label: String::new(), nature: "official", set };
        Series {
            points: times.iter().map(point).collect(),
            targets: Vec::new(),
            reversed: false,
            title: String::new(),
            description: String::new(),
        }
    }

    #[test]
    fn a_missing_year_is_a_gap_in_the_line() {
        let svg = draw(&series(&[2021.5, 2022.5, 2024.5], None), "so").unwrap_or_default();
        assert_eq!(svg.matches("chart-line").count(), 1, "{svg}");
    }

    #[test]
    fn a_line_never_joins_two_indicator_sets() {
        let mut both = series(&[2021.5, 2022.5], Some(0));
        both.points[1].set = Some(1);
        let svg = draw(&both, "so").unwrap_or_default();
        assert_eq!((svg.matches("chart-line").count(), svg.matches("chart-break").count()), (0, 1), "{svg}");
    }

    #[test]
    fn one_value_makes_no_picture() {
        assert_eq!(draw(&series(&[2021.5], None), "so"), None);
    }
}

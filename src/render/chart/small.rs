//! A time series in the space of a table's cell: small multiples, to be looked down along.
//!
//! As in the large picture, a year left out is a gap and no line joins two indicator sets. Every series has a scale
//! of its own, because the indicators of a list have units of their own; the table beside it has the figures.

use super::series::{Series, is_joined};
use super::{Role, Svg};

const WIDTH: f64 = 132.0;
const HEIGHT: f64 = 36.0;
const MARGIN: f64 = 5.0;

/// Draws the series small; `None` when there are fewer than two values.
#[must_use]
pub fn draw(series: &Series, id: &str) -> Option<String> {
    let (first, last) = (series.points.first()?, series.points.last()?);
    if series.points.len() < 2 {
        return None;
    }
    let values = series.points.iter().map(|point| point.value);
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high > low { high - low } else { 1.0 };
    let years = if last.time > first.time { last.time - first.time } else { 1.0 };
    let at = |time: f64, value: f64| {
        let share = (value - low) / span;
        let share = if series.reversed { 1.0 - share } else { share };
        (
            MARGIN + (time - first.time) / years * (WIDTH - 2.0 * MARGIN),
            HEIGHT - MARGIN - share * (HEIGHT - 2.0 * MARGIN),
        )
    };
    let mut svg = Svg::open("chart-small", Role::Image, id, (WIDTH, HEIGHT), &series.title, &series.description);
    for pair in series.points.windows(2) {
        let [from, to] = pair else { continue };
        if is_joined(from, to) {
            svg.line("chart-line", at(from.time, from.value), at(to.time, to.value));
        }
    }
    for (place, point) in series.points.iter().enumerate() {
        let (x, y) = at(point.time, point.value);
        let radius = if place + 1 == series.points.len() { 3.5 } else { 1.5 };
        svg.push(format_args!("<circle class=\"chart-mark\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\"/>"));
    }
    Some(svg.close())
}

#[cfg(test)]
mod tests {
    use super::super::series::Point;
    use super::*;

    fn series(times: &[f64], sets: &[usize], reversed: bool) -> Series {
        let point = |(time, set): (&f64, &usize)| Point {
            time: *time,
            value: *time - 2000.0,
            label: String::new(),
            nature: "official",
            set: Some(*set),
        };
        Series {
            points: times.iter().zip(sets).map(point).collect(),
            targets: Vec::new(),
            reversed,
            title: String::new(),
            description: String::new(),
        }
    }

    #[test]
    fn gaps_and_other_sets_part_the_line() {
        let svg = draw(&series(&[2020.5, 2021.5, 2023.5, 2024.5], &[0, 0, 0, 1], false), "so").unwrap_or_default();
        assert_eq!(svg.matches("chart-line").count(), 1, "{svg}");
        assert_eq!(svg.matches("<circle").count(), 4, "{svg}");
    }

    #[test]
    fn a_better_rank_stands_higher() {
        let y_of_last = |reversed| {
            let svg = draw(&series(&[2020.5, 2021.5], &[0, 0], reversed), "so").unwrap_or_default();
            let last = svg.rsplit("cy=\"").next().and_then(|rest| rest.split('"').next()?.parse::<f64>().ok());
            last.unwrap_or(f64::NAN)
        };
        assert!(y_of_last(true) > y_of_last(false));
    }

    #[test]
    fn one_value_makes_no_picture() {
        assert_eq!(draw(&series(&[2020.5], &[0], false), "so"), None);
    }
}

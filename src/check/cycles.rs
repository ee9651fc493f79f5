//! References that lead back to where they started.

/// The references that close a cycle, one for each: who refers, and the place of the reference in its list.
///
/// `targets` holds, for every record, the positions of those that it refers to. Empty when nothing leads back.
#[must_use]
pub fn closing(targets: &[Vec<usize>]) -> Vec<(usize, usize)> {
    let mut states = vec![State::Unseen; targets.len()];
    let mut found = Vec::new();
    for start in 0..targets.len() {
        if states[start] != State::Unseen {
            continue;
        }
        // On the heap: a chain may be as long as there are records.
        let mut way = vec![(start, 0)];
        states[start] = State::OnTheWay;
        while let Some((record, place)) = way.last_mut() {
            let (record, at) = (*record, *place);
            *place += 1;
            let Some(&target) = targets[record].get(at) else {
                states[record] = State::Done;
                way.pop();
                continue;
            };
            match states[target] {
                State::Unseen => {
                    states[target] = State::OnTheWay;
                    way.push((target, 0));
                }
                State::OnTheWay => found.push((record, at)),
                State::Done => {}
            }
        }
    }
    found
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unseen,
    OnTheWay,
    Done,
}

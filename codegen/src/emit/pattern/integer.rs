//! Whole numbers between two bounds, as a regular expression.

/// Matches the whole numbers from `min` to `max`, zeros before them included; a `-0` is a zero.
pub(super) fn pattern(min: Option<i64>, max: Option<i64>) -> String {
    let (min, max) = (min.map(i128::from), max.map(i128::from));
    let positive = max.is_none_or(|max| max >= 0).then(|| {
        digits(
            min.unwrap_or(0).max(0).unsigned_abs(),
            max.map(i128::unsigned_abs),
        )
    });
    let negative = min.is_none_or(|min| min <= 0).then(|| {
        let least = max.filter(|max| *max < 0).map_or(0, i128::unsigned_abs);
        digits(least, min.map(i128::unsigned_abs))
    });
    match (positive, negative) {
        (Some(positive), Some(negative)) if positive == negative => format!("-?{positive}"),
        (Some(positive), Some(negative)) => format!("{positive}|-{negative}"),
        (Some(one), None) => one,
        (None, Some(one)) => format!("-{one}"),
        (None, None) => super::NOTHING.to_owned(),
    }
}

/// Matches the numbers from `min` to `max`, whatever zeros stand before them.
pub(super) fn digits(min: u128, max: Option<u128>) -> String {
    if min == 0 && max.is_none() {
        return r"\d+".to_owned();
    }
    let longest = max.map_or_else(|| min.to_string().len(), |max| max.to_string().len());
    let mut spans = Vec::new();
    // So many digits, of which all numbers are within the bounds: told together.
    let mut full: Option<(usize, usize)> = None;
    for length in min.to_string().len()..=longest {
        // Zero is the number of one digit that begins with a zero.
        let least = if length == 1 { 0 } else { power(length - 1) };
        let most = power(length) - 1;
        if least >= min && max.is_none_or(|max| most <= max) {
            full = Some((full.map_or(length, |(from, _)| from), length));
            continue;
        }
        spans.extend(full.take().map(lengths));
        let (least, most) = (least.max(min), max.map_or(most, |max| most.min(max)));
        spans.push(span(&least.to_string(), &most.to_string()));
    }
    spans.extend(full.map(lengths));
    if max.is_none() {
        spans.push(format!(r"[1-9]\d{{{longest},}}"));
    }
    format!("0*{}", group(&spans))
}

/// Matches all numbers of so many to so many digits; zeros may stand before them anyway.
fn lengths((from, to): (usize, usize)) -> String {
    match (from, to) {
        (1, 1) => r"\d".to_owned(),
        (1, to) => format!(r"\d{{1,{to}}}"),
        (from, to) if from == to => format!(r"[1-9]\d{{{}}}", from - 1),
        (from, to) => format!(r"[1-9]\d{{{},{}}}", from - 1, to - 1),
    }
}

/// Matches the texts of digits from `least` to `most`, which have one length.
fn span(least: &str, most: &str) -> String {
    let length = least.len();
    let (Some(first), Some(last)) = (least.bytes().next(), most.bytes().next()) else {
        return String::new();
    };
    if is_all(least, b'0') && is_all(most, b'9') {
        return any(length);
    }
    let (least_rest, most_rest) = (&least[1..], &most[1..]);
    if first == last {
        return format!("{}{}", first - b'0', span(least_rest, most_rest));
    }
    let mut spans = Vec::new();
    let (mut from, mut to) = (first, last);
    if !is_all(least_rest, b'0') {
        let nines = "9".repeat(length - 1);
        spans.push(format!("{}{}", first - b'0', span(least_rest, &nines)));
        from += 1;
    }
    let mut above = None;
    if !is_all(most_rest, b'9') {
        let zeros = "0".repeat(length - 1);
        above = Some(format!("{}{}", last - b'0', span(&zeros, most_rest)));
        to -= 1;
    }
    if from <= to {
        let (from, to) = (from - b'0', to - b'0');
        let digit = match (from, to) {
            (0, 9) => r"\d".to_owned(),
            _ if from == to => from.to_string(),
            _ => format!("[{from}-{to}]"),
        };
        spans.push(format!("{digit}{}", any(length - 1)));
    }
    spans.extend(above);
    group(&spans)
}

fn any(length: usize) -> String {
    match length {
        0 => String::new(),
        1 => r"\d".to_owned(),
        _ => format!(r"\d{{{length}}}"),
    }
}

fn group(alternatives: &[String]) -> String {
    match alternatives {
        [one] => one.clone(),
        _ => format!("(?:{})", alternatives.join("|")),
    }
}

fn is_all(digits: &str, digit: u8) -> bool {
    digits.bytes().all(|other| other == digit)
}

/// Ten to a power. Bounds have at most 19 digits, so it fits.
fn power(exponent: usize) -> u128 {
    (0..exponent).fold(1, |power: u128, _| power.saturating_mul(10))
}

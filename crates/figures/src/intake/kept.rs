//! Numbers in JSON that a float would round.

use std::borrow::Cow;

use crate::Exact;

/// So many characters of digits and point are a decimal that has a float of its own.
const SHORT: usize = 15;

/// JSON with the numbers that floats and machine integers do not hold as texts, which are read
/// exactly.
pub(super) fn kept(json: &str) -> Cow<'_, str> {
    let bytes = json.as_bytes();
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'"' => at = after_text(bytes, at),
            b'-' | b'0'..=b'9' => {
                let from = at;
                while at < bytes.len() && is_numeric(bytes[at]) {
                    at += 1;
                }
                let number = &json[from..at];
                if !survives(number) {
                    out.push_str(&json[copied..from]);
                    out.extend(["\"", number, "\""]);
                    copied = at;
                }
            }
            _ => at += 1,
        }
    }
    if copied == 0 {
        return json.into();
    }
    out.push_str(&json[copied..]);
    out.into()
}

fn is_numeric(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E')
}

/// Behind the text that begins here.
fn after_text(bytes: &[u8], from: usize) -> usize {
    let mut at = from + 1;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'\\' => at += 1,
            b'"' => break,
            _ => {}
        }
    }
    at
}

/// Whether a number is the same when it comes back from a float; what is none is left to be refused.
pub(super) fn survives(number: &str) -> bool {
    if number.len() <= SHORT && !number.contains(['e', 'E']) {
        return true;
    }
    if number.parse::<i64>().is_ok() || number.parse::<u64>().is_ok() {
        return true;
    }
    let float = number.parse::<f64>().ok().filter(|float| float.is_finite());
    float.is_none_or(|float| Exact::from_float(float) == number.parse().ok())
}

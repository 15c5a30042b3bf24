//! Names with letters beyond ASCII as the DNS has them (RFC 3492).

/// Returns a name with every label beyond ASCII as `xn--` and its punycode; empty where a label is too long for that.
pub(super) fn name(name: &str) -> String {
    let mut out = String::new();
    for label in name.split('.') {
        if !out.is_empty() {
            out.push('.');
        }
        if label.is_ascii() {
            out.push_str(label);
            continue;
        }
        let Some(encoded) = encode(label) else { return String::new() };
        out.push_str("xn--");
        out.push_str(&encoded);
    }
    out
}

/// The longest label of the DNS (RFC 1035, section 2.3.4).
const LONGEST: usize = 63;

/// Encodes a label (RFC 3492, section 6.3, with the parameters of section 5).
fn encode(label: &str) -> Option<String> {
    let characters = || label.chars().map(u32::from);
    let mut out: String = label.chars().filter(char::is_ascii).collect();
    let basic = out.len() as u32;
    let (mut handled, total) = (basic, characters().count() as u32);
    if total as usize > LONGEST {
        return None;
    }
    if basic > 0 {
        out.push('-');
    }
    let (mut next, mut delta, mut bias) = (128_u32, 0_u32, 72_u32);
    while handled < total {
        let least = characters().filter(|code| *code >= next).min()?;
        delta = delta.checked_add((least - next).checked_mul(handled + 1)?)?;
        next = least;
        for code in characters() {
            if code < next {
                delta = delta.checked_add(1)?;
            }
            if code == next {
                push_number(&mut out, delta, bias);
                bias = adapted(delta, handled + 1, handled == basic);
                delta = 0;
                handled += 1;
            }
        }
        (next, delta) = (next + 1, delta + 1);
    }
    (out.len() <= LONGEST).then_some(out)
}

/// Writes a number with digits whose weights the bias decides.
fn push_number(out: &mut String, mut number: u32, bias: u32) {
    let mut digit = |value: u32| {
        let letter = if value < 26 { b'a' + value as u8 } else { b'0' + (value - 26) as u8 };
        out.push(letter as char);
    };
    let mut at = 36;
    loop {
        let threshold = if at <= bias { 1 } else { (at - bias).min(26) };
        if number < threshold {
            break digit(number);
        }
        digit(threshold + (number - threshold) % (36 - threshold));
        number = (number - threshold) / (36 - threshold);
        at += 36;
    }
}

/// Returns the bias for the next number (RFC 3492, section 6.1).
fn adapted(delta: u32, handled: u32, first: bool) -> u32 {
    let mut delta = if first { delta / 700 } else { delta / 2 };
    delta += delta / handled;
    let mut bias = 0;
    while delta > 455 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    /// Names with their punycode: from RFC 3492, section 7.1, and from the Python standard library.
    const NAMES: [(&str, &str); 5] = [
        ("bücher.example", "xn--bcher-kva.example"),
        ("münchen-ost.de", "xn--mnchen-ost-9db.de"),
        ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
        ("почемужеонинеговорятпорусски", "xn--b1abfaaepdrnnbgefbadotcwatmq2g4l"),
        ("a.ü.ß", "a.xn--tda.xn--zca"),
    ];

    #[test]
    fn names_are_written_as_the_standard_says() {
        for (name, encoded) in NAMES {
            assert_eq!(super::name(name), encoded);
        }
        assert_eq!(super::name(&"ü".repeat(80)), "");
    }
}

//! Figures on the plain walk: numbers, hours, ordinals and temperatures that a few bytes decide.

use crate::stops::Window;
use depeche_text::TokenKind;

// The second byte after C2, the third one after E2 80.
pub(crate) const NO_BREAK_SPACE: u8 = 0xA0;
pub(crate) const NARROW_SPACE: u8 = 0xAF;
const THIN_SPACE: u8 = 0x89;
// The third byte after E2 82.
pub(crate) const EURO: u8 = 0xAC;

/// What the number that begins with a figure is.
pub(crate) enum Number {
    /// A token up to here.
    Alone(usize),
    /// *21e*, *1er*
    Ordinal(usize),
    /// *18h30*, *20h*: where the letter stands, and the end.
    Hour(usize, usize),
    /// The rules must look at it.
    Other,
}

/// T5, T7, T8: the number that begins with the figure at `at`, `before` being the byte before it; no address begins up to `no_address`.
#[inline(always)]
pub(crate) fn number(window: &Window, at: usize, before: u8, no_address: usize) -> Number {
    if let Some(end) = short(window, at, before) {
        return Number::Alone(end);
    }
    if let Some(end) = figures(window, at, before) {
        return Number::Alone(end);
    }
    if let Some(end) = range(window, at, before) {
        return Number::Alone(end);
    }
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let end = digits_end(window, at);
    let after = end.wrapping_add(1);
    if matches!(byte(end), b'h' | b'H') && end.wrapping_sub(at) <= 2 {
        let ends = |byte| matches!(byte, b' ' | b',' | b')' | b'\n');
        if ends(byte(after)) && after < 64 {
            return Number::Hour(end, after);
        }
        // No number of three figures and no phone number.
        return match figures(window, after, b'h') {
            Some(last) if byte(after).is_ascii_digit() && last == after.wrapping_add(2) => {
                Number::Hour(end, last)
            }
            _ if is_before_hour(window, after.wrapping_add(2), no_address) => {
                Number::Hour(end, after.wrapping_add(2))
            }
            _ => Number::Other,
        };
    }
    let rest = window.get(end..).and_then(|rest| rest.first_chunk::<5>());
    let len = match rest {
        Some([b'e', b' ' | b',' | b')' | b'\n', ..]) => 1,
        Some([b'e' | b'n', b'r' | b's' | b'd', b' ' | b',' | b')' | b'\n', ..]) => 2,
        Some([0xC3, 0xA8, b'r', b'e', b' ' | b',' | b')' | b'\n']) => 4,
        _ => return Number::Other,
    };
    let last = end.wrapping_add(len);
    let ending = window.get(end..last);
    if last < 64 && ending != Some(b"ed") && ending != Some(b"nr") && ending != Some(b"ns") {
        Number::Ordinal(last)
    } else {
        Number::Other
    }
}

/// T5: the end of a number of less than eight figures and nothing else, which nearly all are; asked without a branch.
#[inline(always)]
fn short(window: &Window, at: usize, before: u8) -> Option<usize> {
    let eight = window.get(at..)?.first_chunk().copied()?;
    let count = digits(u64::from_le_bytes(eight));
    let of =
        |at: usize| window.get(at).map_or(0, |&byte| AROUND.get(usize::from(byte)).copied().unwrap_or(0));
    let end = at.wrapping_add(count);
    let ends = of(end) & of(end.wrapping_add(1)) >> 4 != 0;
    let begins = AROUND.get(usize::from(before)).is_some_and(|bits| bits & BEFORE != 0);
    // T18: *0032255512*
    let [first, ..] = eight;
    let phone = (first == b'0') & (count > 4);
    // What follows must lie in the window too.
    (ends & begins & !phone & (count < 8) & (end < 64)).then_some(end)
}

/// What a byte says after a number: three bits, of which the byte after it must have one; those of that byte are the next three;
/// and whether a number may follow.
static AROUND: [u8; 256] = {
    let mut around = [0; 256];
    let mut byte = 0_u8;
    let mut rest: &mut [u8] = &mut around;
    while let [first, tail @ ..] = rest {
        let after = match byte {
            b'\n' | b';' | b':' | b'!' | b'?' | b')' | b'%' => ANY,
            b' ' | b',' => NO_DIGIT,
            b'.' => BLANK,
            _ => 0,
        };
        let next = match byte {
            b'0'..=b'9' => ANY,
            b' ' | b'\n' => ANY | NO_DIGIT | BLANK,
            _ => ANY | NO_DIGIT,
        };
        // Beyond ASCII it may be a mark of a stop, *3.\u{301}120 000*: the rules look past it.
        let before = match byte {
            b'.' | b',' | b'0'..=b'9' | 0x80.. => 0,
            _ => BEFORE,
        };
        *first = after | next << 4 | before;
        byte = byte.wrapping_add(1); // wraps: no byte comes after the last
        rest = tail;
    }
    around
};

const ANY: u8 = 1;
const NO_DIGIT: u8 = 2;
const BLANK: u8 = 4;
const BEFORE: u8 = 8;

/// How many of the eight bytes, the first one lowest, are digits before another.
#[inline(always)]
fn digits(eight: u64) -> usize {
    // Of a digit the upper half is 3, also when 6 is added: the lowest other byte is the first whose bits are left.
    let low = eight & 0x7F7F_7F7F_7F7F_7F7F;
    let over = low.wrapping_add(0x0606_0606_0606_0606);
    let other = ((low ^ ZEROS) | (over ^ ZEROS)) & 0x7070_7070_7070_7070 | eight & 0x8080_8080_8080_8080;
    other.trailing_zeros() as usize / 8
}

/// The end of the digits from `at`, eight at a time: how many there are is no branch.
#[inline(always)]
pub(crate) fn digits_end(window: &Window, mut at: usize) -> usize {
    loop {
        let Some(eight) = window.get(at..).and_then(|rest| rest.first_chunk()) else {
            return at.wrapping_add(digits_at_the_edge(window, at));
        };
        let count = digits(u64::from_le_bytes(*eight));
        at = at.wrapping_add(count);
        if count < 8 {
            return at;
        }
    }
}

/// How many digits stand at `at`, less than eight bytes before the end of the window.
#[cold]
fn digits_at_the_edge(window: &Window, at: usize) -> usize {
    window.iter().skip(at).take_while(|byte| byte.is_ascii_digit()).count()
}

/// `0`, eight times.
const ZEROS: u64 = 0x3030_3030_3030_3030;

/// T5: the end of the number that begins with the figure at `at`, `before` being the byte before it, when it is for sure
/// one without a sign or a letter: *12*, *120 000*, *3,5*.
#[inline(always)]
fn figures(window: &Window, at: usize, before: u8) -> Option<usize> {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let is_digit = |at: usize| byte(at).is_ascii_digit();
    // Beyond ASCII it may be a mark of a stop, *3.\u{301}120 000*: the rules look past it.
    if matches!(before, b'.' | b',' | 0x80..) || before.is_ascii_digit() {
        return None;
    }
    let mut end = digits_end(window, at);
    let first = end.wrapping_sub(at);
    // T18: *0032255512*
    if byte(at) == b'0' && first > 4 {
        return None;
    }
    let mut groups = false;
    loop {
        let group = end.wrapping_add(group_space(window, end));
        if group == end || !is_digit(group) {
            break;
        }
        // T18: a zero first may begin a phone number.
        if byte(at) == b'0' {
            return None;
        }
        let after = digits_end(window, group);
        if first > 3 || after.wrapping_sub(group) != 3 {
            break;
        }
        (end, groups) = (after, true);
    }
    let after = end.wrapping_add(1);
    if byte(end) == b',' && is_digit(after) {
        end = digits_end(window, after);
    } else if matches!(byte(end), b'.' | b'\'') && is_digit(after) {
        end = digits_end(window, after);
        // T18 again, *1.514 555-1234*, and T9: no section with its last stop.
        let goes_on = is_digit(end.wrapping_add(group_space(window, end)));
        if groups || goes_on || byte(end) == b'.' || byte(at) == b'0' && first > 1 {
            return None;
        }
    }
    let plain = match byte(end) {
        b' ' | b'\n' | b';' | b':' | b'!' | b'?' | b')' | b'%' | b'"' => true,
        b',' => !is_digit(end.wrapping_add(1)),
        b'.' => matches!(byte(end.wrapping_add(1)), b' ' | b'\n'),
        0xC2 => byte(end.wrapping_add(1)) == NO_BREAK_SPACE,
        0xE2 => matches!(
            (byte(end.wrapping_add(1)), byte(end.wrapping_add(2))),
            (0x80, NARROW_SPACE) | (0x82, EURO)
        ),
        _ => false,
    };
    // What follows must lie in the window too.
    (plain && end < 64).then_some(end)
}

/// T5: the end of two numbers with a hyphen between them, *2010-2015*, *5,25-5,50*, or of three that are a date, *2006-08-07*: for
/// sure no phone number, which begins otherwise or goes on after white space.
#[inline(never)]
fn range(window: &Window, at: usize, before: u8) -> Option<usize> {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let is_digit = |at: usize| byte(at).is_ascii_digit();
    let begins = AROUND.get(usize::from(before)).is_some_and(|bits| bits & BEFORE != 0);
    if !begins || matches!(before, b'-' | b'/') || byte(at) == b'0' {
        return None;
    }
    let number_end = |at: usize| {
        let end = digits_end(window, at);
        let after = end.wrapping_add(1);
        if byte(end) == b',' && is_digit(after) { digits_end(window, after) } else { end }
    };
    let year = digits_end(window, at).wrapping_sub(at) == 4;
    let hyphen = number_end(at);
    let other = hyphen.wrapping_add(1);
    if byte(hyphen) != b'-' || !is_digit(other) {
        return None;
    }
    let mut end = number_end(other);
    let third = end.wrapping_add(1);
    if year && byte(end) == b'-' && is_digit(third) {
        end = digits_end(window, third);
    }
    let next = byte(end.wrapping_add(1));
    let ends = match byte(end) {
        b'\n' | b')' => true,
        b' ' | b',' => !next.is_ascii_digit(),
        b'.' => matches!(next, b' ' | b'\n'),
        _ => false,
    };
    (ends && end < 64).then_some(end)
}

/// T7: whether the two figures before `hyphen` are minutes, and an hour follows it, *14h30-16h*; no address begins up to
/// `no_address`.
#[inline(never)]
fn is_before_hour(window: &Window, hyphen: usize, no_address: usize) -> bool {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let digits = |at: usize| digits_end(window, at).wrapping_sub(at);
    let hour = hyphen.wrapping_add(1);
    let letter = hour.wrapping_add(digits(hour));
    let minutes = letter.wrapping_add(1);
    let end = minutes.wrapping_add(digits(minutes));
    let ends = match byte(end) {
        b' ' | b',' | b')' | b'\n' => true,
        b'-' => hyphen <= no_address,
        _ => false,
    };
    byte(hyphen) == b'-'
        && digits(hyphen.wrapping_sub(2)) == 2
        && matches!(letter.wrapping_sub(hour), 1 | 2)
        && matches!(byte(letter), b'h' | b'H')
        && matches!(end.wrapping_sub(minutes), 0 | 2)
        && ends
        && end < 64
}

/// The length of the space that may group figures at `at`; 0 for none.
#[inline(always)]
fn group_space(window: &Window, at: usize) -> usize {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    match byte(at) {
        b' ' => 1,
        0xC2 if byte(at.wrapping_add(1)) == NO_BREAK_SPACE => 2,
        0xE2 if byte(at.wrapping_add(1)) == 0x80
            && matches!(byte(at.wrapping_add(2)), NARROW_SPACE | THIN_SPACE) =>
        {
            3
        }
        _ => 0,
    }
}

/// T6: whether the degree sign at `at` is one of a temperature, *12 °C*, a space before it.
#[inline(always)]
pub(crate) fn is_temperature(window: &Window, at: usize) -> bool {
    let byte = |at: usize| window.get(at).copied().unwrap_or(0);
    let after = at.wrapping_add(3);
    let before = [byte(at.wrapping_sub(2)), byte(at.wrapping_sub(1))];
    let spaced = matches!(before, [_, b' '] | [0xC2, NO_BREAK_SPACE] | [0x80, NARROW_SPACE]);
    let ends = matches!(byte(after), b' ' | b',' | b')' | b'.' | b'\n')
        || byte(after) == 0xC2 && byte(after.wrapping_add(1)) == NO_BREAK_SPACE;
    spaced && ends && byte(at.wrapping_add(2)) == b'C'
}

/// T8: what a word of `len` plain letters is that begins with these bytes, the first one lowest, and with a letter that is a
/// Roman figure; `None` when they do not tell.
pub(crate) fn roman(bytes: u64, len: usize) -> Option<TokenKind> {
    let word = bytes.to_le_bytes();
    let figures = word.iter().take(len).take_while(|byte| b"IVXLC".contains(byte)).count();
    let rest = word.get(figures..len.min(8)).unwrap_or_default();
    let ordinal = |counts| Some(if counts { TokenKind::Ordinal } else { TokenKind::Word });
    match rest {
        // The longest ending has seven bytes.
        _ if len > 8 && (figures == 8 || len.wrapping_sub(figures) < 8) => None,
        [] => Some(TokenKind::Word),
        // *Ier*, *Ire*; not *Vers*.
        b"er" | b"ers" | b"re" | b"res" | b"ere" | b"eres" => ordinal(word.starts_with(b"I") && figures == 1),
        // *IInde*; not *Inde*.
        b"nd" | b"nds" | b"nde" | b"ndes" => ordinal(word.starts_with(b"II") && figures == 2),
        b"e" | b"es" | b"eme" | b"emes" | b"ieme" | b"iemes" => {
            // Eight bytes may not be all of it.
            (len <= 8).then_some(())?;
            ordinal(word.iter().take(figures).any(|byte| b"IVX".contains(byte)))
        }
        // *ère*, *ième* and their parts
        [0xC3, 0xA8, ..] | [b'e' | b'i', 0xC3 | 0xCC, ..] | [b'i', b'e', 0xCC, ..] | [0xCC, ..] => None,
        _ => Some(TokenKind::Word),
    }
}

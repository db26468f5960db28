//! The newline policy: which line ends are borders of paragraphs.

use crate::class::{Class, Text, class, is_white};
use crate::key::Key;
use depeche_text::{named, typography};

named! {
    /// What the end of a line means.
    ///
    /// ```
    /// use depeche_segment::Newlines;
    ///
    /// assert_eq!("paragraph".parse(), Ok(Newlines::Paragraph));
    /// let error = "page".parse::<Newlines>().unwrap_err();
    /// assert_eq!(error.to_string(), "expected smart, paragraph or every, found \"page\"");
    /// ```
    #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
    #[non_exhaustive]
    pub enum Newlines {
        /// A blank line is a border; a single line end is one unless the line is plainly hard-wrapped.
        ///
        /// Items, headings, signatures on lines of their own are units; a text wrapped at some width is put together.
        #[default]
        Smart = "smart",
        /// Only a blank line is a border; a single line end is a space.
        Paragraph = "paragraph",
        /// Every line end is a border.
        EveryLine = "every",
    }
}

/// Why a line end is a border or is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineEnd {
    Blank,
    Every,
    Unit,
    Wrapped,
    Space,
}

impl LineEnd {
    pub(crate) const fn is_border(self) -> bool {
        matches!(self, LineEnd::Blank | LineEnd::Every | LineEnd::Unit)
    }
}

/// What the policy says of the white space `gap..next` (from the last character before it to the first after it),
/// whose first line end is at `line_end`.
pub(crate) fn judge(text: Text<'_>, policy: Newlines, gap: usize, next: usize) -> LineEnd {
    let mut ends = 0_u32;
    let mut at = gap;
    let mut last = '\0';
    while at < next {
        let c = text.char(at);
        if typography::is_line_end(c) && !(c == '\n' && last == '\r') {
            ends = ends.saturating_add(if c == '\u{2029}' { 2 } else { 1 });
        }
        last = c;
        at = text.after(at);
    }
    match (policy, ends) {
        (_, 0) => LineEnd::Space,
        (Newlines::EveryLine, 1) => LineEnd::Every,
        (_, 2..) => LineEnd::Blank,
        (Newlines::Paragraph, _) => LineEnd::Space,
        (Newlines::Smart, _) if is_wrapped(text, gap, next) => LineEnd::Wrapped,
        (Newlines::Smart, _) => LineEnd::Unit,
    }
}

/// Whether the line that ends at `gap` goes on at `next`.
fn is_wrapped(text: Text<'_>, gap: usize, next: usize) -> bool {
    if is_item(text, next) {
        return false;
    }
    let first = text.char(next);
    if first.is_lowercase() {
        return !is_signed(text, gap, next);
    }
    ends_with_linking_word(text, gap) || ends_with_dash(text, gap) || is_full(text, gap, next)
}

/// Whether an item of a list begins at `at`: *b) Le délai*, *b. Le délai*, *2. Le droit*, *ii) la durée*, *a/ les rues*.
fn is_item(text: Text<'_>, at: usize) -> bool {
    let head = text.bytes().get(at..).unwrap_or_default();
    let number = head.iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let roman = head.iter().take(4).take_while(|byte| matches!(byte, b'i' | b'v' | b'x')).count();
    let letter = usize::from(head.first().is_some_and(u8::is_ascii_lowercase));
    [number, roman, letter].into_iter().any(|len| {
        let close = at.wrapping_add(len);
        let ends = text.byte(close) == b')'
            || matches!(text.byte(close), b'.' | b'/') && (len == number || len == letter);
        matches!(len, 1..=3) && ends && text.class(close.wrapping_add(1)) == Class::Space
    })
}

/// Whether the line at `next` holds the initials of who wrote the text that ended before it: *abc/def/gh*.
fn is_signed(text: Text<'_>, gap: usize, next: usize) -> bool {
    const LONGEST: usize = 24;
    let ended = matches!(text.class_before(gap), Class::Dot | Class::Mark | Class::Ellipsis)
        || matches!(text.before(gap), '»' | '"' | '”' | ')');
    let rest = text.bytes().get(next..).unwrap_or_default();
    let rest = rest.get(..LONGEST).unwrap_or(rest);
    let is_end = |byte: &u8| matches!(byte, b'\n'..=b'\r');
    let line = rest.split(is_end).next().unwrap_or_default();
    let alone = line.len() < rest.len() || next.wrapping_add(line.len()) == text.len();
    let initials = |part: &[u8]| matches!(part.len(), 2..=4) && part.iter().all(u8::is_ascii_lowercase);
    ended
        && alone
        && line.contains(&b'/')
        && line.trim_ascii_end().split(|byte| matches!(byte, b'/' | b'-')).all(initials)
}

/// The longest line, in characters, of a text wrapped by hand or by a mail program.
const WIDEST: usize = 100;
/// The shortest line that may be full.
const NARROWEST: usize = 40;

/// Whether the line that ends at `gap` and the one that begins at `next` have fewer bytes than a full line has characters: a quick
/// yes for lists.
fn is_narrow(text: Text<'_>, gap: usize, next: usize) -> bool {
    let bytes = text.bytes();
    let most = NARROWEST.wrapping_sub(1);
    let head = bytes.get(gap.saturating_sub(most)..gap).unwrap_or_default();
    let rest = bytes.get(next..).unwrap_or_default();
    let rest = rest.get(..most).unwrap_or(rest);
    head.iter().rev().any(|&byte| byte == b'\n') && rest.contains(&b'\n')
}

/// Whether the line that ends at `gap` had no room for the word at `next`, in a text where another line plainly goes on:
/// the line begins with a small letter itself, or the line after the next one does.
fn is_full(text: Text<'_>, gap: usize, next: usize) -> bool {
    let is_end = |c: char| class(c) == Class::Line;
    let count = |part: &mut dyn Iterator<Item = char>| {
        part.filter(|&c| class(c) != Class::Extend).take(WIDEST + 1).count()
    };
    if !matches!(text.class_before(gap), Class::Letter | Class::Digit) && text.before(gap) != ',' {
        return false;
    }
    if is_narrow(text, gap, next) {
        return false;
    }
    let head = text.slice(0, gap);
    let current = width_before(text.bytes(), gap)
        .unwrap_or_else(|| count(&mut head.chars().rev().take_while(|&c| !is_end(c))));
    let rest = text.slice(next, text.len());
    let following = width_after(text.bytes(), next)
        .unwrap_or_else(|| count(&mut rest.chars().take_while(|&c| !is_end(c))));
    let word = count(&mut rest.chars().take_while(|&c| !is_white(c)));
    let width = current.max(following);
    if !(NARROWEST..=WIDEST).contains(&width) || current.saturating_add(1).saturating_add(word) <= width {
        return false;
    }
    let is_letter = |c: &char| class(*c) != Class::Extend;
    let line = head.chars().rev().take_while(|&c| !is_end(c));
    let begins_small = line.filter(is_letter).take(2 * WIDEST).last().is_some_and(char::is_lowercase);
    let near = rest.chars().filter(is_letter).take(2 * WIDEST);
    let mut after = near.skip_while(|&c| !is_end(c)).skip_while(|&c| is_end(c));
    begins_small || after.next().is_some_and(char::is_lowercase)
}

/// How many characters the line has from `at` on, no more than are looked at; `None` where its bytes do not tell.
fn width_after(bytes: &[u8], at: usize) -> Option<usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    width(rest, &mut (0..rest.len()))
}

/// The same up to `at`.
fn width_before(bytes: &[u8], at: usize) -> Option<usize> {
    let head = bytes.get(..at).unwrap_or_default();
    width(head, &mut (0..head.len()).rev())
}

fn width(bytes: &[u8], places: &mut dyn Iterator<Item = usize>) -> Option<usize> {
    let mut count = 0_usize;
    for at in places {
        let byte = |ahead: usize| bytes.get(at.wrapping_add(ahead)).copied().unwrap_or(0);
        match byte(0) {
            b'\n'..=b'\r' => break,
            0x80..=0xBF => continue,
            0..=0x7F | 0xC3 => {}
            // Guillemets and the no-break space.
            0xC2 if matches!(byte(1), 0xA0 | 0xAB | 0xBB) => {}
            // ’ – “ …, but for the two line ends.
            0xE2 if byte(1) == 0x80 && matches!(byte(2), 0x90..=0xA7) => {}
            _ => return None,
        }
        count = count.wrapping_add(1);
        if count > WIDEST {
            break;
        }
    }
    Some(count)
}

/// Whether the line that ends at `gap` ends with a dash that stands free: *LYON (AFP) –*.
fn ends_with_dash(text: Text<'_>, gap: usize) -> bool {
    let mut letters = text.slice(0, gap).chars().rev().filter(|&c| class(c) != Class::Extend);
    let Some(last) = letters.next().filter(|&c| typography::is_dash(c) || typography::is_hyphen(c)) else {
        return false;
    };
    let Some(prior) = letters.next().map(class) else { return false };
    // *Saint-⏎Brieuc*
    typography::is_hyphen(last) && prior == Class::Letter
        || prior == Class::Space
            && letters.take_while(|&c| class(c) != Class::Line).any(|c| class(c) != Class::Space)
}

/// The letters before `gap`, twelve at most.
fn last_word<'t>(text: Text<'t>, gap: usize) -> &'t str {
    let head = text.slice(0, gap);
    let plain = head.bytes().rev().take(12).take_while(u8::is_ascii_alphabetic).count();
    let start = gap.wrapping_sub(plain);
    if plain < 12 && text.byte(start.wrapping_sub(1)).is_ascii() {
        return text.slice(start, gap);
    }
    let letters =
        head.chars().rev().take(12).take_while(|&c| matches!(class(c), Class::Letter | Class::Extend));
    let len = letters.map(char::len_utf8).fold(0, usize::wrapping_add);
    text.slice(gap.wrapping_sub(len), gap)
}

/// Whether the line that ends at `gap` ends with a word nothing can end with: *le*, *de*, *l'*, *M.*
fn ends_with_linking_word(text: Text<'_>, gap: usize) -> bool {
    if text.class_before(gap) == Class::Apostrophe {
        return true;
    }
    let head = text.slice(0, gap);
    // None of them has so many letters.
    if head.as_bytes().last_chunk::<6>().is_some_and(|last| last.iter().all(u8::is_ascii_alphabetic)) {
        return false;
    }
    let title = head.strip_suffix('.').unwrap_or(head);
    let last = title.rsplit(is_white).next();
    if let Some("M" | "MM" | "Mme" | "Mmes" | "Mlle" | "Dr" | "Pr" | "Mgr" | "art") = last {
        return true;
    }
    let word = last_word(text, gap);
    Key::new(word).is_some_and(|key| {
        matches!(
            key.as_str(),
            "a\u{300}"
                | "au"
                | "aux"
                | "avec"
                | "ce"
                | "ces"
                | "cet"
                | "cette"
                | "chez"
                | "dans"
                | "de"
                | "des"
                | "du"
                | "et"
                | "la"
                | "le"
                | "les"
                | "leur"
                | "leurs"
                | "ou"
                | "par"
                | "pour"
                | "que"
                | "qui"
                | "sa"
                | "ses"
                | "son"
                | "sous"
                | "sur"
                | "un"
                | "une"
                | "vers"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::{WIDEST, width_after, width_before};
    use crate::class::{Class, class};
    use depeche_text::strategies;
    use proptest::prelude::*;

    proptest! {
        /// The law *fast is slow*: a width told by bytes is that of the characters.
        #[test]
        fn widths_are_those_of_the_characters(text in prop_oneof![strategies::any_text(), "[a-zà-ÿ’«»–… \u{A0}\n]{0,240}"], at in 0..300usize) {
            let at = text.ceil_char_boundary(at.min(text.len()));
            let count = |part: &mut dyn Iterator<Item = char>| {
                let line = part.take_while(|&c| class(c) != Class::Line);
                line.filter(|&c| class(c) != Class::Extend).take(WIDEST + 1).count()
            };
            let (head, rest) = text.split_at(at);
            if let Some(width) = width_after(text.as_bytes(), at) {
                prop_assert_eq!(width, count(&mut rest.chars()));
            }
            if let Some(width) = width_before(text.as_bytes(), at) {
                prop_assert_eq!(width, count(&mut head.chars().rev()));
            }
            let plain = |c: char| c.is_ascii() || ('à'..='ÿ').contains(&c) || "’«»–…\u{A0}".contains(c);
            prop_assert!(width_after(text.as_bytes(), 0).is_some() || !text.chars().all(plain));
        }
    }
}

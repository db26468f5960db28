//! Borders where no mark is: headings in running text, by rule (S20) or by the small model.

use crate::class::{Class, Text};
use crate::features::{self, Gap, Word};
use crate::key::Key;
use crate::model::Models;
use crate::rule::Rule;
use crate::sentences::{Verdict, opens_sentences};
use depeche_text::{Token, TokenKind, typography};

/// A verdict, and the first token after it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Judged {
    pub token: usize,
    pub verdict: Verdict,
}

/// A gap the model is asked about.
pub(crate) struct Asked {
    /// The token after the gap.
    pub token: usize,
    /// Whether the rules have a verdict on it.
    pub judged: bool,
    /// Whether rule S20 makes a border of it.
    pub heading: bool,
    pub around: Gap,
}

/// Gives each gap without a verdict that may be a border to `each`: when `all`, those before a capital, a figure, an opening
/// mark or an item, and those after a colon; else those of rule S20 alone.
pub(crate) fn gaps(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    verdicts: &[Judged],
    all: bool,
    mut each: impl FnMut(Asked),
) {
    let mut slot = 0_usize;
    let mut since = 0_u64;
    let start_of = |token: &Token| token.span().start().wrapping_sub(base);
    for (before, pair) in tokens.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        let at = before.wrapping_add(1);
        since = since.saturating_add(1);
        if is_final(text, start_of(left), *left) {
            since = 0;
        }
        if !all {
            // Rule S20 asks for a capital.
            let byte = text.byte(start_of(right));
            if !byte.is_ascii_uppercase() && byte < 0x80 {
                continue;
            }
        }
        while verdicts.get(slot).is_some_and(|judged| judged.token < at) {
            slot = slot.wrapping_add(1);
        }
        // Of several verdicts on one gap the last one holds.
        while verdicts.get(slot.wrapping_add(1)).is_some_and(|judged| judged.token == at) {
            slot = slot.wrapping_add(1);
        }
        let judged = verdicts.get(slot).filter(|judged| judged.token == at).map(|judged| judged.verdict);
        if judged.is_some_and(|verdict| verdict.paragraph && verdict.border) {
            since = 0;
            continue;
        }
        if left.span().end() == right.span().start() {
            continue;
        }
        if judged.is_none() && is_enumerator(text, base, tokens, before) {
            continue;
        }
        match judged {
            Some(verdict) if all && verdict.rule == Rule::Colon => {}
            Some(_) => continue,
            None => {
                let next = tokens.get(at.wrapping_add(1)).map_or(text.len(), start_of);
                if is_acronym_inside(text, start_of(left), *right, base, next)
                    || text.byte(start_of(right)).is_ascii_lowercase()
                    || !may_open(text, start_of(right), next, *right)
                {
                    continue;
                }
            }
        }
        let heading = judged.is_none() && opens_after_heading(text, base, tokens, at);
        if !all && !heading {
            continue;
        }
        let word = |index: Option<usize>| {
            index.and_then(|index| tokens.get(index)).map_or(Word::EDGE, |&token| Word::of(text, base, token))
        };
        let words = [
            word(at.checked_sub(2)),
            word(at.checked_sub(1)),
            word(Some(at)),
            word(Some(at.wrapping_add(1))),
            word(Some(at.wrapping_add(2))),
        ];
        let verdict = judged.map_or(u64::from(heading).wrapping_mul(1000), |verdict| {
            verdict.rule.number().wrapping_mul(2).wrapping_add(u64::from(verdict.border)).wrapping_add(1)
        });
        each(Asked {
            token: at,
            judged: judged.is_some(),
            heading,
            around: Gap { words, verdict, since: since.min(12) },
        });
    }
}

fn is_final(text: Text<'_>, start: usize, token: Token) -> bool {
    token.kind() == TokenKind::Punctuation
        && matches!(text.class(start), Class::Dot | Class::Mark | Class::Ellipsis)
}

/// Whether a short acronym stands among small letters, where it names something: *le marquage CE et*.
fn is_acronym_inside(text: Text<'_>, left: usize, token: Token, base: usize, next: usize) -> bool {
    let span = token.span();
    let word = text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base));
    matches!(word.len(), 2..=5)
        && word.chars().all(char::is_uppercase)
        && text.char(left).is_lowercase()
        && text.char(next).is_lowercase()
}

/// Whether a sentence may begin with the token at `start`.
fn may_open(text: Text<'_>, start: usize, next: usize, token: Token) -> bool {
    let c = text.char(start);
    match token.kind() {
        TokenKind::Punctuation if typography::is_dash(c) || c == '-' => text.char(next).is_uppercase(),
        TokenKind::Punctuation => typography::is_opening(c) || matches!(c, '•' | '"' | '*'),
        TokenKind::Number | TokenKind::Ordinal => true,
        _ => !c.is_lowercase(),
    }
}

/// Whether the token `at` closes a number or letter of a list, *(2) Les produits*, *(a) Les*: what follows belongs to it.
fn is_enumerator(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let Some([open, item, close]) = at.checked_sub(2).and_then(|from| tokens.get(from..=at)) else {
        return false;
    };
    let byte = |token: &Token| text.byte(token.span().start().wrapping_sub(base));
    let short = item.span().len() <= 3;
    byte(close) == b')'
        && short
        && (byte(open) == b'('
            || byte(item).is_ascii_digit() && is_final(text, open.span().start().wrapping_sub(base), *open))
}

/// S20: a capitalised word that opens sentences, after a plain word and before a small letter: *… thérapeutiques Les effets*.
pub(crate) fn opens_after_heading(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let Some(&[left, right, next]) =
        at.checked_sub(1).and_then(|from| tokens.get(from..from.wrapping_add(3)))
    else {
        return false;
    };
    // A word that opens sentences is short.
    if right.span().len() > 14 {
        return false;
    }
    let of = |token: Token| {
        let span = token.span();
        text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base))
    };
    let (before, word, after) = (of(left), of(right), of(next));
    if left.span().end() == right.span().start()
        || !word.starts_with(char::is_uppercase)
        || !after.starts_with(char::is_lowercase)
    {
        return false;
    }
    let plain = match left.kind() {
        TokenKind::Word | TokenKind::Number | TokenKind::Ordinal | TokenKind::Acronym | TokenKind::Clitic => {
            true
        }
        TokenKind::Punctuation => matches!(before, ")" | "»"),
        _ => false,
    };
    plain
        && !at.checked_sub(1).is_some_and(|before| is_enumerator(text, base, tokens, before))
        && Key::new(word).is_some_and(|key| opens_sentences(&key))
        && !Key::new(before)
            .is_some_and(|key| links(&key) || opens_sentences(&key) && before.starts_with(char::is_uppercase))
}

/// Words before a title or a name that is part of the sentence: *le film Les Visiteurs*, *intitulé L'Étranger*.
fn links(key: &Key) -> bool {
    let key = key.as_str();
    let key = key.strip_suffix('s').unwrap_or(key);
    let key = key.strip_suffix("e\u{301}e").map_or(key, |stem| stem);
    matches!(
        key.strip_suffix("e\u{301}").unwrap_or(key),
        "a\u{300}"
            | "album"
            | "appel"
            | "au"
            | "aux"
            | "avec"
            | "baptis"
            | "baptise"
            | "chanson"
            | "comme"
            | "dan"
            | "de"
            | "dit"
            | "dite"
            | "dont"
            | "du"
            | "e\u{301}dition"
            | "e\u{301}mission"
            | "en"
            | "et"
            | "film"
            | "intitul"
            | "intitule"
            | "je"
            | "jeu"
            | "journal"
            | "la"
            | "label"
            | "laquelle"
            | "le"
            | "lequel"
            | "lesquel"
            | "lesquelle"
            | "livre"
            | "magazine"
            | "mai"
            | "nomm"
            | "ou"
            | "parce"
            | "parmi"
            | "par"
            | "pie\u{300}ce"
            | "pour"
            | "pourquoi"
            | "que"
            | "quotidien"
            | "qui"
            | "rebaptis"
            | "rebaptise"
            | "revue"
            | "roman"
            | "se\u{301}rie"
            | "si"
            | "sou"
            | "sur"
            | "surnomm"
            | "tel"
            | "telle"
            | "titr"
            | "titre"
            | "un"
            | "une"
            | "ver"
    )
}

/// The sum of the weights for a gap.
pub(crate) fn sum(models: &Models, asked: &Asked) -> i32 {
    features::gap_sum(models, &asked.around)
}

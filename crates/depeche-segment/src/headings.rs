//! Borders where no mark is: headings in running text, by rule (S20) or by the small model.

use crate::class::{Class, Text, is_capital};
use crate::features::{self, Gap};
use crate::key::Key;
use crate::model::Models;
use crate::rule::Rule;
use crate::sentences::{Verdict, opens_sentences};
use crate::sight::Sight;
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

/// Gives each gap without a verdict that may be a border to `each`, which says whether it is one: when `all`, those before a
/// capital, a figure, an opening mark or an item, and those after a colon; else those of rule S20 alone.
pub(crate) fn gaps(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    verdicts: &[Judged],
    models: &Models,
    all: bool,
    mut each: impl FnMut(Asked) -> bool,
) {
    let mut slot = 0_usize;
    // The gap that the tokens since the last border or final mark are counted from.
    let mut counted = 0_usize;
    let mut sight = Sight::new(text, base, tokens, models);
    let start_of = |token: &Token| token.span().start().wrapping_sub(base);
    let mut at = 0_usize;
    loop {
        let judged = verdicts.get(slot..).unwrap_or_default().iter().find(|judged| judged.token > at);
        let asks =
            if all { Asks::All(judged.map_or(usize::MAX, |judged| judged.token)) } else { Asks::Capitals };
        at = next_gap(text, base, tokens, at.wrapping_add(1), asks, &mut counted);
        let before = at.wrapping_sub(1);
        let Some([left, right]) = tokens.get(before..=at) else { break };
        while let Some(judged) = verdicts.get(slot).filter(|judged| judged.token < at) {
            if judged.verdict.border {
                sight.begin(judged.token, false);
            }
            slot = slot.wrapping_add(1);
        }
        // Of several verdicts on one gap the last one holds.
        while verdicts.get(slot.wrapping_add(1)).is_some_and(|judged| judged.token == at) {
            slot = slot.wrapping_add(1);
        }
        let judged = verdicts.get(slot).filter(|judged| judged.token == at).map(|judged| judged.verdict);
        if judged.is_some_and(|verdict| verdict.paragraph && verdict.border) {
            counted = at;
            continue;
        }
        if !all && (judged.is_some() || !opens_after_heading(text, base, tokens, at)) {
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
                    || right.kind() == TokenKind::Word && follows_naming_noun(text, base, tokens, at)
                    || !may_open(text, start_of(right), next, *right, sight.is_item())
                {
                    continue;
                }
            }
        }
        let heading = judged.is_none() && (!all || opens_after_heading(text, base, tokens, at));
        let since = at.wrapping_sub(counted) as u64;
        let words = [
            sight.shaped(at.checked_sub(2)),
            sight.shaped(at.checked_sub(1)),
            sight.shaped(Some(at)),
            sight.shaped(Some(at.wrapping_add(1))),
            sight.shaped(Some(at.wrapping_add(2))),
        ];
        let verdict = judged.map_or(u64::from(heading).wrapping_mul(1000), |verdict| {
            verdict.rule.number().wrapping_mul(2).wrapping_add(u64::from(verdict.border)).wrapping_add(1)
        });
        let following = verdicts.get(slot..).unwrap_or_default();
        let next = following.iter().take(16).find(|judged| judged.token > at && judged.verdict.border);
        let part = sight.part(at, next.map_or(tokens.len(), |judged| judged.token));
        let asked = Asked {
            token: at,
            judged: judged.is_some(),
            heading,
            around: Gap { words, verdict, since: since.min(12), part },
        };
        if each(asked) {
            sight.begin(at, true);
        }
    }
}

/// The gaps that are looked at.
#[derive(Clone, Copy)]
enum Asks {
    /// Those before a capital, which rule S20 asks for.
    Capitals,
    /// Those that do not stand before a small letter, and the one before this token, on which the rules have a verdict.
    All(usize),
}

/// The first gap from `at` on that `asks` looks at. Notes in `counted` the last gap after a final mark on the way.
fn next_gap(
    text: Text<'_>,
    base: usize,
    tokens: &[Token],
    at: usize,
    asks: Asks,
    counted: &mut usize,
) -> usize {
    let start_of = |token: &Token| token.span().start().wrapping_sub(base);
    let pairs = tokens.get(at.wrapping_sub(1)..).unwrap_or_default().windows(2);
    for (at, pair) in (at..).zip(pairs) {
        let [left, right] = pair else { continue };
        if left.kind() == TokenKind::Punctuation && is_final(text, start_of(left), *left) {
            *counted = at;
        }
        let byte = text.byte(start_of(right));
        let looks = match asks {
            Asks::Capitals => byte.is_ascii_uppercase() || byte >= 0x80,
            Asks::All(judged) => !byte.is_ascii_lowercase() || at == judged,
        };
        if looks {
            return at;
        }
    }
    tokens.len()
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
        && word.chars().all(is_capital)
        && text.char(left).is_lowercase()
        && text.char(next).is_lowercase()
}

/// Whether a sentence may begin with the token at `start`; `listed` when the one before it is an item of a list.
fn may_open(text: Text<'_>, start: usize, next: usize, token: Token, listed: bool) -> bool {
    let c = text.char(start);
    match token.kind() {
        TokenKind::Punctuation if typography::is_dash(c) || c == '-' => {
            next > start.wrapping_add(c.len_utf8()) && (listed || !text.char(next).is_lowercase())
        }
        TokenKind::Punctuation => typography::is_opening(c) || matches!(c, '•' | '"' | '*'),
        TokenKind::Number | TokenKind::Ordinal => true,
        _ => !c.is_lowercase(),
    }
}

/// Whether the token `at` closes a number or letter of a list, *(2) Les produits*, *(a) Les*, *b) Les* on a line of its own:
/// what follows belongs to it.
fn is_enumerator(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let Some([item, close]) = at.checked_sub(1).and_then(|from| tokens.get(from..=at)) else { return false };
    let start = |token: &Token| token.span().start().wrapping_sub(base);
    if text.byte(start(close)) != b')' || item.span().len() > 3 {
        return false;
    }
    let Some(open) = at.checked_sub(2).and_then(|open| tokens.get(open)) else { return true };
    let gap = text.slice(open.span().end().wrapping_sub(base), start(item));
    text.byte(start(open)) == b'('
        || text.byte(start(item)).is_ascii_digit() && is_final(text, start(open), *open)
        || gap.contains(typography::is_line_end)
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
    let plain = match left.kind() {
        TokenKind::Word | TokenKind::Number | TokenKind::Ordinal | TokenKind::Acronym | TokenKind::Clitic => {
            true
        }
        TokenKind::Punctuation => matches!(before, ")" | "»"),
        _ => false,
    };
    plain
        && left.span().end() != right.span().start()
        && after.starts_with(char::is_lowercase)
        && word.starts_with(is_capital)
        && Key::new(word).is_some_and(|key| opens_sentences(&key))
        && !Key::new(before)
            .is_some_and(|key| links(&key) || opens_sentences(&key) && before.starts_with(is_capital))
        && !at.checked_sub(1).is_some_and(|before| is_enumerator(text, base, tokens, before))
        && !follows_naming_noun(text, base, tokens, at)
}

/// Words before a title or a name that is part of the sentence: *intitulé L'Étranger*, *avec Les petits chanteurs*.
fn links(key: &Key) -> bool {
    let key = singular(key.as_str());
    let key = key.strip_suffix("e\u{301}e").map_or(key, |stem| stem);
    matches!(
        key.strip_suffix("e\u{301}").unwrap_or(key),
        "appel"
            | "au"
            | "aux"
            | "avec"
            | "a\u{300}"
            | "baptis"
            | "baptise"
            | "comme"
            | "dan"
            | "de"
            | "dit"
            | "dite"
            | "dont"
            | "du"
            | "en"
            | "et"
            | "intitul"
            | "intitule"
            | "je"
            | "la"
            | "laquelle"
            | "le"
            | "lequel"
            | "lesquel"
            | "lesquelle"
            | "mai"
            | "nomm"
            | "ou"
            | "par"
            | "parce"
            | "parmi"
            | "pour"
            | "pourquoi"
            | "que"
            | "qui"
            | "rebaptis"
            | "rebaptise"
            | "si"
            | "sou"
            | "sur"
            | "surnomm"
            | "tel"
            | "telle"
            | "titr"
            | "un"
            | "une"
            | "ver"
    )
}

/// Whether the token `at` comes after a small-letter noun that a name or a title follows, at once or after an adjective.
fn follows_naming_noun(text: Text<'_>, base: usize, tokens: &[Token], at: usize) -> bool {
    let is = |back: usize, test: &dyn Fn(&Key) -> bool| {
        let token = at.checked_sub(back).and_then(|at| tokens.get(at));
        token.is_some_and(|token| {
            let span = token.span();
            let word = text.slice(span.start().wrapping_sub(base), span.end().wrapping_sub(base));
            word.starts_with(char::is_lowercase) && Key::new(word).is_some_and(|key| test(&key))
        })
    };
    is(1, &names_things) || is(2, &names_things) && is(1, &|_| true)
}

/// Nouns that a name or a title follows, at once or after an adjective: *la liste Un nouveau souffle*, *la série télévisée
/// Les petits matins*.
fn names_things(key: &Key) -> bool {
    matches!(
        singular(key.as_str()),
        "album"
            | "application"
            | "association"
            | "ballet"
            | "bd"
            | "best-seller"
            | "blog"
            | "boutique"
            | "cafe\u{301}"
            | "campagne"
            | "candidat"
            | "candidate"
            | "chai\u{302}ne"
            | "chanson"
            | "collectif"
            | "come\u{301}die"
            | "concept"
            | "concours"
            | "confe\u{301}rence"
            | "conte"
            | "court-me\u{301}trage"
            | "documentaire"
            | "dossier"
            | "essai"
            | "exposition"
            | "e\u{301}dition"
            | "e\u{301}mission"
            | "e\u{301}ve\u{301}nement"
            | "fable"
            | "festival"
            | "feuilleton"
            | "film"
            | "fondation"
            | "groupe"
            | "hebdomadaire"
            | "ho\u{302}tel"
            | "jeu"
            | "journal"
            | "label"
            | "liste"
            | "livre"
            | "long-me\u{301}trage"
            | "magasin"
            | "magazine"
            | "manga"
            | "marque"
            | "mensuel"
            | "morceau"
            | "mouvement"
            | "nouvelle"
            | "ope\u{301}ra"
            | "ope\u{301}ration"
            | "ouvrage"
            | "parti"
            | "pie\u{300}ce"
            | "plan"
            | "podcast"
            | "poe\u{300}me"
            | "prix"
            | "programme"
            | "projet"
            | "quotidien"
            | "radio"
            | "recueil"
            | "restaurant"
            | "revue"
            | "re\u{301}seau"
            | "roman"
            | "saga"
            | "salon"
            | "se\u{301}rie"
            | "single"
            | "site"
            | "sketch"
            | "slogan"
            | "spectacle"
            | "tableau"
            | "te\u{301}le\u{301}film"
            | "titre"
            | "toile"
            | "troupe"
            | "tube"
            | "webzine"
    )
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// The sum of the weights for a gap.
pub(crate) fn sum(models: &Models, asked: &Asked) -> i32 {
    features::gap_sum(models, &asked.around)
}

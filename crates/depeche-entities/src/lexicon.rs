//! LAB VERSION
use crate::key::key;
use crate::kind::Kind;
use depeche_text::{EntityType, Token, TokenKind};
use std::collections::HashMap;

/// What is known of a capitalised word.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Facts {
    pub(crate) first: u8,
    pub(crate) surname: u8,
    pub(crate) common: u8,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kinds: u8,
    pub(crate) listed: (u32, u32),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Listing {
    pub(crate) kind: Kind,
    pub(crate) weight: u8,
    pub(crate) sense: u32,
    pub(crate) layer: u8,
    pub(crate) entity_type: EntityType,
    pub(crate) acronym: bool,
}

pub(crate) struct Row {
    pub form: Vec<(u64, bool)>,
    pub kind: EntityType,
    pub weight: u8,
    pub id: String,
    pub name: String,
}

#[derive(Default)]
pub(crate) struct Lab {
    words: HashMap<u64, Facts>,
    prefixes: HashMap<u64, bool>,
    forms: HashMap<u64, Vec<u32>>,
    rows: Vec<Row>,
}

pub(crate) struct Lexicon<'a> {
    lab: &'a Lab,
}

fn pieces(form: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for part in form.split([' ', '\u{a0}']) {
        let mut rest = part;
        while let Some(at) = rest.find(['\'', '’']) {
            let n = at + if rest[at..].starts_with('’') { 3 } else { 1 };
            if n == rest.len() || at > 5 || rest.starts_with("aujourd") || rest.starts_with("O'") { break; }
            out.push(&rest[..n]);
            rest = &rest[n..];
        }
        if !rest.is_empty() { out.push(rest); }
    }
    out
}

impl Lab {
    pub(crate) fn load(dir: &str) -> Lab {
        let mut lab = Lab::default();
        for line in std::fs::read_to_string(format!("{dir}/words.tsv")).unwrap_or_default().lines() {
            let c: Vec<&str> = line.split('\t').collect();
            let f = lab.words.entry(fold(c[0])).or_default();
            f.first = f.first.max(c[1].parse().unwrap_or(0));
            f.surname = f.surname.max(c[2].parse().unwrap_or(0));
            let e = lab.words.entry(key(c[0])).or_default();
            e.common = e.common.max(c[3].parse().unwrap_or(0));
        }
        for line in std::fs::read_to_string(format!("{dir}/lab.tsv")).unwrap_or_default().lines() {
            let c: Vec<&str> = line.split('\t').collect();
            let form: Vec<(u64, bool)> =
                pieces(c[0]).iter().map(|p| (key(p), p.chars().next().is_some_and(char::is_uppercase))).collect();
            let mut h = 0u64;
            for (k, _) in &form {
                h = h.rotate_left(5).wrapping_mul(0x9e3779b97f4a7c15) ^ k;
                lab.prefixes.insert(h, true);
            }
            let at = lab.rows.len() as u32;
            lab.forms.entry(h).or_default().push(at);
            lab.rows.push(Row { form, kind: EntityType::new(c[1]).unwrap(), weight: c[2].parse().unwrap_or(100), id: c[3].into(), name: c[0].into() });
        }
        lab
    }
}

fn fold(word: &str) -> u64 {
    let mut s = String::new();
    for c in word.to_lowercase().chars() { depeche_text::typography::decompose(c, |d| if !depeche_text::typography::is_mark(d) { s.push(d) }); }
    key(&s)
}

impl<'a> Lexicon<'a> {
    pub(crate) fn new(lab: &'a Lab) -> Self { Lexicon { lab } }
    pub(crate) fn facts(&self, text: &str, k: u64) -> Facts {
        let mut a = self.lab.words.get(&fold(text)).copied().unwrap_or_default();
        let b = self.lab.words.get(&k).copied().unwrap_or_default();
        a.common = b.common;
        if a.first == 0 && text.contains('-') && text.split('-').all(|p| self.lab.words.get(&fold(p)).is_some_and(|f| f.first > 0)) { a.first = 3; }
        a
    }

    pub(crate) fn hits(&self, source: &str, tokens: &[Token], first: usize, hits: &mut Vec<Hit>, listings: &mut Vec<Listing>) {
        let words: Vec<(u64, bool, bool)> = tokens.iter().map(|t| {
            let s = t.span().of(source);
            let cap = s.chars().next().is_some_and(char::is_uppercase);
            let all = s.chars().filter(|c| c.is_alphabetic()).count() > 1 && !s.chars().any(char::is_lowercase);
            (if matches!(t.kind(), TokenKind::Punctuation) { 1 } else { key(s) }, cap, all)
        }).collect();
        for i in 0..words.len() {
            let mut h = 0u64;
            for j in i..words.len().min(i + 14) {
                h = h.rotate_left(5).wrapping_mul(0x9e3779b97f4a7c15) ^ words[j].0;
                if !self.lab.prefixes.contains_key(&h) { break; }
                let Some(rows) = self.lab.forms.get(&h) else { continue };
                let from = listings.len() as u32;
                let mut kinds = 0;
                for r in rows {
                    let row = &self.lab.rows[*r as usize];
                    let kind = Kind::of(row.kind.as_str());
                    let insens = kind == Kind::Demonym;
                    let short = row.form.len() == 1 && row.name.len() <= 6 && row.name.chars().all(char::is_uppercase);
                    if !insens && row.form.iter().zip(&words[i..=j]).any(|((_, cap), w)| *cap != w.1 && !(w.1 && w.2)) { continue; }
                    if insens && i == j && words[i].2 { continue; }
                    if short && !words[i].2 { continue; }
                    listings.push(Listing { kind, weight: row.weight, sense: *r, layer: 0, entity_type: row.kind, acronym: short });
                    kinds |= kind.bit();
                }
                if kinds != 0 {
                    hits.push(Hit { start: (first + i) as u32, end: (first + j + 1) as u32, kinds, listed: (from, listings.len() as u32) });
                }
            }
        }
    }

    pub(crate) fn id(&self, sense: u32) -> &'a str { &self.lab.rows[sense as usize].id }
}

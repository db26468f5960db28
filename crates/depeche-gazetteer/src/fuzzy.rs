//! Looking a name up that is written with a slip of the pen.

use crate::atoms::{Atom, atom_hash, atoms, chain};
use crate::gazetteer::Gazetteer;
use crate::mention::Hit;
use crate::sense::{EntryKey, EntryView};
use depeche_text::fold::{Folding, fold, fold_into};
use std::collections::BTreeSet;

/// The fewest letters and figures of a name that can be found with an edit.
pub const MIN_FUZZY_LETTERS: usize = 6;

/// An entry with a form that is the surface or one edit away from it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct FuzzySense<'a> {
    /// The entry.
    pub entry: EntryView<'a>,
    /// The form that was found, folded.
    pub form: String,
    /// 0 when the form is the surface but for case and diacritics, 1 otherwise.
    pub edits: u8,
}

/// What can be put in.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789' ";

impl<'a> Gazetteer<'a> {
    /// The senses of `surface` and of the forms that one edit makes of it: a letter left out, put in, replaced, or two
    /// neighbours exchanged. Those without edit come first, then the greater weight.
    ///
    /// Case and diacritics do not count, whatever the options of the form. Only a surface and forms of at least
    /// [`MIN_FUZZY_LETTERS`] letters and figures are compared with an edit. Letters that are put in are those of `a`–`z`, the
    /// figures, the apostrophe, the space (or hyphen) and those of the surface itself.
    ///
    /// Time proportional to the square of the length of `surface`, of which at most 64 characters are taken with edits, and
    /// independent of the gazetteer's size: some tens of microseconds. Not meant for running text: what has more words than
    /// any form is not looked up.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tPER\tVolodymyr Zelensky\n", None)?;
    /// let file = builder.compile()?;
    /// let found = Gazetteer::open(&file)?.lookup_fuzzy("Volodimyr Zelensky");
    /// assert_eq!(found[0].entry.name(), "Volodymyr Zelensky");
    /// assert_eq!(found[0].edits, 1);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn lookup_fuzzy(&self, surface: &str) -> Vec<FuzzySense<'a>> {
        // An edit joins two words at most: what has more is no form, and is not folded to see that.
        let words = usize::try_from(self.counts.longest).unwrap_or(usize::MAX);
        if atoms(surface).nth(words.saturating_add(1)).is_some() {
            return Vec::new();
        }
        let mut search =
            Search { gazetteer: *self, scratch: String::new(), seen: BTreeSet::new(), found: Vec::new() };
        let key = key(surface.trim());
        search.ask(&key, 0);
        if letters(&key) >= MIN_FUZZY_LETTERS && key.chars().count() <= 64 {
            each_edit(&key, |candidate| {
                if letters(candidate) >= MIN_FUZZY_LETTERS {
                    search.ask(candidate, 1);
                }
            });
        }
        let mut found = search.found;
        found.sort_by(|a, b| {
            (a.edits, b.entry.weight(), &a.form, a.entry.key()).cmp(&(
                b.edits,
                a.entry.weight(),
                &b.form,
                b.entry.key(),
            ))
        });
        found
    }
}

struct Search<'a> {
    gazetteer: Gazetteer<'a>,
    scratch: String,
    seen: BTreeSet<EntryKey>,
    found: Vec<FuzzySense<'a>>,
}

impl Search<'_> {
    fn ask(&mut self, candidate: &str, edits: u8) {
        let mut hash = None;
        let mut first = true;
        for atom in atoms(candidate) {
            let own = atom_hash(candidate, atom, &mut self.scratch);
            first = hash.is_none();
            hash = Some(hash.map_or(own, |so_far| chain(so_far, own)));
        }
        let Some(hash) = hash else { return };
        let gazetteer = self.gazetteer;
        for node in if first { gazetteer.first_nodes(hash) } else { gazetteer.further_nodes(hash) } {
            let spellings = self.gazetteer.spellings_where(&node, |flags, form| {
                flags.condition().is_none()
                    && !flags.hides()
                    && std::str::from_utf8(form).is_ok_and(|form| key(form) == key(candidate))
            });
            for entry in self.gazetteer.senses_at(Hit { node: node.at, spellings }) {
                if self.seen.insert(entry.key()) {
                    self.found.push(FuzzySense { entry, form: candidate.to_owned(), edits });
                }
            }
        }
    }
}

/// The folded atoms with a space between those that stand apart.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut before: Option<Atom> = None;
    for atom in atoms(text) {
        if before.is_some_and(|before| before.end < atom.start || (before.word && atom.word)) {
            key.push(' ');
        }
        fold_into(text.get(atom.start..atom.end).unwrap_or_default(), Folding::FULL, &mut key);
        before = Some(atom);
    }
    key
}

fn letters(key: &str) -> usize {
    key.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Every text that one edit makes of `key`.
fn each_edit(key: &str, mut each: impl FnMut(&str)) {
    let chars: Vec<char> = key.chars().collect();
    let alphabet: BTreeSet<char> = LETTERS.chars().chain(chars.iter().copied()).collect();
    let mut text = String::new();
    for at in 0..=chars.len() {
        let (head, tail) = chars.split_at_checked(at).unwrap_or((&chars, &[]));
        let mut with = |middle: &[char], rest: &[char]| {
            text.clear();
            text.extend(head.iter().chain(middle).chain(rest));
            // What an edit joins or parts is folded and cut anew.
            let folded = fold(text.trim(), Folding::FULL);
            each(&folded);
        };
        for &letter in &alphabet {
            with(&[letter], tail);
            if let [first, rest @ ..] = tail
                && *first != letter
            {
                with(&[letter], rest);
            }
        }
        if let [_, rest @ ..] = tail {
            with(&[], rest);
        }
        if let [first, second, rest @ ..] = tail
            && first != second
        {
            with(&[*second, *first], rest);
        }
    }
}

//! A compiled gazetteer taken apart again: its entries, what is in it, what makes it differ from another.

use crate::entry::{Entry, Form};
use crate::gazetteer::Gazetteer;
use crate::sense::{EntryKey, EntryView};
use crate::sources::HIDES;
use depeche_text::EntityType;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What a compiled gazetteer holds, in numbers.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub struct Contents {
    /// The size of the file, in bytes.
    pub bytes: usize,
    /// The number of entries.
    pub entries: usize,
    /// The number of forms, those that options made included.
    pub forms: usize,
    /// The number of different beginnings of forms.
    pub nodes: usize,
    /// The number of words of the longest form.
    pub longest: usize,
    /// The number of entries of each type.
    pub kinds: BTreeMap<EntityType, usize>,
    /// The number of ids that are hidden in the layers under this one.
    pub hidden_ids: usize,
    /// The number of forms that are hidden there.
    pub hidden_forms: usize,
}

/// What makes one gazetteer differ from another.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub struct Difference {
    /// Entries of the new one that the old one does not have.
    pub added: Vec<Entry>,
    /// Entries of the old one that the new one does not have.
    pub removed: Vec<Entry>,
    /// Entries that both have, the old state and the new one.
    pub changed: Vec<(Entry, Entry)>,
}

impl Difference {
    /// Whether there is none.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder, Difference};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tLens\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// assert!(Difference::between(&gazetteer, &gazetteer).is_empty());
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }

    /// Compares two gazetteers entry by entry. Two entries are the same one when they have the same id, type and name.
    ///
    /// Takes both apart: time and memory linear in their size.
    ///
    /// ```
    /// # use depeche_gazetteer::{Difference, Gazetteer, GazetteerBuilder};
    /// let compile = |table: &str| -> Result<Vec<u8>, depeche_gazetteer::Error> {
    ///     let mut builder = GazetteerBuilder::new();
    ///     builder.read_tsv(table, None)?;
    ///     builder.compile()
    /// };
    /// let (old, new) = (compile("x:1\tLOC\tLens\n")?, compile("x:1\tLOC\tLens\nx:2\tLOC\tArras\n")?);
    /// let difference = Difference::between(&Gazetteer::open(&old)?, &Gazetteer::open(&new)?);
    /// assert_eq!((difference.added.len(), difference.removed.len()), (1, 0));
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn between(old: &Gazetteer<'_>, new: &Gazetteer<'_>) -> Difference {
        let mut difference = Difference::default();
        if old.content_hash() == new.content_hash() && old.len() == new.len() {
            return difference;
        }
        let key = |entry: &Entry| (entry.id.clone(), entry.kind, entry.name.clone());
        let mut before: BTreeMap<_, Entry> =
            old.to_entries().into_iter().map(|entry| (key(&entry), entry)).collect();
        for entry in new.to_entries() {
            match before.remove(&key(&entry)) {
                None => difference.added.push(entry),
                Some(same) if same == entry => {}
                Some(other) => difference.changed.push((other, entry)),
            }
        }
        difference.removed = before.into_values().collect();
        difference.added.sort();
        difference.changed.sort();
        difference
    }
}

impl Gazetteer<'_> {
    /// Every entry as it could be given to a builder, sorted. Building them gives the same file again, but for what the file
    /// hides.
    ///
    /// Forms that `plural` and `feminine` made are forms like others here.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tLens\tVille de Lens\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let entries = gazetteer.to_entries();
    /// assert_eq!(entries[0].forms[0].text, "Ville de Lens");
    /// let mut again = GazetteerBuilder::new();
    /// entries.into_iter().try_for_each(|entry| again.push(entry))?;
    /// assert_eq!(again.compile()?, file);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn to_entries(&self) -> Vec<Entry> {
        let mut entries: BTreeMap<EntryKey, Entry> = BTreeMap::new();
        self.for_each_form(|view, text, flags| {
            let entry = entries.entry(view.key()).or_insert_with(|| owned(view));
            if flags.condition().is_some() {
                // Made again from the form with its article.
                return;
            }
            let options = flags.options();
            if text == entry.name && entry.name_options.is_none() {
                entry.name_options = Some(options);
            } else {
                entry.forms.push(Form { text: text.to_owned(), options });
            }
        });
        let mut entries: Vec<Entry> = entries.into_values().collect();
        entries.iter_mut().for_each(|entry| entry.forms.sort());
        entries.sort();
        entries
    }

    /// What this gazetteer hides in those under it, as lines of a table: with those of its
    /// [`entries`](Gazetteer::to_entries) they give the same file again. What a table cannot hold is said at [`Entry::to_tsv`].
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let table = "x:2\t!\n-\t!\tSoulac\t\t\t\tcase=exact\n";
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv(table, None)?;
    /// let file = builder.compile()?;
    /// assert_eq!(Gazetteer::open(&file)?.hides_to_tsv(), table);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn hides_to_tsv(&self) -> String {
        let mut lines = String::new();
        for id in self.hidden_ids() {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{id}\t{HIDES}");
        }
        for Form { text, options } in self.hidden_forms() {
            let line = format!("-\t{HIDES}\t{text}\t\t\t\t{options}");
            let _ = writeln!(lines, "{}", line.trim_end_matches('\t'));
        }
        lines
    }

    /// What the gazetteer holds, in numbers. Reads every entry.
    ///
    /// ```
    /// # use depeche_gazetteer::{Gazetteer, GazetteerBuilder};
    /// let mut builder = GazetteerBuilder::new();
    /// builder.read_tsv("x:1\tLOC\tLens\tVille de Lens\nx:2\tORG\tRC Lens\n", None)?;
    /// let file = builder.compile()?;
    /// let gazetteer = Gazetteer::open(&file)?;
    /// let contents = gazetteer.contents();
    /// assert_eq!((contents.entries, contents.forms, contents.longest), (2, 3, 3));
    /// assert_eq!(contents.kinds.len(), 2);
    /// # Ok::<(), depeche_gazetteer::Error>(())
    /// ```
    #[must_use]
    pub fn contents(&self) -> Contents {
        let mut kinds = BTreeMap::new();
        for entry in self.entries() {
            let count: &mut usize = kinds.entry(entry.kind()).or_default();
            *count = count.saturating_add(1);
        }
        Contents {
            bytes: self.bytes(),
            entries: self.len(),
            forms: self.forms(),
            nodes: self.counts.nodes as usize,
            longest: self.counts.longest as usize,
            kinds,
            hidden_ids: self.hidden_ids().count(),
            hidden_forms: self.hidden_forms().len(),
        }
    }
}

fn owned(view: &EntryView<'_>) -> Entry {
    Entry {
        id: view.id().map(|id| id.into_owned()),
        kind: view.kind(),
        name: view.name().into_owned(),
        name_options: None,
        forms: Vec::new(),
        weight: view.weight(),
        attributes: view.attributes().map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
    }
}

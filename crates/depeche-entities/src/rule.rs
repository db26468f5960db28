//! The numbered rules: why a mention was found.

use std::fmt;

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $what:literal;)*) => {
        /// The rule that found a mention, numbered E1 to E18.
        ///
        /// Several rules may propose the same span; the one kept is the one the reading was decided with.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
        #[non_exhaustive]
        #[repr(u8)]
        pub enum Rule { $($(#[$doc])* $variant,)* }

        impl Rule {
            /// Every rule, in the order of their numbers.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// The number of the rule: `E1`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Rule::$variant => $code,)* }
            }

            /// What the rule says, in a few words.
            #[must_use]
            pub const fn what(self) -> &'static str {
                match self { $(Rule::$variant => $what,)* }
            }
        }
    };
}

rules! {
    /// E1. A name of the gazetteer: *l'\[Arménie\]*, *le \[Haut-Karabakh\]*.
    Name = "E1", "a name of the gazetteer";
    /// E2. A demonym, noun or adjective: *les \[Arméniens\]*, *le président \[russe\]*.
    Demonym = "E2", "a demonym";
    /// E3. A first name and what follows it: *\[Ilham Aliyev\]*, *\[Ursula von der Leyen\]*.
    FirstName = "E3", "a first name and a surname";
    /// E4. A title or function before or after a name: *Mme \[Dubreuil\]*, *le ministre Yao \[Kouassi\]*.
    Title = "E4", "a title or function beside a name";
    /// E5. Initials and a surname: *\[J.-P. Morel\]*.
    Initials = "E5", "initials and a surname";
    /// E6. A word that heads organisations: *le \[ministère de la Justice\]*, *l'\[Université de Liège\]*.
    OrganisationHead = "E6", "a word that heads organisations";
    /// E7. A word that heads places: *le lac \[Léman\]*, *la \[rue de Rivoli\]*.
    PlaceHead = "E7", "a word that heads places";
    /// E8. A word that heads events: *la \[Coupe du monde 2026\]*.
    EventHead = "E8", "a word that heads events";
    /// E9. An acronym: *la \[CGT\]*, *l'\[OMPI\]*.
    Acronym = "E9", "an acronym";
    /// E10. An acronym beside its full name: *l'Agence du bassin du Lobé (\[ABL\])*.
    AcronymOf = "E10", "an acronym beside its full name";
    /// E11. A preposition of place: *à \[Cousances\]*, *en \[Carélie\]*.
    Preposition = "E11", "a preposition of place";
    /// E12. The place a dispatch is sent from: *\[OUAGADOUGOU\], 3 mai (agence) –*.
    Dateline = "E12", "the dateline";
    /// E13. A capitalised run that nothing else explains: *l'entreprise \[Valtomer\]*.
    Capitals = "E13", "an unknown capitalised name";
    /// E14. A work between quotation marks: *« \[Les Misérables\] »*.
    Quotation = "E14", "a title between quotation marks";
    /// E15. A team named by its town: *les \[Girondins de Bordeaux\]*.
    Team = "E15", "a team and its town";
    /// E16. A name that verbs or nouns beside it make a person, a place or an organisation: *a déclaré \[Okafor\]*, *les salariés de
    /// \[Valtomer\]*, *\[Lens\] a renversé \[Rennes\]*.
    Context = "E16", "the words beside it";
    /// E17. A name given in full elsewhere in the document: *\[Poutine\]* after *Vladimir Poutine*.
    Memory = "E17", "named in full elsewhere in the document";
    /// E18. A list of names of one type: *à Segonnes, \[Virmont\] et Plessac*.
    List = "E18", "in a list of names of this type";
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn rules_are_numbered_in_their_order() {
        for (at, rule) in Rule::ALL.iter().enumerate() {
            assert_eq!(rule.code(), format!("E{}", at + 1));
            assert_eq!(*rule as usize, at);
        }
    }
}

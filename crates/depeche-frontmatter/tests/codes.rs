//! Every code is produced by something: nobody meets one that no test has seen.

use depeche_frontmatter::{Code, Options, Profile, Value, split, split_with};
use std::collections::BTreeSet;

/// What the document has seen in it.
const SEEN: &[(Code, &str)] = &[
    (Code::Unclosed, "---\ntitre: Crue\n\nTexte.\n"),
    (Code::WrongClose, "---\ntitre: Crue\n+++\nTexte.\n"),
    (Code::YamlSyntax, "---\ntitre: [Crue\n---\nTexte.\n"),
    (Code::TabIndent, "---\na:\n\tb: 1\n---\nTexte.\n"),
    (Code::TomlSyntax, "+++\na = \n+++\nTexte.\n"),
    (Code::JsonSyntax, ";;;\n{\"a\": }\n;;;\nTexte.\n"),
    (Code::DuplicateKey, "---\na: 1\na: 2\n---\nTexte.\n"),
    (Code::UnquotedColon, "---\ntitre: Ukraine : le point\n---\nTexte.\n"),
    (Code::AliasBudget, "---\na: &a [*a]\n---\nTexte.\n"),
    (Code::Executable, "---js\nexit()\n---\nTexte.\n"),
    (Code::ControlCharacter, "---\na: x\u{1}y\n---\nTexte.\n"),
    (Code::NotADate, "Titre : Crue\nDate : demain\n\nTexte.\n"),
    (Code::GluedDate, " date 2024-08Le fleuve monte.\n"),
    (Code::ImpossibleDate, " date 2024-13 Le fleuve monte.\n"),
    (Code::WeekdayMismatch, " date mardi 15 août 2024 Le fleuve monte.\n"),
    (Code::DayMonthAmbiguous, " date 05/08/2024 Le fleuve monte.\n"),
    (Code::IntervalReversed, " date du 8 au 5 août 2024 Le fleuve monte.\n"),
    (Code::NonCanonicalDate, " date 2024-8-5 Le fleuve monte.\n"),
    (Code::YearThenFigures, " date 2024 10 blessés à Nantes\n"),
    (Code::BlankBefore, "\n---\na: 1\n---\nTexte.\n"),
    (Code::NoBreakSpaceKey, "---\ntitre\u{A0}: Crue\n---\nTexte.\n"),
    (Code::SecondDocument, "**** *date_2024\nUn.\n**** *date_2025\nDeux.\n"),
    (Code::ThematicBreak, "---\n\nTexte.\n\n---\n"),
    (Code::LongFence, "----\ntitre: Crue\n----\nTexte.\n"),
    (Code::UnknownFormat, "---org\ntitre: Crue\n---\nTexte.\n"),
    (Code::FenceAtEndOfValue, "---\ntitre: Crue ---\n\nTexte.\n"),
    (Code::UnknownKey, "date 2024-08\nfleuve Loire\n\nTexte.\n"),
];

#[test]
fn every_code_is_produced() {
    let mut produced = BTreeSet::new();
    for (code, source) in SEEN {
        let seen: Vec<Code> = split(source).all_diagnostics().iter().map(|d| d.code).collect();
        let optional = matches!(code, Code::YamlSyntax | Code::TabIndent | Code::AliasBudget if cfg!(not(feature = "yaml")))
            || (*code == Code::TomlSyntax && cfg!(not(feature = "toml")));
        assert!(optional || seen.contains(code), "{code}: {seen:?} for {source:?}");
        produced.insert(*code);
    }

    let deep = format!("{{\"a\": {}{}}}\nTexte.\n", "[".repeat(80), "]".repeat(80));
    let large = format!("---\n{}---\nTexte.\n", "k: v\n".repeat(20_000));
    for (code, source) in [(Code::TooDeep, &deep), (Code::TooLarge, &large)] {
        assert!(split(source).all_diagnostics().iter().any(|d| d.code == code), "{code}");
        produced.insert(code);
    }

    let refused =
        split("**** *date_2024\nTexte.\n").edit().insert("tags", Value::Seq(Vec::new())).unwrap_err();
    produced.insert(refused.code());

    #[cfg(feature = "serde")]
    {
        #[derive(serde::Deserialize, Debug)]
        struct Page {
            #[expect(dead_code, reason = "read, and never looked at")]
            page: u8,
        }
        let error = |source: &'static str| split(source).parse::<Page>().unwrap_err().code();
        produced.extend([error("---\npage: deux\n---\n"), error("---\ntitre: Crue\n---\n")]);
    }
    #[cfg(not(feature = "serde"))]
    produced.extend([Code::TypeMismatch, Code::MissingField]);

    // A build that reads everything cannot say that it does not.
    let compiled = split("+++\na = 1\n+++\n").metadata().diagnostics().iter().map(|d| d.code).next();
    assert_eq!(compiled, cfg!(not(feature = "toml")).then_some(Code::NotCompiledIn));
    produced.insert(Code::NotCompiledIn);

    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !produced.contains(code)).collect();
    assert!(missing.is_empty(), "no test produces {missing:?}");
}

#[test]
fn a_profile_is_read_only_when_asked_for() {
    let source = "HD Crue\nPD 15 août 2024\nSN Le Fleuve\nLP\nTexte.\n";
    let options = Options { profiles: vec![Profile::Factiva], ..Options::default() };
    assert_eq!(split(source).form().as_str(), "none");
    assert_eq!(split_with(source, &options).form().as_str(), "factiva");
}

//! Headers: taking a document apart, reading fields into a type, the bare header; with the parsers in use beside ours.

use criterion::{BenchmarkId, Criterion};
use depeche::frontmatter::{self, Form};
use depeche_benches::{CpuTime, bytes, criterion};
use memchr::memmem;
use serde::Deserialize;
use std::hint::black_box;

fn main() {
    let mut criterion = criterion();
    split(&mut criterion);
    typed(&mut criterion);
    lines(&mut criterion);
    dates(&mut criterion);
    criterion.final_summary();
}

/// The header of an article as content managers write it: about 1 KB, 17 flat fields.
const MATTER: &str = "\
titre: Le fleuve monte encore, les habitants des quais évacuent dans le calme
sous_titre: À Nantes, la préfecture appelle à la prudence jusqu'à dimanche soir
date: 2024-08-15T18:30:00+02:00
mise_a_jour: 2024-08-16
auteur: Anne Le Goff
agence: Le Fleuve
source: https://exemple.fr/nantes/2024/08/15/le-fleuve-monte-encore
langue: fr
rubrique: société
lieu: Nantes
mots_cles: [crue, Loire, météo, évacuation, préfecture]
personnes: [\"Anne Roux\", \"Noé Le Goff\", \"Jeanne d'Arvor\"]
chapo: \"Depuis jeudi matin, le niveau de la Loire a gagné un mètre vingt à l'échelle du pont.\"
longueur: 4213
priorite: 3
score: 0.875
publie: true
identifiant: LF-2024-08-15-00342
description: Les services de l'État surveillent les digues de l'aval, où trois brèches se sont ouvertes dans la nuit
licence: 'Tous droits réservés, reproduction soumise à accord'
canal: web
";

#[derive(Deserialize)]
struct Article {
    titre: String,
    sous_titre: String,
    date: String,
    mise_a_jour: String,
    auteur: String,
    agence: String,
    source: String,
    langue: String,
    rubrique: String,
    lieu: String,
    mots_cles: Vec<String>,
    personnes: Vec<String>,
    chapo: String,
    longueur: u32,
    priorite: u8,
    score: f64,
    publie: bool,
    identifiant: String,
    description: String,
    licence: String,
    canal: String,
}

impl Article {
    /// Every field counts, so that none is read in vain.
    fn size(&self) -> usize {
        let texts = [
            &self.titre,
            &self.sous_titre,
            &self.date,
            &self.mise_a_jour,
            &self.auteur,
            &self.agence,
            &self.source,
            &self.langue,
            &self.rubrique,
            &self.lieu,
            &self.chapo,
            &self.identifiant,
            &self.description,
            &self.licence,
            &self.canal,
        ];
        let lists = self.mots_cles.iter().chain(&self.personnes).map(String::len).sum::<usize>();
        let numbers = self.longueur as usize + usize::from(self.priorite) + usize::from(self.publie);
        texts.iter().map(|t| t.len()).sum::<usize>() + lists + numbers + (self.score * 1000.0) as usize
    }
}

fn document() -> String {
    format!("---\n{MATTER}---\n{}", depeche_benches::dispatch())
}

/// Where the header ends: no field is read. The limit is a search for the closing fence and nothing else.
fn split(criterion: &mut Criterion<CpuTime>) {
    let mut group = criterion.benchmark_group("header split");
    let small = document();
    let large = format!("---\n{}---\nTexte.\n", MATTER.repeat(40));
    for (input, text) in [("1 KB", &small), ("40 KB", &large)] {
        let body = frontmatter::split(text).body().start();
        let limit = || memmem::find(&text.as_bytes()[4..], b"\n---\n").map(|at| at + 4 + 5);
        assert_eq!(frontmatter::split(text).form(), Form::Yaml);
        assert_eq!(limit(), Some(body));
        group.throughput(criterion::Throughput::Bytes(body as u64));
        group.bench_function(BenchmarkId::new("depeche", input), |b| {
            b.iter(|| frontmatter::split(black_box(text)).body().start());
        });
        group.bench_function(BenchmarkId::new("memmem", input), |b| {
            b.iter(|| memmem::find(&black_box(text.as_bytes())[4..], b"\n---\n"));
        });
    }
    group.finish();
}

/// The fields read into a type.
fn typed(criterion: &mut Criterion<CpuTime>) {
    let text = document();
    let size = frontmatter::parse::<Article>(&text).expect("a header").0.size();
    let matter = gray_matter::Matter::<gray_matter::engine::YAML>::new();
    let gray = |text: &str| matter.parse::<Article>(text).expect("a header").data.expect("fields").size();
    let fronma = |text: &str| fronma::parser::parse::<Article>(text).expect("a header").headers.size();
    let markdown = |text: &str| markdown_frontmatter::parse::<Article>(text).expect("a header").0.size();
    let saphyr = |text: &str| serde_saphyr::from_str::<Article>(text).expect("a header").size();
    assert_eq!([gray(&text), fronma(&text), markdown(&text), saphyr(MATTER)], [size; 4]);
    let mut group = criterion.benchmark_group("header typed");
    group.throughput(bytes(MATTER));
    group.bench_function(BenchmarkId::new("depeche", "flat yaml"), |b| {
        b.iter(|| frontmatter::parse::<Article>(black_box(&text)).map(|(article, _)| article.size()).ok());
    });
    group.bench_function(BenchmarkId::new("depeche-fields", "flat yaml"), |b| {
        b.iter(|| frontmatter::split(black_box(&text)).metadata().fields().len());
    });
    // A block scalar makes the header one for the reader of the whole language.
    let whole = text.replacen("canal: web\n", "canal: |-\n  web\n", 1);
    assert_eq!(frontmatter::parse::<Article>(&whole).expect("a header").0.size(), size);
    group.bench_function(BenchmarkId::new("depeche", "whole yaml"), |b| {
        b.iter(|| frontmatter::parse::<Article>(black_box(&whole)).map(|(article, _)| article.size()).ok());
    });
    let events = |text: &str| granit_parser::Parser::new_from_str(text).filter(Result::is_ok).count();
    assert!(events(MATTER) > 50);
    group.bench_function(BenchmarkId::new("granit-parser events", "flat yaml"), |b| {
        b.iter(|| events(black_box(MATTER)));
    });
    group.bench_function(BenchmarkId::new("gray_matter", "flat yaml"), |b| b.iter(|| gray(black_box(&text))));
    group.bench_function(BenchmarkId::new("fronma", "flat yaml"), |b| b.iter(|| fronma(black_box(&text))));
    group.bench_function(BenchmarkId::new("markdown-frontmatter", "flat yaml"), |b| {
        b.iter(|| markdown(black_box(&text)));
    });
    group.bench_function(BenchmarkId::new("serde-saphyr", "flat yaml"), |b| {
        b.iter(|| saphyr(black_box(MATTER)))
    });
    group.finish();
}

/// The forms made of lines, with date and headline, and a text without a header.
fn lines(criterion: &mut Criterion<CpuTime>) {
    let mut group = criterion.benchmark_group("header lines");
    let body = depeche_benches::dispatch();
    for (input, form, head) in [
        ("bare", Form::Bare, " date 2024-08 Le fleuve monte à Nantes, les habitants des quais évacuent.\n\n"),
        ("bare french", Form::Bare, " date jeudi 15 août 2024 à 18 h 30 Le fleuve monte à Nantes.\n\n"),
        ("keyvalue", Form::KeyValue, "Date : 15 août 2024\nTitre : Crue\nMots-clés : crue, Loire\n\n"),
        ("starred", Form::Starred, "**** *date_2024-08 *source_Le_Fleuve\n"),
        ("none", Form::None, "Le fleuve monte à Nantes.\n\n"),
    ] {
        let text = format!("{head}{body}");
        let found = frontmatter::split(&text);
        assert_eq!((found.form(), found.date().is_some()), (form, form != Form::None));
        group.throughput(bytes(head));
        group.bench_function(BenchmarkId::new("depeche", input), |b| {
            b.iter(|| frontmatter::split(black_box(&text)).body().start());
        });
    }
    group.finish();
}

/// Dates alone.
fn dates(criterion: &mut Criterion<CpuTime>) {
    use frontmatter::date::DateExpr;
    let mut group = criterion.benchmark_group("dates");
    for date in [
        "2024-08",
        "2024-08-15T18:30:00+02:00",
        "jeudi 15 août 2024 à 18 h 30",
        "du 28 juillet au 3 août 2024",
    ] {
        assert!(DateExpr::parse(date).is_ok());
        group.bench_function(BenchmarkId::new("depeche", date), |b| {
            b.iter(|| DateExpr::parse(black_box(date)).map(|parsed| parsed.value).ok());
        });
    }
    group.finish();
}

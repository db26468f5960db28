//! The command line: one definition, from which the help, the man page and the completions come.

use clap::{Arg, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turns French news text into structured text: header and body, sentences, tokens, named entities.
#[derive(Parser)]
#[command(name = "depeche", version, arg_required_else_help = true, subcommand_required = true)]
#[command(after_help = EXIT_CODES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  everything was done
  1  some input could not be read or was not as expected: each is named on standard error, the rest was done
  2  the command line was not understood
  3  the output could not be written

Inputs are files, folders (their .txt, .text, .jsonl and .ndjson files, or those of --from alone, also with .gz or .zst;
--ext names others; hidden files are left out), quoted patterns such as 'news/**/*.txt', or - for standard input.
Text is UTF-8. Offsets are in bytes of the (decompressed) input unless --offsets says otherwise.";

#[derive(Subcommand)]
pub enum Command {
    /// Everything: header, sentences, tokens and entities, in one of many formats
    #[command(after_help = "\
Examples:
  depeche annotate dispatch.txt                          what a person wants to see
  depeche annotate --to json dispatch.txt                what a program wants to see
  depeche annotate --to html news/ > news.html           a page to look at
  depeche annotate --to conllu -o out/ news/             a folder in, a folder out; run it again to resume
  depeche annotate --to jsonl --field body docs.jsonl.zst > out.jsonl
  depeche annotate --to conllu --from starred corpus.txt > corpus.conllu
  depeche annotate --to jsonl --from archive nexis.txt > nexis.jsonl")]
    Annotate(Annotate),
    /// The header of each document: its form, fields, date, title, and where the body begins
    #[command(after_help = "Example:\n  depeche header --to jsonl news/ | grep '\"date\":null'")]
    Header(Header),
    /// One sentence a line
    #[command(
        after_help = "Examples:\n  depeche sentences dispatch.txt\n  depeche sentences --offsets byte dispatch.txt",
        mut_args(without_names)
    )]
    Sentences(Lines),
    /// One token a line, with its kind; an empty line after each sentence
    #[command(after_help = "Example:\n  depeche tokens dispatch.txt", mut_args(without_names))]
    Tokens(Lines),
    /// Who, where and what is named: each entity once, with its id, its count and its forms
    #[command(after_help = "\
Examples:
  depeche entities dispatch.txt
  depeche entities --mentions dispatch.txt               every mention, with its place")]
    Entities(Entities),
    /// From one format to another, without annotating again
    #[command(
        after_help = "\
Examples:
  depeche convert --to html dispatch.json > dispatch.html
  depeche convert --to conllu -o treebank/ annotated/    a folder in, a folder out
  depeche convert --read conllu --to iob2 gold.conllu",
        mut_args(without_resuming)
    )]
    Convert(Convert),
    /// A document on the terminal, or as an HTML page
    #[command(after_help = "Examples:\n  depeche view dispatch.txt\n  depeche view --html page.html news/")]
    View(View),
    /// Lists of names: make, look into, ask, compare
    #[command(subcommand)]
    Gazetteer(Gazetteer),
    /// How good the annotation is, measured on your own gold
    #[command(
        after_help = "\
Examples:
  depeche evaluate --gold treebank.conllu                sentences, tokens and words
  depeche evaluate --gold entities.jsonl                 {\"text\":…, \"ents\":[[start,end,\"PER\"],…]} a line",
        mut_args(without_header)
    )]
    Evaluate(Evaluate),
    /// Shell completions, on standard output
    #[command(
        after_help = "Example:\n  depeche completions bash > ~/.local/share/bash-completion/completions/depeche"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// The manual page, on standard output
    #[command(
        after_help = "Examples:\n  depeche man > depeche.1\n  depeche man annotate > depeche-annotate.1"
    )]
    Man {
        /// The command whose page is wanted; the program itself without it
        command: Option<String>,
    },
}

/// The same option, out of the help where its id is one of these: the command takes it, so that one set of options does for all
/// commands, but it changes nothing there.
fn hide(option: Arg, ids: &[&str]) -> Arg {
    if ids.contains(&option.get_id().as_str()) { option.hide(true) } else { option }
}

/// Neither sentences nor tokens depend on what is named in them.
fn without_names(option: Arg) -> Arg {
    hide(option, &["entities", "dates", "amounts", "gazetteer", "no_builtin"])
}

/// Gold is taken as it stands, and dates and amounts are not measured.
fn without_header(option: Arg) -> Arg {
    hide(option, &["header", "dates", "amounts"])
}

/// Converting is fast: every file is written anew.
fn without_resuming(option: Arg) -> Arg {
    match option.get_id().as_str() {
        "output" => option.help("Write one file for each input into this folder").long_help(None),
        _ => hide(option, &["overwrite"]),
    }
}

/// What to read.
#[derive(Args, Clone)]
pub struct Input {
    /// Files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<std::ffi::OsString>,

    /// What a file holds: one document, one JSON object a line, documents under lines of stars, or an export of a press archive
    /// [default: by the file's name]
    #[arg(long, value_name = "FORM", help_heading = "Input")]
    pub from: Option<From>,

    /// The field of each JSON object that holds the text [default: text]
    #[arg(long, value_name = "NAME", help_heading = "Input")]
    pub field: Option<String>,

    /// In folders, read the files with this extension too (may be given again)
    #[arg(long, value_name = "EXT", help_heading = "Input")]
    pub ext: Vec<String>,

    /// Stop at the first input that cannot be read or is not as expected
    #[arg(long, help_heading = "Input")]
    pub strict: bool,
}

impl Input {
    /// The field that holds the text.
    pub fn field(&self) -> &str {
        self.field.as_deref().unwrap_or("text")
    }
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum From {
    /// One document a file
    Text,
    /// One JSON object a line; the fields beside the text are carried through
    Jsonl,
    /// Documents one after the other, each begun by a line such as **** *date_2024-08-15 *source_AFP; offsets are those of each
    Starred,
    /// Documents one after the other as Nexis and Factiva export them, their fields read as headers; offsets are those of each
    Archive,
}

/// How to annotate.
#[derive(Args, Clone, Debug)]
pub struct Model {
    /// Whether a document may begin with a header
    #[arg(long, value_name = "MODE", default_value = "auto", help_heading = "Annotation")]
    pub header: HeaderMode,

    /// Where sentences end: as a reader expects, or as Universal Dependencies treebanks cut
    #[arg(long, value_name = "PROFILE", default_value = "default", help_heading = "Annotation")]
    pub profile: SentenceProfile,

    /// What a line end means; a blank line always ends a paragraph
    #[arg(long, value_name = "POLICY", default_value = "smart", help_heading = "Annotation")]
    pub newlines: NewlinePolicy,

    /// How sure an entity must be
    #[arg(long, value_name = "PROFILE", default_value = "balanced", help_heading = "Annotation")]
    pub entities: EntityProfile,

    /// Dates in the text as mentions too: DATE, with the date in EDTF as id
    #[arg(long, help_heading = "Annotation")]
    pub dates: bool,

    /// Amounts in the text as mentions too: AMOUNT:money, AMOUNT:percent, AMOUNT:measure, with the value as id
    #[arg(long, help_heading = "Annotation")]
    pub amounts: bool,

    /// Names of your own, laid over the built-in ones: a compiled file or a list that `gazetteer build` reads; may be given again
    #[arg(long, value_name = "FILE", help_heading = "Annotation")]
    pub gazetteer: Vec<PathBuf>,

    /// Without the built-in names
    #[arg(long, help_heading = "Annotation")]
    pub no_builtin: bool,
}

impl Model {
    /// The same, for documents that are read so.
    pub fn of(&self, input: &Input) -> Model {
        let archives = input.from == Some(From::Archive) && self.header == HeaderMode::Auto;
        let header = if archives { HeaderMode::Archives } else { self.header };
        Model { header, ..self.clone() }
    }
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderMode {
    /// Found where there is one
    Auto,
    /// That, or the header of an export of a press archive: --from archive.
    #[value(skip)]
    Archives,
    /// The whole text is body
    None,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum SentenceProfile {
    /// As a reader expects
    Default,
    /// As Universal Dependencies treebanks cut
    Ud,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum NewlinePolicy {
    /// A border unless the line is plainly cut to a width
    Smart,
    /// White space
    Paragraph,
    /// Always a border
    Every,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum EntityProfile {
    /// The best balance
    Balanced,
    /// Only what is nearly certain (confidence of 0.86 or more)
    Precise,
    /// Every candidate worth a look
    Recall,
    /// No entities at all
    None,
}

#[derive(Subcommand)]
pub enum Gazetteer {
    /// Compile lists of names into one file
    #[command(after_help = "\
The form of a list is told by its name:
  .tsv    a table: id (or -), type, name, other forms with | between them, weight from 0 to 255, attributes
          (key=value;key=value), options. Columns at the end may be left out; lines that begin with # are skipped.
          A line of the type ! hides its id, its name and its forms in what lies under the list
  .jsonl  one object a line: type, name, id, forms, weight, attributes, options; or the patterns of spaCy's EntityRuler:
          label, pattern, id
  .def    a definition of GATE, list:major:minor, whose lists lie beside it
  .lst    one list of GATE, with --type

Examples:
  depeche gazetteer build clubs.tsv -o clubs.gaz && depeche annotate --gazetteer clubs.gaz dispatch.txt
  depeche gazetteer build patterns.jsonl lists.def -o names.gaz
  depeche gazetteer build towns.lst --type LOC:city --options 'case=insensitive' -o towns.gaz")]
    Build {
        /// Lists
        #[arg(value_name = "LIST", required = true)]
        inputs: Vec<PathBuf>,

        /// The compiled file
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,

        #[command(flatten)]
        reading: Reading,

        /// No progress bar on standard error; errors are still shown
        #[arg(short, long)]
        quiet: bool,
    },
    /// What is in a gazetteer: counts, types, content hash; and whether it is sound
    #[command(
        after_help = "Examples:\n  depeche gazetteer inspect\n  depeche gazetteer inspect --entries clubs.gaz > clubs.tsv"
    )]
    Inspect {
        /// Compiled files or lists that build reads, as with --gazetteer
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,

        #[command(flatten)]
        which: Which,

        /// Every entry, as a table that build reads
        #[arg(long)]
        entries: bool,

        /// The sources and licences of the built-in names
        #[arg(long)]
        licences: bool,
    },
    /// What a name may mean, best first
    #[command(after_help = "Example:\n  depeche gazetteer lookup Valence Poutine COP29")]
    Lookup {
        /// Names
        #[arg(value_name = "NAME", required = true)]
        names: Vec<String>,

        #[command(flatten)]
        which: Which,
    },
    /// What entries one file has and the other has not, as lines of a table
    #[command(after_help = "Example:\n  depeche gazetteer diff before.gaz after.tsv")]
    Diff {
        /// The file before
        before: PathBuf,
        /// The file after
        after: PathBuf,
    },
}

/// How lists are read.
#[derive(Args, Clone)]
pub struct Reading {
    /// The form of all lists [default: by the name of each]
    #[arg(long, value_name = "FORM")]
    pub from: Option<List>,

    /// The type of the names of .lst lists
    #[arg(long = "type", value_name = "TYPE")]
    pub kind: Option<String>,

    /// How the forms of EntityRuler and GATE lists are matched, as in a table [default: exactly for EntityRuler]
    #[arg(long, value_name = "WORDS")]
    pub options: Option<String>,

    /// What stands before the features of a line of a GATE list
    #[arg(long, value_name = "CHAR", default_value_t = '&')]
    pub separator: char,

    /// Refuse two lines about the same entry, instead of making one of them
    #[arg(long)]
    pub no_duplicates: bool,
}

impl Reading {
    /// As the name of each list says.
    pub const BY_NAME: Reading =
        Reading { from: None, kind: None, options: None, separator: '&', no_duplicates: false };
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum List {
    /// A table
    Tsv,
    /// JSON lines of Depeche
    Jsonl,
    /// JSON lines of spaCy's EntityRuler
    EntityRuler,
    /// A definition of GATE
    Gate,
    /// One list of GATE
    Lst,
}

/// Which gazetteers are meant.
#[derive(Args)]
pub struct Which {
    /// A compiled file or a list that build reads; may be given again
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Vec<PathBuf>,

    /// The built-in names, which are meant too when no file is given
    #[arg(long)]
    pub builtin: bool,
}

/// How many threads, by a message that says what is wanted.
/// More than any machine has; the system would refuse some hundred thousand.
const MOST_THREADS: usize = 1024;

fn threads(value: &str) -> Result<usize, String> {
    let wrong = || format!("expected a number of threads up to {MOST_THREADS}, 0 for one for each processor");
    value.parse().ok().filter(|threads| *threads <= MOST_THREADS).ok_or_else(wrong)
}

fn columns(value: &str) -> Result<usize, String> {
    value.parse().map_err(|_| "expected a number of columns, 0 to break no line".to_owned())
}

/// How to run.
#[derive(Args, Clone)]
pub struct Run {
    /// Threads; 0 means one for each processor. The output is the same for any number
    #[arg(
        short = 'j',
        long = "threads",
        value_name = "N",
        default_value_t = 0,
        value_parser = threads,
        allow_negative_numbers = true,
        help_heading = "Run"
    )]
    pub threads: usize,

    /// No progress bar and no summary on standard error; errors are still shown
    #[arg(short, long, help_heading = "Run")]
    pub quiet: bool,
}

#[derive(Args)]
pub struct Annotate {
    #[command(flatten)]
    pub input: Input,

    #[command(flatten)]
    pub output: Output,

    #[command(flatten)]
    pub model: Model,

    #[command(flatten)]
    pub run: Run,
}

#[derive(Args, Clone)]
pub struct Output {
    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub to: To,

    /// Write one file for each input into this folder. What is there already and up to date is left as it is, so that an
    /// interrupted run goes on where it stopped
    #[arg(short, long, value_name = "FOLDER", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// With --output, write every file again
    #[arg(long, requires = "output", help_heading = "Output")]
    pub overwrite: bool,

    /// The unit of the offsets in json and jsonl [default: byte]
    #[arg(long, value_name = "UNIT", help_heading = "Output")]
    pub offsets: Option<Unit>,

    /// The layers in json and jsonl, as a list with commas [default: all]
    #[arg(long, value_name = "LIST", value_delimiter = ',', help_heading = "Output")]
    pub layers: Vec<Layer>,

    /// Colours in text
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum To {
    /// For people: the header, then each sentence with its entities marked
    Text,
    /// One JSON object; for several documents, an array
    Json,
    /// One JSON object a line
    Jsonl,
    /// CoNLL-U: tokens, words, sentences; entities in the last column
    Conllu,
    /// A token and its tag a line: B- begins an entity, I- goes on with it
    Iob2,
    /// The same, with L- for the last token of an entity and U- for the only one
    Bilou,
    /// JSON Lines of spaCy documents (offsets in characters)
    Spacy,
    /// brat standoff (offsets in characters); .txt and .ann with --output
    Brat,
    /// JSON Lines for doccano (offsets in characters)
    Doccano,
    /// JSON Lines of Label Studio tasks with predictions (offsets in UTF-16 units)
    LabelStudio,
    /// W3C Web Annotation in JSON-LD, one annotation page a line (offsets in characters)
    WebAnnotation,
    /// One page without scripts or links to the network
    Html,
    /// A Parquet file, a row a document (offsets in bytes); in builds with the feature parquet
    Parquet,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Bytes of UTF-8
    Byte,
    /// Characters: Python, W3C, brat
    Char,
    /// UTF-16 units: browsers, Java
    Utf16,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Layer {
    /// The whole text
    Text,
    /// The header
    Header,
    /// Headline and body
    Regions,
    /// Paragraphs
    Paragraphs,
    /// Sentences
    Sentences,
    /// Tokens
    Tokens,
    /// Mentions of entities
    Mentions,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Args)]
pub struct Header {
    #[command(flatten)]
    pub input: Input,

    /// Also look for headers of this export of a press archive; may be given twice
    #[arg(long, value_name = "ARCHIVE", help_heading = "What a header is")]
    pub archive: Vec<Archive>,

    /// The lines that open and close a header, when they are not the usual ones
    #[arg(long, num_args = 2, allow_hyphen_values = true, value_names = ["OPEN", "CLOSE"], help_heading = "What a header is")]
    pub delimiters: Option<Vec<String>>,

    /// The format between the lines of --delimiters
    #[arg(
        long,
        value_name = "FORMAT",
        default_value = "yaml",
        requires = "delimiters",
        help_heading = "What a header is"
    )]
    pub between: Between,

    /// A key that counts as known where headers have no fences; may be given several times
    #[arg(long, value_name = "KEY", help_heading = "What a header is")]
    pub key: Vec<String>,

    /// Give the beginning of the body, up to this text, as the excerpt
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT", help_heading = "Output")]
    pub excerpt: Option<String>,

    /// The format
    #[arg(long, value_name = "FORMAT", default_value = "text", help_heading = "Output")]
    pub to: HeaderTo,

    #[command(flatten)]
    pub run: Run,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Archive {
    /// `2 of 7 DOCUMENTS`, `LONGUEUR: 143 mots`
    Nexis,
    /// Lines that begin with HD, PD, SN, LP, TD
    Factiva,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Between {
    /// YAML
    Yaml,
    /// TOML
    Toml,
    /// JSON
    Json,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderTo {
    /// For people
    Text,
    /// One JSON object; for several documents, an array
    Json,
    /// One JSON object a line
    Jsonl,
}

#[derive(Args)]
pub struct Lines {
    #[command(flatten)]
    pub input: Input,

    /// Begin each line with where it starts and ends, in this unit
    #[arg(long, value_name = "UNIT", help_heading = "Output")]
    pub offsets: Option<Unit>,

    #[command(flatten)]
    pub model: Model,

    #[command(flatten)]
    pub run: Run,
}

#[derive(Args)]
pub struct Entities {
    #[command(flatten)]
    pub input: Input,

    /// Every mention in the order of the text, with its line, its column and its sentence
    #[arg(long, help_heading = "Output")]
    pub mentions: bool,

    #[command(flatten)]
    pub model: Model,

    #[command(flatten)]
    pub run: Run,
}

#[derive(Args)]
pub struct Convert {
    /// Files, folders, quoted patterns, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<std::ffi::OsString>,

    /// The format of the input [default: by the file's name]
    #[arg(long, value_name = "FORMAT", help_heading = "Input")]
    pub read: Option<Read>,

    /// Stop at the first document that is not as expected
    #[arg(long, help_heading = "Input")]
    pub strict: bool,

    #[command(flatten)]
    pub output: Output,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Read {
    /// What `annotate --to json` writes
    Json,
    /// What `annotate --to jsonl` writes
    Jsonl,
    /// CoNLL-U
    Conllu,
    /// A token and its IOB2 (or BILOU) tag a line
    #[value(alias = "bilou")]
    Iob2,
    /// brat standoff: the .ann file, with the .txt file beside it
    Brat,
}

#[derive(Args)]
pub struct View {
    #[command(flatten)]
    pub input: Input,

    /// Write an HTML page to this file instead
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub html: Option<PathBuf>,

    /// Colours on the terminal
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,

    /// Break lines at words at this many columns; 0 breaks none [default: as wide as the terminal; none into a file or a pipe]
    #[arg(long, value_name = "COLUMNS", value_parser = columns, help_heading = "Output")]
    pub width: Option<usize>,

    #[command(flatten)]
    pub model: Model,
}

#[derive(Args)]
pub struct Evaluate {
    /// The gold: CoNLL-U (.conllu), or JSON Lines with `text` and `ents` (.jsonl), in characters unless `offsets` says byte or utf16
    #[arg(long, value_name = "FILE", required = true)]
    pub gold: PathBuf,

    #[command(flatten)]
    pub model: Model,
}

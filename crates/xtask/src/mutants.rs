//! `cargo xtask mutants`: do the tests notice when a rule is broken? `cargo mutants` breaks one place after the other.
//!
//! A crate has thousands of places and each costs some seconds, so a share of them is tried at a time: every N-th place, over
//! the whole crate. `MUTANTS.md` of the crate gathers what came of the shares, and why a place that no test notices stays.

use crate::shell::{Outcome, cargo_output, files, first_line, read, root, shown};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the mutants of a crate are tried.
struct Plan {
    package: &'static str,
    /// The quick tests, as arguments of `cargo test`: those that take a second or two and say the most.
    quick: &'static [&'static str],
    /// What the quick tests miss is tried with all tests of the crate and its examples: these arguments.
    whole: &'static [&'static str],
    /// Tests that measure time or damage files at length.
    skipped: &'static [&'static str],
    /// Generated cases for each law, always the same ones.
    cases: &'static str,
}

const PLANS: &[Plan] = &[
    Plan {
        package: "depeche-entities",
        quick: &["--package=depeche", "--test=entities", "--test=golden"],
        whole: &[],
        skipped: &["linear", "hundred_thousand"],
        cases: "64",
    },
    Plan {
        package: "depeche-frontmatter",
        quick: &[
            "--all-features",
            "--lib",
            "--test=cases",
            "--test=edits",
            "--test=laws",
            "--test=surface",
            "--test=typed",
        ],
        whole: &["--all-features"],
        skipped: &["linear"],
        cases: "256",
    },
    Plan {
        package: "depeche-gazetteer",
        quick: &[
            "--lib",
            "--test=behaviour",
            "--test=exact",
            "--test=file",
            "--test=layers",
            "--test=sources",
        ],
        whole: &[],
        skipped: &["time_grows", "very_many", "every_flipped_bit", "corruption"],
        cases: "64",
    },
    Plan {
        package: "depeche-segment",
        quick: &["--lib", "--test=golden", "--test=laws", "--test=naive"],
        whole: &[],
        skipped: &["linear"],
        cases: "1000",
    },
];

/// `cargo xtask mutants CRATE K/N`: tries the K-th of N shares of the mutants of a crate, from 0; with `--again` those of the
/// share that were missed the last time. What came of it goes to `MUTANTS.md` of the crate, beside the other shares.
pub fn run(arguments: &[String]) -> Outcome {
    let usage = || {
        let names: Vec<_> = PLANS.iter().map(|plan| plan.package).collect();
        format!("expected one of {}, a share such as 0/40, and perhaps --again", names.join(", "))
    };
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (name, shard, again) = match *arguments {
        [name, shard] => (name, shard, false),
        [name, shard, "--again"] => (name, shard, true),
        _ => return Err(usage()),
    };
    let plan = PLANS.iter().find(|plan| plan.package == name).ok_or_else(usage)?;
    let mut page = Page::of(name)?;
    let mut found = Found::default();
    let missed: Vec<Place> = if again {
        page.missed.iter().filter(|place| place.shard == shard).cloned().collect()
    } else {
        found = try_out(plan, shard, plan.quick, &[])?;
        std::mem::take(&mut found.missed).iter().map(|line| Place::of(name, shard, line)).collect()
    };
    if !missed.is_empty() {
        let more = try_out(plan, shard, plan.whole, &missed)?;
        found.caught += more.caught;
        found.timeout += more.timeout;
        found.unviable += more.unviable;
        found.missed = more.missed;
    }
    page.put(name, shard, again, &found)?;
    page.write()?;
    println!("{}", page.totals());
    Ok(())
}

/// What came of a run.
#[derive(Default)]
struct Found {
    caught: usize,
    /// Caught because the tests did not end.
    timeout: usize,
    unviable: usize,
    /// The lines of `cargo mutants`.
    missed: Vec<String>,
}

/// Runs `cargo mutants` with these tests on a share, or on some places of it.
fn try_out(plan: &Plan, shard: &str, tests: &[&str], some: &[Place]) -> Result<Found, String> {
    let folder = root().join("target/tmp/mutants").join(plan.package).join(shard.replace('/', "-of-"));
    let folder = folder.join(if some.is_empty() { "share" } else { "missed" });
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    // A mutant may loop or ask for memory without end: a process has 40 seconds of a processor, whatever else the machine
    // does, and 12 GB of addresses.
    let mut command = Command::new("sh");
    command.args([
        "-c",
        "ulimit -t 40; ulimit -v 12000000; exec \"$@\"",
        "sh",
        "nice",
        "-n",
        "19",
        "cargo",
        "mutants",
    ]);
    // The unbroken crate is tried first: tests that fail on it would catch everything.
    command.args(["--package", plan.package, "--in-place", "--no-times"]);
    command.args(["--timeout", "600", "--build-timeout", "600"]).arg("--output").arg(&folder);
    if some.is_empty() {
        command.args(["--shard", shard, "--sharding", "round-robin"]);
    }
    command.args(some.iter().flat_map(|place| ["--re".to_owned(), place.pattern()]));
    // Whatever is asked for, `cargo mutants` tries those that delete a field as well.
    if !some.is_empty() && !some.iter().any(|place| place.what.starts_with("delete field")) {
        command.args(["--exclude-re", ": delete field "]);
    }
    command.args(tests.iter().flat_map(|test| ["--cargo-arg", test])).args(["--", "--"]);
    command.args(plan.skipped.iter().flat_map(|skipped| ["--skip", skipped]));
    // What fails need not be made small.
    command.env("CARGO_TARGET_DIR", root().join("target")).env("PROPTEST_MAX_SHRINK_ITERS", "0");
    command.env("PROPTEST_CASES", plan.cases).env("PROPTEST_RNG_SEED", "1");
    let status = command.current_dir(tree()?).status();
    let status = status.map_err(|error| format!("cannot start cargo mutants: {error}"))?;
    // 2: some are missed, 3: some did not end. The page tells of both.
    if !matches!(status.code(), Some(0 | 2 | 3)) {
        return Err(format!("cargo mutants failed ({status})"));
    }
    let list = |kind: &str| -> Vec<String> {
        let text =
            std::fs::read_to_string(folder.join(format!("mutants.out/{kind}.txt"))).unwrap_or_default();
        let asked = |line: &&str| {
            let place = Place::of(plan.package, shard, line);
            some.is_empty() || some.iter().any(|asked| asked.is(&place))
        };
        text.lines().filter(asked).map(str::to_owned).collect()
    };
    let found = Found {
        caught: list("caught").len(),
        timeout: list("timeout").len(),
        unviable: list("unviable").len(),
        missed: list("missed"),
    };
    if found.caught + found.timeout + found.unviable + found.missed.len() == 0 {
        return Err("no mutant was tried".to_owned());
    }
    Ok(found)
}

/// A copy of the sources in which places are broken. It is kept and brought up to date, so that a share builds only what has
/// changed since the one before it.
fn tree() -> Result<PathBuf, String> {
    let tree = root().join("target/tmp/mutants/tree");
    let listed =
        Command::new("git").args(["ls-files", "-co", "--exclude-standard"]).current_dir(root()).output();
    let listed = listed.map_err(|error| format!("cannot start git: {error}"))?;
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let wanted: BTreeSet<PathBuf> =
        listed.lines().map(PathBuf::from).filter(|path| root().join(path).is_file()).collect();
    let failed = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for path in &wanted {
        let (from, to) = (root().join(path), tree.join(path));
        let new = std::fs::read(&from).map_err(|error| failed(&from, error))?;
        // What is the same keeps its date.
        if std::fs::read(&to).is_ok_and(|old| old == new) {
            continue;
        }
        let folder = to.parent().unwrap_or(&tree);
        std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
        std::fs::write(&to, new).map_err(|error| failed(&to, error))?;
    }
    for path in files("target/tmp/mutants/tree", |_| true)? {
        if path.strip_prefix(&tree).is_ok_and(|path| !wanted.contains(path)) {
            std::fs::remove_file(&path).map_err(|error| failed(&path, error))?;
        }
    }
    Ok(tree)
}

/// A share that was tried.
struct Share {
    shard: String,
    caught: usize,
    timeout: usize,
    unviable: usize,
    /// How many no test noticed when the share was tried first.
    missed_first: usize,
    /// How many no test notices since the last `--again`.
    missed: usize,
    when: String,
}

/// A place that no test notices.
#[derive(Clone)]
struct Place {
    shard: String,
    file: String,
    what: String,
    why: String,
}

impl Place {
    /// A place by the line of `cargo mutants`: `FILE:LINE:COLUMN: WHAT`. Lines move, so a place is known by its file, its
    /// column and what is broken.
    fn of(name: &str, shard: &str, line: &str) -> Self {
        let mut parts = line.splitn(4, ':');
        let file = parts.next().unwrap_or_default();
        let (column, what) = (parts.nth(1).unwrap_or_default(), parts.next().unwrap_or_default());
        let file = file.strip_prefix(&format!("crates/{name}/src/")).unwrap_or(file);
        let what = format!("{} (column {column})", what.trim().replace('|', "¦"));
        Self { shard: shard.to_owned(), file: file.to_owned(), what, why: "–".to_owned() }
    }

    fn is(&self, other: &Self) -> bool {
        self.file == other.file && self.what == other.what
    }

    /// A regular expression for the line of `cargo mutants`.
    fn pattern(&self) -> String {
        let (what, column) = self.what.rsplit_once(" (column ").unwrap_or((&self.what, ""));
        let plain = |text: &str| {
            let mut out = String::new();
            for c in text.replace('¦', "|").chars() {
                if r"\.+*?()|[]{}^$#&-~".contains(c) {
                    out.push('\\');
                }
                out.push(c);
            }
            out
        };
        format!(r"/{}:\d+:{}: {}$", plain(&self.file), column.trim_end_matches(')'), plain(what))
    }
}

/// `MUTANTS.md` of a crate: the shares that were tried, and the places that no test notices.
struct Page {
    name: String,
    /// The mutants the crate has.
    all: usize,
    shares: Vec<Share>,
    missed: Vec<Place>,
    /// What stands after the tables, written by hand.
    chapters: String,
}

impl Page {
    fn path(name: &str) -> PathBuf {
        root().join(format!("crates/{name}/MUTANTS.md"))
    }

    /// The page as it stands; an empty one where there is none.
    fn of(name: &str) -> Result<Self, String> {
        let mut page = Self {
            name: name.to_owned(),
            all: 0,
            shares: Vec::new(),
            missed: Vec::new(),
            chapters: String::new(),
        };
        let path = Self::path(name);
        if !path.exists() {
            return Ok(page);
        }
        let text = read(&path)?;
        let (tables, chapters) = text.split_at(text.find("\n## ").unwrap_or(text.len()));
        page.chapters = chapters.to_owned();
        for line in tables.lines() {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let count = |cell: &str| cell.parse::<usize>().ok();
            match *cells {
                [shard, _, caught, timeout, first, missed, unviable, when] if is_shard(shard) => {
                    let counts = [caught, timeout, first, missed, unviable].map(count);
                    let [Some(caught), Some(timeout), Some(missed_first), Some(missed), Some(unviable)] =
                        counts
                    else {
                        return Err(format!("{}: expected counts in {line}", shown(&path)));
                    };
                    let (shard, when) = (shard.to_owned(), when.to_owned());
                    page.shares.push(Share { shard, caught, timeout, unviable, missed_first, missed, when });
                }
                [shard, file, what, why] if is_shard(shard) => page.missed.push(Place {
                    shard: shard.to_owned(),
                    file: file.trim_matches('`').to_owned(),
                    what: what.to_owned(),
                    why: why.to_owned(),
                }),
                [all, ..] => {
                    let all = all.strip_prefix("The crate has ").and_then(|rest| rest.split_once(" places"));
                    page.all = all.and_then(|(all, _)| count(all)).unwrap_or(page.all);
                }
                [] => {}
            }
        }
        Ok(page)
    }

    /// Takes what came of a share, in the place of what was known of it. Reasons that stand there are kept.
    fn put(&mut self, name: &str, shard: &str, again: bool, found: &Found) -> Outcome {
        let listed = cargo_output(&["mutants", "--list", "--package", name])?;
        self.all = listed.lines().count();
        let (date, commit) =
            (first_line("date", &["-u", "+%Y-%m-%d"]), first_line("git", &["rev-parse", "--short", "HEAD"]));
        let mut missed: Vec<Place> = found.missed.iter().map(|line| Place::of(name, shard, line)).collect();
        for place in &mut missed {
            if let Some(old) = self.missed.iter().find(|old| old.is(place)) {
                place.why.clone_from(&old.why);
            }
        }
        self.missed.retain(|place| place.shard != shard);
        let count = missed.len();
        self.missed.extend(missed);
        let old = self.shares.iter_mut().find(|share| share.shard == shard);
        match old {
            Some(share) if again => {
                // What was missed and is not any more was caught, or is gone from the code.
                share.caught += share.missed.saturating_sub(count);
                share.missed = count;
                share.when =
                    format!("{}; again {date}, {commit}", share.when.split(';').next().unwrap_or_default());
            }
            old => {
                let share = Share {
                    shard: shard.to_owned(),
                    caught: found.caught,
                    timeout: found.timeout,
                    unviable: found.unviable,
                    missed_first: count,
                    missed: count,
                    when: format!("{date}, {commit}"),
                };
                match old {
                    Some(old) => *old = share,
                    None => self.shares.push(share),
                }
            }
        }
        Ok(())
    }

    /// Caught and tried, over all shares: when they were tried first, and now.
    fn sums(&self) -> ([usize; 2], [usize; 2]) {
        let sum = |of: fn(&Share) -> usize| self.shares.iter().map(of).sum::<usize>();
        let tried = sum(|share| share.caught + share.timeout + share.missed);
        ([tried - sum(|share| share.missed_first), tried], [tried - sum(|share| share.missed), tried])
    }

    fn totals(&self) -> String {
        let (first, now) = self.sums();
        format!(
            "Shares tried: {}; mutants of them that build: {}, of which {:.1} % were caught at first, {:.1} % now",
            self.shares.len(),
            first[1],
            percent(first),
            percent(now)
        )
    }

    fn write(&self) -> Outcome {
        let Self { name, all, .. } = self;
        let mut page = format!(
            "# Mutants\n\n`cargo mutants` breaks one place of the code after the other and runs the tests: what no test notices is a \
             gap,\nor code that does not matter. `cargo xtask mutants {name} K/N` tries every N-th place and writes this page, with \
             `--again`\nwhat was missed; what is left out is in `.cargo/mutants.toml`.\n\nThe crate has {all} places. {}.\n\n",
            self.totals()
        );
        page.push_str(
            "| share | tried | caught | by the time limit | missed at first | missed now | do not build | date, commit |\n\
             |---|---:|---:|---:|---:|---:|---:|---|\n",
        );
        for share in &self.shares {
            let Share { shard, caught, timeout, unviable, missed_first, missed, when } = share;
            let tried = caught + timeout + missed + unviable;
            let _ = writeln!(
                page,
                "| {shard} | {tried} | {caught} | {timeout} | {missed_first} | {missed} | {unviable} | {when} |"
            );
        }
        if !self.missed.is_empty() {
            page.push_str("\n| share | file | what no test notices | why it stays |\n|---|---|---|---|\n");
        }
        for Place { shard, file, what, why } in &self.missed {
            let _ = writeln!(page, "| {shard} | `{file}` | {what} | {why} |");
        }
        page.push_str(&self.chapters);
        let path = Self::path(name);
        std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))
    }
}

fn is_shard(cell: &str) -> bool {
    cell.split_once('/').is_some_and(|(k, n)| k.parse::<u32>().is_ok() && n.parse::<u32>().is_ok())
}

fn percent([part, whole]: [usize; 2]) -> f64 {
    part as f64 * 100.0 / whole.max(1) as f64
}

/// The share of mutants that the tests of a crate must catch, in percent.
const CAUGHT: f64 = 90.0;

/// Of all crates: how many mutants that build were tried, how many are missed without a reason, with the crates where too few
/// are caught, and the share that is caught in each.
pub fn known() -> Result<(usize, usize, String), String> {
    let mut notes = Vec::new();
    let (mut tried, mut failures) = (0, 0);
    for plan in PLANS {
        let page = Page::of(plan.package)?;
        let (_, now) = page.sums();
        tried += now[1];
        failures += page.missed.iter().filter(|place| place.why == "–").count();
        failures += usize::from(now[1] > 0 && percent(now) < CAUGHT);
        notes.push(match now[1] {
            0 => format!("no whole share of {}", plan.package),
            tried => format!("{} {:.1} % of {tried}", plan.package, percent(now)),
        });
    }
    Ok((tried, failures, notes.join(", ")))
}

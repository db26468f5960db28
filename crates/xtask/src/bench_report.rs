//! `cargo xtask bench-report`: runs the benches and writes what they say, as ratios, with machine, date, commit and
//! versions: `benches/REPORT.md` and `benches/report.svg`.

use crate::shell::{Outcome, cargo, files, first_line, read, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// One measured benchmark.
struct Measured {
    group: String,
    contestant: String,
    input: String,
    /// Median time of one run, in nanoseconds of CPU time.
    nanoseconds: f64,
    /// Bytes read in one run; 0 where the group does not count bytes.
    bytes: f64,
}

impl Measured {
    /// Megabytes of input in a second; for groups without bytes, runs in a second.
    fn speed(&self) -> f64 {
        if self.bytes > 0.0 { self.bytes * 1e3 / self.nanoseconds } else { 1e9 / self.nanoseconds }
    }
}

/// Runs the benches (`--quick`: short runs; `--read`: only what the last run left) and writes the report.
pub fn run(arguments: &[String]) -> Outcome {
    match arguments {
        [] => cargo(&["bench", "--package", "depeche-benches"])?,
        [only] if only == "--quick" => cargo(&["bench", "--package", "depeche-benches", "--", "--quick"])?,
        [only] if only == "--read" => {}
        other => return Err(format!("expected nothing, --quick or --read, found {}", other.join(" "))),
    }
    let measured = collect()?;
    if measured.is_empty() {
        return Err("expected results in target/criterion, found none: run without --read".to_owned());
    }
    let folder = root().join("benches");
    std::fs::write(folder.join("REPORT.md"), report(&measured)).map_err(|error| error.to_string())?;
    std::fs::write(folder.join("report.svg"), chart(&measured)).map_err(|error| error.to_string())
}

/// What the last run of every benchmark left.
fn collect() -> Result<Vec<Measured>, String> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let folder = target.join("criterion");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let results = files(&folder.to_string_lossy(), |path| path.ends_with("new/benchmark.json"))?;
    let mut measured = Vec::new();
    for path in results {
        let about: Value = serde_json::from_str(&read(&path)?).map_err(|error| error.to_string())?;
        let estimates = read(&path.with_file_name("estimates.json"))?;
        let estimates: Value = serde_json::from_str(&estimates).map_err(|error| error.to_string())?;
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        measured.push(Measured {
            group: text(&about["group_id"]),
            contestant: text(&about["function_id"]),
            input: text(&about["value_str"]),
            nanoseconds: estimates["median"]["point_estimate"].as_f64().unwrap_or(f64::NAN),
            bytes: about["throughput"]["Bytes"].as_f64().unwrap_or_default(),
        });
    }
    Ok(measured)
}

/// The groups and inputs, each with its contestants, the fastest first.
fn tables(measured: &[Measured]) -> BTreeMap<(&str, &str), Vec<&Measured>> {
    let mut tables: BTreeMap<(&str, &str), Vec<&Measured>> = BTreeMap::new();
    for one in measured {
        tables.entry((&one.group, &one.input)).or_default().push(one);
    }
    for rows in tables.values_mut() {
        rows.sort_by(|a, b| b.speed().total_cmp(&a.speed()));
    }
    tables
}

/// Ours in a table: the contestant that bears the name of the house and nothing else.
fn ours<'m>(rows: &[&'m Measured]) -> Option<&'m Measured> {
    rows.iter().copied().find(|row| row.contestant == "depeche")
}

fn report(measured: &[Measured]) -> String {
    let mut page = String::from(
        "# Speed\n\nWritten by `cargo xtask bench-report`: medians of CPU time, every contestant in the same run. These \
         machines are noisy: believe the ratios, not the single figures. How the corpora are made, what was tried and \
         what did not help: [README.md](README.md).\n\n",
    );
    for (what, value) in [
        ("Date", first_line("date", &["-u", "+%Y-%m-%d"])),
        ("Commit", first_line("git", &["rev-parse", "--short", "HEAD"])),
        ("Compiler", first_line("rustc", &["--version"])),
        ("Machine", processor()),
    ] {
        let _ = writeln!(page, "* {what}: {value}");
    }
    for ((group, input), rows) in tables(measured) {
        let ours = ours(&rows).map(Measured::speed);
        let unit = if rows.iter().any(|row| row.bytes > 0.0) { "MB/s" } else { "runs/s" };
        let _ = write!(
            page,
            "\n## {group}, {input}\n\n| contestant | {unit} | Depeche / it |\n|---|---:|---:|\n"
        );
        for row in rows {
            let ratio = ours.map_or_else(|| "–".to_owned(), |ours| format!("{:.2}", ours / row.speed()));
            let _ = writeln!(page, "| {} | {} | {ratio} |", row.contestant, figure(row.speed()));
        }
    }
    page
}

/// A figure with three significant ones.
fn figure(value: f64) -> String {
    if value >= 100.0 {
        format!("{value:.0}")
    } else if value >= 10.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.2}")
    }
}

/// How many times faster Depeche is than each peer, on the largest input of each group.
fn chart(measured: &[Measured]) -> String {
    let mut bars: Vec<(String, f64)> = Vec::new();
    for ((group, input), rows) in tables(measured) {
        if let Some(ours) = ours(&rows).filter(|_| matches!(input, "huge" | "100k" | "flat")) {
            let peers = rows
                .iter()
                .filter(|row| !row.contestant.starts_with("depeche") && !row.contestant.starts_with("limit"));
            bars.extend(
                peers.map(|row| (format!("{group}: {}", row.contestant), ours.speed() / row.speed())),
            );
        }
    }
    let height = 46 + 24 * bars.len();
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 760 {height}\" font-family=\"system-ui, sans-serif\" \
         font-size=\"13\">\n<rect width=\"760\" height=\"{height}\" fill=\"#ffffff\"/>\n<text x=\"12\" y=\"24\" \
         font-weight=\"600\" fill=\"#1f2933\">How many times faster Depeche is (same run, CPU time)</text>\n"
    );
    for (i, (label, ratio)) in bars.iter().enumerate() {
        let y = 42 + 24 * i;
        // A logarithmic length: 1 is the line, 100 the full width.
        let width = (ratio.max(0.1).log10() / 2.0).clamp(0.0, 1.0) * 380.0 + 2.0;
        let color = if *ratio >= 1.0 { "#2f6f9f" } else { "#b45f3c" };
        let _ = writeln!(
            svg,
            "<text x=\"296\" y=\"{}\" text-anchor=\"end\" fill=\"#1f2933\">{label}</text><rect x=\"304\" y=\"{y}\" \
             width=\"{width:.0}\" height=\"17\" fill=\"{color}\"/><text x=\"{:.0}\" y=\"{}\" \
             fill=\"#1f2933\">{ratio:.1}×</text>",
            y + 13,
            310.0 + width,
            y + 13,
        );
    }
    svg.push_str("</svg>\n");
    svg
}

fn processor() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(": unknown");
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    format!("{}, {cores} cores", model.trim_start_matches(['\t', ' ', ':']))
}

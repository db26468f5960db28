//! `fuzz/EXECUTIONS.tsv`: what each target was run in all, a row for each run.
//!
//! Ten million executions of a slow target take hours, and nobody has them in one piece: so runs are added up, over the states
//! of the code, each with its commit. A run that ended with a finding is a row as well; its finding is then mended, and the
//! input becomes a golden line.

use super::Campaign;
use crate::shell::{first_line, root};
use std::collections::BTreeMap;
use std::path::PathBuf;

const HEAD: &str = "\
# Executions of the fuzz targets, a row for each run: `cargo xtask fuzz --runs N` runs those that have less than N in all and adds
# its rows. Without a sanitizer (no code here is unsafe, and more inputs are tried), with assertions and overflow checks.
# target\texecutions\tseconds\tlongest input, bytes\tfindings\tdate\tcommit
";

fn path() -> PathBuf {
    root().join("fuzz/EXECUTIONS.tsv")
}

/// How often each target was executed in all.
pub(super) fn sums() -> Result<BTreeMap<String, u64>, String> {
    let mut sums = BTreeMap::new();
    let Ok(table) = std::fs::read_to_string(path()) else { return Ok(sums) };
    for (line, number) in table.lines().zip(1_usize..).filter(|(line, _)| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let target = columns.next().unwrap_or_default();
        let executions: u64 = columns
            .next()
            .and_then(|count| count.parse().ok())
            .ok_or_else(|| format!("fuzz/EXECUTIONS.tsv:{number}: expected a number of executions"))?;
        let sum = sums.entry(target.to_owned()).or_insert(0_u64);
        *sum = sum.saturating_add(executions);
    }
    Ok(sums)
}

/// Adds the row of a run of what was built at `commit`.
pub(super) fn add(run: &Campaign, longest: u32, commit: &str) -> Result<(), String> {
    let path = path();
    let mut table = std::fs::read_to_string(&path).unwrap_or_else(|_| HEAD.to_owned());
    let date = first_line("date", &["-u", "+%Y-%m-%d"]);
    let findings = u8::from(run.finding.is_some());
    let Campaign { target, executions, seconds, .. } = run;
    table.push_str(&format!("{target}\t{executions}\t{seconds}\t{longest}\t{findings}\t{date}\t{commit}\n"));
    std::fs::write(&path, table).map_err(|error| format!("{}: {error}", path.display()))
}

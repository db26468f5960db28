//! A bar on standard error, on terminals only.

use std::io::{IsTerminal as _, Write as _, stderr, stdout};
use std::time::{Duration, Instant};

/// How often the bar is drawn again.
const EVERY: Duration = Duration::from_millis(100);

/// How far a run has come.
pub struct Progress {
    /// The number of inputs; the bar counts them.
    total: usize,
    inputs: usize,
    documents: usize,
    bytes: u64,
    began: Instant,
    drawn: Option<Instant>,
    shown: bool,
}

impl Progress {
    /// A bar over `total` inputs. It is shown when standard error is a terminal, the output does not go to the same
    /// terminal, and `quiet` is not asked for.
    pub fn new(total: usize, quiet: bool, to_stdout: bool) -> Progress {
        let shown = !quiet && stderr().is_terminal() && !(to_stdout && stdout().is_terminal());
        Progress { total, inputs: 0, documents: 0, bytes: 0, began: Instant::now(), drawn: None, shown }
    }

    pub fn documents(&mut self, documents: usize, bytes: u64) {
        self.documents += documents;
        self.bytes += bytes;
        self.draw();
    }

    pub fn input_done(&mut self) {
        self.inputs += 1;
        self.draw();
    }

    /// Takes the bar away, so that a line can be written.
    pub fn clear(&mut self) {
        if self.shown && self.drawn.take().is_some() {
            let _ = write!(stderr().lock(), "\r\x1b[K");
        }
    }

    fn draw(&mut self) {
        let due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= EVERY);
        // Nothing for a run that is over before anybody could read it.
        if !self.shown || !due || self.began.elapsed() < EVERY {
            return;
        }
        let line = bar(self.inputs, self.total, self.documents, self.bytes, self.began.elapsed());
        let _ = write!(stderr().lock(), "\r{line}\x1b[K");
        self.drawn = Some(Instant::now());
    }
}

fn bar(inputs: usize, total: usize, documents: usize, bytes: u64, elapsed: Duration) -> String {
    const WIDTH: usize = 30;
    let megabytes = bytes as f64 / 1e6;
    let speed = megabytes / elapsed.as_secs_f64().max(1e-3);
    let amount = format!("{documents} documents, {megabytes:.1} MB, {speed:.1} MB/s");
    if total <= 1 {
        return amount;
    }
    let full = WIDTH * inputs / total;
    let left = elapsed.mul_f64((total - inputs.min(total)) as f64 / inputs.max(1) as f64).as_secs();
    let (minutes, seconds) = (left / 60, left % 60);
    format!(
        "[{}{}] {inputs}/{total}, {amount}, {minutes}:{seconds:02} left",
        "#".repeat(full),
        "-".repeat(WIDTH - full.min(WIDTH))
    )
}

/// A bar for one long piece of work, of which the part that is done is known.
pub struct Bar {
    what: &'static str,
    began: Instant,
    drawn: Option<Instant>,
    shown: bool,
}

impl Bar {
    /// A bar on standard error, if that is a terminal and `quiet` is not asked for.
    pub fn new(what: &'static str, quiet: bool) -> Bar {
        Bar { what, began: Instant::now(), drawn: None, shown: !quiet && stderr().is_terminal() }
    }

    /// The part `share` is done, from 0 to 1.
    pub fn reach(&mut self, share: f32) {
        let due = self.drawn.is_none_or(|drawn| drawn.elapsed() >= EVERY);
        // Nothing for work that is over before anybody could read it.
        if self.shown && due && self.began.elapsed() >= EVERY {
            let _ = write!(stderr().lock(), "\r{}\x1b[K", part(self.what, share));
            self.drawn = Some(Instant::now());
        }
    }

    /// Takes the bar away.
    pub fn clear(&mut self) {
        if self.drawn.take().is_some() {
            let _ = write!(stderr().lock(), "\r\x1b[K");
        }
    }
}

fn part(what: &str, share: f32) -> String {
    const WIDTH: usize = 30;
    let full = ((share.clamp(0.0, 1.0) * WIDTH as f32) as usize).min(WIDTH);
    format!("[{}{}] {what} {:3.0} %", "#".repeat(full), "-".repeat(WIDTH - full), share * 100.0)
}

#[cfg(test)]
mod tests {
    use super::{bar, part};
    use std::time::Duration;

    #[test]
    fn a_bar_of_one_piece_of_work() {
        assert_eq!(part("building", 0.5), "[###############---------------] building  50 %");
        assert_eq!(part("building", 1.0), format!("[{}] building 100 %", "#".repeat(30)));
    }

    #[test]
    fn the_bar_says_how_far_and_how_long() {
        assert_eq!(
            bar(2500, 10_000, 2500, 5_000_000, Duration::from_secs(10)),
            "[#######-----------------------] 2500/10000, 2500 documents, 5.0 MB, 0.5 MB/s, 0:30 left"
        );
        assert_eq!(bar(0, 1, 7, 2_000_000, Duration::from_secs(1)), "7 documents, 2.0 MB, 2.0 MB/s");
    }
}

//! What the tests of several crates need and no user does: an allocator that counts, and pages that a test writes.
//!
//! A test binary makes it its own, and holds one test, because it counts the memory of the whole program:
//!
//! ```standalone_crate
//! #[global_allocator]
//! static ALLOCATOR: testkit::Counting = testkit::Counting;
//!
//! let (text, cost) = testkit::measure(|| "a".repeat(100));
//! assert_eq!((text.len(), cost.bytes, cost.calls), (100, 100, 1));
//! ```
#![deny(missing_docs, rustdoc::broken_intra_doc_links)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The allocator of the system, which counts.
#[derive(Clone, Copy, Debug)]
pub struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is handed to the system allocator as it is; only numbers are kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Relaxed);
        let live = LIVE.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(live, Relaxed);
        // SAFETY: the caller keeps to the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller keeps to the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// What something took of the memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cost {
    /// The most bytes held at once beyond those held before.
    pub bytes: usize,
    /// How often memory was asked for.
    pub calls: usize,
}

/// What `work` gives, and what it took. Nothing else may run meanwhile.
pub fn measure<R>(work: impl FnOnce() -> R) -> (R, Cost) {
    let (live, calls) = (LIVE.load(Relaxed), CALLS.load(Relaxed));
    PEAK.store(live, Relaxed);
    let result = work();
    let bytes = PEAK.load(Relaxed).saturating_sub(live);
    (result, Cost { bytes, calls: CALLS.load(Relaxed) - calls })
}

/// Compares a page of the repository with what a test `found`, or writes it where `DEPECHE_BLESS` is set: the difference is to be
/// read like code before it is committed.
///
/// # Errors
///
/// The first line that differs.
///
/// # Panics
///
/// If the page cannot be written.
pub fn page(path: &Path, found: &str) -> Result<(), String> {
    if std::env::var_os("DEPECHE_BLESS").is_some() {
        std::fs::write(path, found).expect("a page that can be written");
        return Ok(());
    }
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == found {
        return Ok(());
    }
    let same = found.lines().zip(expected.lines()).take_while(|(found, expected)| found == expected).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("the end").to_owned();
    Err(format!(
        "{}:{}\n  expected {}\n  found    {}",
        path.display(),
        same + 1,
        line(&expected),
        line(found)
    ))
}

//! Work on many threads, results in the order of the jobs, memory bounded.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, mpsc};

/// How many jobs may be ahead of the oldest unfinished one, for each thread. The output of a job of 64 KB is about a megabyte
/// of JSON, and as many wait as the window holds.
const WINDOW: usize = 8;

struct Queue<J> {
    jobs: J,
    taken: usize,
    finished: usize,
    stopped: bool,
}

/// Wakes the other threads when this one panics, so that the program ends and does not hang.
struct Bell<F: Fn()>(F);

impl<F: Fn()> Drop for Bell<F> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            (self.0)();
        }
    }
}

/// Does `work` for every job on `threads` threads and hands the results to `sink` in the order of the jobs.
///
/// Jobs are drawn one at a time, and no more than [`WINDOW`] for each thread are under way, so that memory does not grow
/// with their number. Each thread has its own scratch, made by `scratch`. The sink runs on the calling thread and stops
/// everything by breaking.
pub fn ordered<T, R: Send, S, B>(
    threads: usize,
    jobs: impl Iterator<Item = T> + Send,
    scratch: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<B>,
) -> ControlFlow<B> {
    if threads <= 1 {
        let mut scratch = scratch();
        for job in jobs {
            sink(work(&mut scratch, job))?;
        }
        return ControlFlow::Continue(());
    }
    let window = WINDOW.saturating_mul(threads);
    let queue = Mutex::new(Queue { jobs, taken: 0, finished: 0, stopped: false });
    let room = Condvar::new();
    // A thread that panics poisons the lock; the queue itself is whole between any two statements below.
    let lock = || -> MutexGuard<'_, _> { queue.lock().unwrap_or_else(|poison| poison.into_inner()) };
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (send, lock, room, scratch, work) = (send.clone(), &lock, &room, &scratch, &work);
            scope.spawn(move || {
                let _bell = Bell(|| {
                    lock().stopped = true;
                    room.notify_all();
                });
                let mut scratch = scratch();
                loop {
                    let mut queue = lock();
                    while !queue.stopped && queue.taken >= queue.finished.saturating_add(window) {
                        queue = room.wait(queue).unwrap_or_else(|poison| poison.into_inner());
                    }
                    if queue.stopped {
                        return;
                    }
                    let Some(job) = queue.jobs.next() else { return };
                    let number = queue.taken;
                    queue.taken += 1;
                    drop(queue);
                    if send.send((number, work(&mut scratch, job))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut early = BTreeMap::new();
        let mut next = 0;
        let mut outcome = ControlFlow::Continue(());
        for (number, result) in receive {
            early.insert(number, result);
            while let Some(result) = early.remove(&next) {
                next += 1;
                outcome = sink(result);
                let mut queue = lock();
                queue.finished = next;
                queue.stopped = outcome.is_break();
                drop(queue);
                room.notify_all();
                if outcome.is_break() {
                    return outcome;
                }
            }
        }
        outcome
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_that_of_the_jobs() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let outcome: ControlFlow<()> = ordered(
                threads,
                0..5000usize,
                || 0usize,
                |count, job| {
                    *count += 1;
                    if job % 97 == 0 {
                        std::thread::yield_now();
                    }
                    job * 2
                },
                |result| {
                    seen.push(result);
                    ControlFlow::Continue(())
                },
            );
            assert!(outcome.is_continue());
            assert_eq!(seen, (0..5000).map(|n| n * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_sink_that_breaks_stops_an_endless_run() {
        for threads in [1, 3] {
            let outcome = ordered(
                threads,
                0u64..,
                || (),
                |_, job| job,
                |result| if result == 100 { ControlFlow::Break(result) } else { ControlFlow::Continue(()) },
            );
            assert_eq!(outcome, ControlFlow::Break(100));
        }
    }

    #[test]
    fn no_more_jobs_are_drawn_than_the_window_holds() {
        let drawn = std::sync::atomic::AtomicUsize::new(0);
        let jobs = (0..10_000usize).inspect(|_| {
            drawn.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        });
        let outcome: ControlFlow<()> = ordered(
            2,
            jobs,
            || (),
            |_, job| job,
            |done| {
                let ahead = drawn.load(std::sync::atomic::Ordering::SeqCst) - done;
                assert!(ahead <= 2 * WINDOW + 2, "{ahead} jobs ahead");
                ControlFlow::Continue(())
            },
        );
        assert!(outcome.is_continue());
    }
}

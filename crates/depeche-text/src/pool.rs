//! Rooms that wait for the next text, so that who asks for one text after the other need not keep one.

use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Working memory that nobody works in, kept for whoever comes next, in any thread.
///
/// ```
/// use depeche_text::Pool;
///
/// let pool: Pool<Vec<u8>> = Pool::default();
/// let mut room = pool.take();
/// room.reserve(1000);
/// pool.give(room);
/// assert!(pool.take().capacity() >= 1000, "the same again");
/// assert_eq!(pool.take().capacity(), 0, "a new one, since none waits");
/// ```
#[derive(Default)]
pub struct Pool<T>(Mutex<Vec<Box<T>>>);

/// As many as threads are likely to work at once; what others give back is freed.
const MOST: usize = 64;

impl<T: Default> Pool<T> {
    /// A room that waits, the last one given first, or a new one.
    #[must_use]
    pub fn take(&self) -> Box<T> {
        // Whoever panicked held the list for one step, which is done or not.
        let waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        waiting.unwrap_or_default()
    }

    /// Keeps a room for whoever comes next; at most 64 wait.
    pub fn give(&self, room: Box<T>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() < MOST {
            waiting.push(room);
        }
    }
}

impl<T> fmt::Debug for Pool<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Pool};

    #[test]
    fn two_at_once_are_two_and_the_last_given_is_taken_first() {
        let pool: Pool<u8> = Pool::default();
        let (mut one, mut two) = (pool.take(), pool.take());
        (*one, *two) = (1, 2);
        pool.give(two);
        pool.give(one);
        assert_eq!([*pool.take(), *pool.take(), *pool.take()], [1, 2, 0]);
    }

    #[test]
    fn no_more_wait_than_threads_need() {
        let pool: Pool<u8> = Pool::default();
        (0..MOST + 3).for_each(|_| pool.give(Box::new(1)));
        assert_eq!((0..MOST + 3).map(|_| usize::from(*pool.take())).sum::<usize>(), MOST);
    }
}

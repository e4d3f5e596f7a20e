//! The same work for many things, on all cores.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Does the work for each thing and gives the results in the order of the things, whatever the number
/// of threads and whoever was first.
pub(super) fn each<T, R>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    spread(cores.min(things.len()), things, work)
}

fn spread<T, R>(threads: usize, things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    if threads < 2 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(things.len()));
    let run = || {
        while let Some((at, thing)) = take(&next, things) {
            let result = work(thing);
            // Nothing that holds the lock can panic.
            done.lock()
                .unwrap_or_else(|poisoned| poisoned.into_inner())
                .push((at, result));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(run);
        }
        run();
    });
    let mut done = done
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take<'t, T>(next: &AtomicUsize, things: &'t [T]) -> Option<(usize, &'t T)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    things.get(at).map(|thing| (at, thing))
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn results_come_in_the_order_of_the_things_whatever_the_number_of_threads() {
        let things: Vec<u64> = (0..500).collect();
        // The first take longest, so that they are done last.
        let work = |thing: &u64| (0..(500 - thing) * 200).fold(*thing, u64::wrapping_add);
        let alone = spread(1, &things, work);
        for threads in [2, 3, 8, 1000] {
            assert_eq!(alone, spread(threads, &things, work), "{threads} threads");
        }
        assert_eq!(spread(8, &[], work), Vec::<u64>::new());
    }
}

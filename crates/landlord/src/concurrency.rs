//! Bounded concurrency for jobs that occupy a whole core for a while: hashing a password, drawing a PDF. A fixed
//! number runs at once. The others wait for a short time, then are refused as busy (503 with `Retry-After`).

use std::{
    collections::HashMap,
    num::NonZero,
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
    time::{Instant, timeout_at},
};

use crate::refusal::Refusal;

/// Number of cores of this machine, at least 1.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// How many jobs run at once, and how long others wait.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// Jobs that run at once.
    pub(crate) permits: usize,
    /// Maximum time a request queues for a permit.
    pub(crate) queue: Duration,
    /// Seconds after which a refused request may be sent again.
    pub(crate) retry_after: u64,
}

/// One person's limits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share {
    /// Jobs that run, or queue for a permit with those of others, at once.
    pub(crate) permits: usize,
    /// Further jobs that queue for the share. Any more are refused immediately.
    pub(crate) queued: usize,
}

/// A fixed number of permits, and the queue for them.
#[derive(Debug)]
pub(crate) struct ConcurrencyLimit {
    bounds: Bounds,
    permits: Arc<Semaphore>,
}

impl ConcurrencyLimit {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self {
            bounds,
            permits: Arc::new(Semaphore::new(bounds.permits)),
        }
    }

    /// Runs a job once it has a permit, on a thread of its own.
    ///
    /// # Errors
    /// As [`Self::run_by`].
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.run_by(self.deadline(), (), work).await
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.bounds.queue
    }

    /// Runs a job once it has a permit, on a thread of its own. What is `held` is held until the job ends.
    ///
    /// A request that is dropped while it queues leaves the queue, and its job never starts. A running job cannot
    /// be interrupted: it keeps its permit until it ends, so there are never more running jobs than permits.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when no permit came in time, the job's own refusal, or [`Refusal::Task`] when it panicked.
    async fn run_by<T: Send + 'static>(
        &self,
        deadline: Instant,
        held: impl Send + 'static,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let permit = timeout_at(deadline, Arc::clone(&self.permits).acquire_owned()).await;
        let Ok(Ok(permit)) = permit else {
            return Err(self.busy());
        };
        // When the request is dropped, the set cancels a job that no thread has started.
        let mut works = JoinSet::new();
        works.spawn_blocking(move || {
            let _until_the_end = (permit, held);
            work()
        });
        match works.join_next().await {
            Some(done) => done?,
            None => Err(self.busy()),
        }
    }

    fn busy(&self) -> Refusal {
        Refusal::Busy {
            retry_after: self.bounds.retry_after,
        }
    }
}

/// A limit of which each person gets at most a share.
#[derive(Debug)]
pub(crate) struct SharedConcurrencyLimit {
    limit: ConcurrencyLimit,
    share: Share,
    people: Arc<Mutex<HashMap<String, Arc<PersonPermits>>>>,
}

/// One person's permits.
#[derive(Debug)]
struct PersonPermits {
    /// Permits to run, or to queue with others.
    share: Arc<Semaphore>,
    /// Permits to run or to queue at all.
    places: Arc<Semaphore>,
}

/// A person's right to one job: to queue for it, and to run it.
pub(crate) struct Place {
    person: Arc<PersonPermits>,
    place: QueuePlace,
}

/// One of a person's places. Dropping the last one removes the person from `people`.
struct QueuePlace {
    name: String,
    people: Arc<Mutex<HashMap<String, Arc<PersonPermits>>>>,
    all: usize,
    place: Option<OwnedSemaphorePermit>,
}

impl Drop for QueuePlace {
    fn drop(&mut self) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        self.place = None;
        let is_idle = |person: &Arc<PersonPermits>| person.places.available_permits() == self.all;
        if people.get(&self.name).is_some_and(is_idle) {
            people.remove(&self.name);
        }
    }
}

impl SharedConcurrencyLimit {
    pub(crate) fn new(bounds: Bounds, share: Share) -> Self {
        Self {
            limit: ConcurrencyLimit::new(bounds),
            share,
            people: Arc::default(),
        }
    }

    /// Like [`ConcurrencyLimit::run_by`], but a person's jobs first queue for that person's share.
    ///
    /// # Errors
    /// As [`ConcurrencyLimit::run_by`], and [`Refusal::Busy`] immediately when the person's queue is full.
    pub(crate) async fn run_for<T: Send + 'static>(
        &self,
        name: &str,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = self.place(name)?;
        self.run_in(place, work).await
    }

    /// As [`Self::run_for`], for a person who already has a place.
    ///
    /// # Errors
    /// As [`ConcurrencyLimit::run_by`].
    pub(crate) async fn run_in<T: Send + 'static>(
        &self,
        Place { person, place }: Place,
        work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let deadline = self.limit.deadline();
        let share = timeout_at(deadline, Arc::clone(&person.share).acquire_owned()).await;
        let Ok(Ok(share)) = share else {
            return Err(self.limit.busy());
        };
        self.limit.run_by(deadline, (share, place), work).await
    }

    /// Takes one of a person's places, before what the job needs is read: a person never holds more than a few in
    /// memory.
    ///
    /// # Errors
    /// [`Refusal::Busy`] immediately when the person's queue is full.
    pub(crate) fn place(&self, name: &str) -> Result<Place, Refusal> {
        let all = self.share.permits + self.share.queued;
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let person = people.entry(name.to_owned()).or_insert_with(|| {
            Arc::new(PersonPermits {
                share: Arc::new(Semaphore::new(self.share.permits)),
                places: Arc::new(Semaphore::new(all)),
            })
        });
        let person = Arc::clone(person);
        let Ok(place) = Arc::clone(&person.places).try_acquire_owned() else {
            return Err(self.limit.busy());
        };
        drop(people);
        let place = QueuePlace {
            name: name.to_owned(),
            people: Arc::clone(&self.people),
            all,
            place: Some(place),
        };
        Ok(Place { person, place })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc,
    };

    use tokio::sync::oneshot;

    use super::*;

    const BOUNDS: Bounds = Bounds {
        permits: 2,
        queue: Duration::from_secs(60),
        retry_after: 2,
    };
    const SHARE: Share = Share {
        permits: 1,
        queued: 1,
    };

    /// Handle of a job that reports its start, and ends when `end` is dropped.
    struct Work {
        begun: oneshot::Receiver<()>,
        end: mpsc::Sender<()>,
    }

    fn work() -> (Work, impl FnOnce() -> Result<(), Refusal> + Send + 'static) {
        let (started, begun) = oneshot::channel();
        let (end, ended) = mpsc::channel();
        let run = move || {
            let _ = started.send(());
            let _ = ended.recv();
            Ok(())
        };
        (Work { begun, end }, run)
    }

    fn busy<T>(result: &Result<T, Refusal>) -> bool {
        matches!(result, Err(Refusal::Busy { retry_after: 2 }))
    }

    #[tokio::test]
    async fn jobs_beyond_the_limit_are_refused_as_busy_after_the_queue_time() {
        let limit = Arc::new(ConcurrencyLimit::new(Bounds {
            queue: Duration::ZERO,
            ..BOUNDS
        }));
        let mut running = Vec::new();
        for _ in 0..BOUNDS.permits {
            let (work, run) = work();
            let limit = Arc::clone(&limit);
            let task = tokio::spawn(async move { limit.run_by(limit.deadline(), (), run).await });
            work.begun.await.expect("begun");
            running.push((work.end, task));
        }
        assert!(busy(&limit.run_by(limit.deadline(), (), || Ok(())).await));
        for (end, task) in running {
            drop(end);
            task.await.expect("ended").expect("done");
        }
        assert!(limit.run_by(limit.deadline(), (), || Ok(())).await.is_ok());
    }

    #[tokio::test]
    async fn one_person_leaves_permits_to_others_and_is_refused_immediately() {
        let limit = Arc::new(SharedConcurrencyLimit::new(BOUNDS, SHARE));
        let (first, run) = work();
        let mut tasks = JoinSet::new();
        let of_durand = |run| {
            let limit = Arc::clone(&limit);
            async move { limit.run_for("Durand", run).await }
        };
        tasks.spawn(of_durand(
            Box::new(run) as Box<dyn FnOnce() -> Result<(), Refusal> + Send>
        ));
        first.begun.await.expect("begun");
        let (mut second, run) = work();
        let mut queued = Box::pin(of_durand(Box::new(run)));
        // Polled once, it takes its place in the queue.
        assert!(poll_once(&mut queued).await.is_none());
        assert!(
            second.begun.try_recv().is_err(),
            "a permit is free, but none for Durand"
        );
        assert!(
            busy(&limit.run_for("Durand", || Ok(())).await),
            "the queue is full"
        );
        assert!(limit.run_for("Petit", || Ok(())).await.is_ok());

        drop(first.end);
        tasks.spawn(queued);
        second.begun.await.expect("it has its permit");
        drop(second.end);
        while let Some(done) = tasks.join_next().await {
            done.expect("ended").expect("done");
        }
        let people = limit.people.lock().expect("whole");
        assert!(people.is_empty(), "a person with nothing under way is forgotten");
    }

    #[test]
    fn a_person_has_a_bounded_number_of_places_and_gives_them_back() {
        let limit = SharedConcurrencyLimit::new(BOUNDS, SHARE);
        let places = std::iter::repeat_with(|| limit.place("Durand").expect("a place"));
        let places: Vec<_> = places.take(SHARE.permits + SHARE.queued).collect();
        assert!(busy(&limit.place("Durand")));
        assert!(limit.place("Petit").is_ok());
        drop(places);
        assert!(limit.place("Durand").is_ok());
    }

    #[tokio::test]
    async fn the_job_of_a_request_dropped_in_the_queue_never_runs() {
        let limit = Arc::new(SharedConcurrencyLimit::new(BOUNDS, SHARE));
        let (first, run) = work();
        let task = tokio::spawn({
            let limit = Arc::clone(&limit);
            async move { limit.run_for("Durand", run).await }
        });
        first.begun.await.expect("begun");
        let done = Arc::new(AtomicUsize::new(0));
        let count = |by: usize| {
            let done = Arc::clone(&done);
            move || {
                done.fetch_add(by, Ordering::SeqCst);
                Ok(())
            }
        };
        let mut dropped = Box::pin(limit.run_for("Durand", count(1)));
        assert!(poll_once(&mut dropped).await.is_none());
        drop(dropped);
        let next = limit.run_for("Durand", count(10));
        drop(first.end);
        next.await.expect("its place is free again");
        task.await.expect("ended").expect("done");
        assert_eq!(done.load(Ordering::SeqCst), 10);
    }

    /// Polls a future once.
    async fn poll_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(context) {
                std::task::Poll::Ready(output) => Some(output),
                std::task::Poll::Pending => None,
            })
        })
        .await
    }
}

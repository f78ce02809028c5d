//! Files that keep a core busy for a while: made once, kept by what they are made of.

use std::future::Future;
use std::sync::LazyLock;

use bytes::Bytes;
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::Semaphore;

/// Bytes of all files together; a larger one is made anew each time.
const ROOM: u64 = 64 << 20;
/// Files expected; only a hint.
const EXPECTED: usize = 256;

/// Files made at once.
static AT_WORK: Semaphore = Semaphore::const_new(2);
static FILES: LazyLock<Cache<String, Bytes, BySize>> =
    LazyLock::new(|| Cache::with_weighter(EXPECTED, ROOM, BySize));

#[derive(Debug, Clone)]
struct BySize;

impl Weighter<String, Bytes> for BySize {
    fn weight(&self, name: &String, file: &Bytes) -> u64 {
        (name.len() + file.len()) as u64
    }
}

/// The file of this name, kept or made now. The name says all that the file is made of. Those who ask
/// for the same meanwhile wait for it; nobody else does, but for a place at work.
pub(crate) async fn file<E>(
    name: &str,
    make: impl Future<Output = Result<Vec<u8>, E>>,
) -> Result<Bytes, E> {
    let make = async {
        let _place = AT_WORK.acquire().await;
        make.await.map(Bytes::from)
    };
    FILES.get_or_insert_async(name, make).await
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test]
    async fn a_file_is_made_once_for_all_who_ask() {
        let times = AtomicU32::new(0);
        let ask = || {
            file("made once", async {
                times.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                Ok::<_, Infallible>(b"file".to_vec())
            })
        };
        let (a, b) = tokio::join!(ask(), ask());
        assert_eq!((a.unwrap(), ask().await.unwrap()), (b.unwrap(), Bytes::from("file")));
        assert_eq!(times.into_inner(), 1);
    }

    #[tokio::test]
    async fn what_failed_is_tried_again() {
        let failed = file("failed first", async { Err::<Vec<u8>, _>("no") }).await;
        assert_eq!(failed, Err("no"));
        let made = file("failed first", async { Ok::<_, &str>(b"yes".to_vec()) }).await;
        assert_eq!(made, Ok(Bytes::from("yes")));
    }
}

//! Times searches in an archive: `search_times DATA RUNS QUERY…` prints one JSON object with the
//! seconds of every run of every query and the hits of all queries. `cargo xtask bench` calls it.
#![expect(clippy::print_stdout, reason = "the times are what it is for")]

use std::time::Instant;

use raadslag_app::archive::{Archive, Audience, SearchRequest, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let data = arguments.next().ok_or("the archive's folder is missing")?;
    let runs: usize = arguments.next().ok_or("the number of runs is missing")?.parse()?;
    let queries: Vec<_> = arguments.collect();
    let archive = Archive::open(&Settings::local(data)).await?;
    let (mut hits, mut times) = (0, Vec::new());
    for run in 0..=runs {
        for query in &queries {
            let request =
                SearchRequest { text: query.clone(), page_size: 20, ..SearchRequest::default() };
            let began = Instant::now();
            let found = archive.search(&request, Audience::Public).await?;
            // The first run warms the caches, as it does for the others.
            if run == 0 {
                hits += found.total;
            } else {
                times.push(began.elapsed().as_secs_f64());
            }
        }
    }
    println!("{}", serde_json::json!({ "times": times, "hits": hits }));
    Ok(())
}

//! Every page with a hundred readers at once, and a secretariat's operations beside OpenSlides.
//!
//! - `demo` starts the demonstration and signs people in; `secretariat` does their work there;
//! - `kinds` are the rows of the access table, `pages` finds one page of each;
//! - `readers` read as people do, wrk as fast as it goes;
//! - `compare` does the same work here and in `openslides`.

mod compare;
mod core;
mod demo;
mod html;
mod kinds;
mod openslides;
mod pages;
mod readers;
mod secretariat;
mod texts;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use self::core::SecondCore;
use self::demo::Demo;
use self::pages::{Found, Page, Sort};
use self::readers::READERS;
use self::secretariat::Secretariat;
use super::server::{self, Load, Pressure};
use super::stats::{figure, milliseconds};
use super::{Options, Table, machine};
use crate::{http, repo};

/// What 99 of 100 answers are to come within.
const AIM: Duration = Duration::from_millis(50);
/// How long the server may take to come to rest.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often each reader asks for a page in the time wrk has for it: p99 needs many answers.
const TIMES_AS_LONG: usize = 2;

/// All tables.
pub(super) fn run(options: &Options, folder: &Path) -> Result<Vec<Table>> {
    let program = options.program.clone().unwrap_or_else(repo::release_binary);
    // A path given is meant from where one stands, and programs are started in the root.
    let program = std::path::absolute(program)?;
    let year = repo::output(repo::command("date").arg("+%Y"))?.trim().parse()?;
    let _pinned = SecondCore::take()?;
    let compared = {
        let demo = Demo::start(&program)?;
        compare::table(&demo, folder, year)?
    };
    let demo = Demo::start(&program)?;
    let found = pages::find(&demo, &seeds(&demo, year)?)?;
    println!("{} pages and files, {} addresses without", found.pages.len(), found.missing.len());
    let mut tables = read(options, &demo, &found)?;
    tables.push(compared);
    Ok(tables)
}

/// What no link leads to: what the demo tells of, and a meeting that is held, with its minutes.
fn seeds(demo: &Demo, year: i32) -> Result<Vec<String>> {
    let mut secretariat = Secretariat::enter(demo, year)?;
    let meeting = secretariat.plan(25)?;
    secretariat.publish(&meeting)?;
    secretariat.hold(&meeting)?;
    let home = "/".to_owned();
    let known = [home, meeting.published(), meeting.agenda()];
    let about = ["/arbejde/referat", "/mit/referat"].map(|page| format!("{page}/{}", meeting.id));
    Ok(known.into_iter().chain(about).chain(demo.told.iter().cloned()).collect())
}

/// Measures each page; those that people read and the files in a table each.
fn read(options: &Options, demo: &Demo, found: &Found) -> Result<Vec<Table>> {
    let columns = [
        "address",
        "who",
        "kB",
        "readers p50, ms",
        "p99, ms",
        "wrk/s",
        "p50, ms",
        "p99, ms",
        "over 50 ms",
    ];
    let mut pages = Table::new("Pages with 100 readers", &columns);
    let mut files = Table::new("Files and feeds with 100 readers", &columns);
    let mut tally = Tally::default();
    for page in &found.pages {
        match page.sort {
            Sort::Page => tally.add(page, measure(options, demo, page, &mut pages)?),
            Sort::File => _ = measure(options, demo, page, &mut files)?,
        }
    }
    everything(options, demo, found, &mut pages)?;
    notes(options, found, &tally, &mut pages);
    Ok(vec![pages, files])
}

/// Which loads were too slow for a page.
#[derive(Clone, Copy)]
struct Over {
    readers: bool,
    wrk: bool,
}

impl Over {
    fn shown(self) -> &'static str {
        match (self.readers, self.wrk) {
            (false, false) => "–",
            (false, true) => "wrk",
            (true, false) => "**readers**",
            (true, true) => "**readers**, wrk",
        }
    }
}

/// How many pages there are and how many were too slow.
#[derive(Default)]
struct Tally {
    pages: usize,
    wrk: usize,
    readers: Vec<String>,
}

impl Tally {
    fn add(&mut self, page: &Page, over: Over) {
        self.pages += 1;
        self.wrk += usize::from(over.wrk);
        if over.readers {
            self.readers.push(format!("`{}` ({})", page.kind, page.who));
        }
    }

    fn shown(&self) -> String {
        let readers = match self.readers.len() {
            0 => "no page".to_owned(),
            _ => format!("{} ({})", self.readers.len(), self.readers.join(", ")),
        };
        format!(
            "Of {} pages, over 50 ms for 1 of 100 answers: {readers} with readers; {} with wrk.",
            self.pages, self.wrk
        )
    }
}

fn measure(options: &Options, demo: &Demo, page: &Page, table: &mut Table) -> Result<Over> {
    settle(demo)?;
    let read = readers::read(demo.address, &[page], turns(options))
        .with_context(|| format!("reading {} as {}", page.path, page.who))?;
    let cookie = format!("Cookie: {}", page.cookie);
    let headers: &[&str] = if page.cookie.is_empty() { &[] } else { &[&cookie] };
    let pressure = Pressure { connections: READERS as u32, seconds: options.seconds };
    // A page that cannot stand this is a result, not the end of the measurement.
    let load = server::load(demo.address, &page.path, headers, pressure)
        .inspect_err(|error| eprintln!("{error:#}"))
        .ok()
        .filter(|load| load.rate > 0.0);
    let over = Over {
        readers: read.refused > 0 || read.p99 > AIM,
        wrk: load.as_ref().is_none_or(|load| load.p99 > AIM || has_stalled(load)),
    };
    let mut row = vec![
        format!("`{}`", page.kind),
        page.who.to_owned(),
        figure(page.bytes as f64 / 1e3),
        milliseconds(read.p50),
        milliseconds(read.p99),
    ];
    row.extend(load.map_or_else(
        || ["–", "–", "none"].map(ToOwned::to_owned),
        |load| [figure(load.rate), milliseconds(load.p50), milliseconds(load.p99)],
    ));
    row.push(over.shown().to_owned());
    table.row(&row);
    Ok(over)
}

/// Whether most connections got no answer in wrk's time: it counts only those that came. Requests
/// under way are the rate times the time of each (Little's law), and all connections always ask.
fn has_stalled(load: &Load) -> bool {
    load.rate * load.p50.as_secs_f64() < READERS as f64 / 4.0
}

/// Waits until the server is done with what wrk asked for and did not wait for.
fn settle(demo: &Demo) -> Result<()> {
    let began = Instant::now();
    let mut prompt = 0;
    while prompt < 3 && began.elapsed() < PATIENCE {
        let asked = Instant::now();
        http::get(demo.address, "/health")?;
        prompt = if asked.elapsed() < AIM { prompt + 1 } else { 0 };
        std::thread::sleep(AIM);
    }
    Ok(())
}

fn turns(options: &Options) -> usize {
    TIMES_AS_LONG * options.seconds as usize
}

/// A hundred readers who each ask for any of the pages.
fn everything(options: &Options, demo: &Demo, found: &Found, table: &mut Table) -> Result<()> {
    settle(demo)?;
    let pages: Vec<&Page> = found.pages.iter().filter(|page| page.sort == Sort::Page).collect();
    let read = readers::read(demo.address, &pages, TIMES_AS_LONG * turns(options))?;
    let over = Over { readers: read.refused > 0 || read.p99 > AIM, wrk: false };
    let none = "–".to_owned();
    table.row(&[
        "any of these, by chance".to_owned(),
        "all".to_owned(),
        none.clone(),
        milliseconds(read.p50),
        milliseconds(read.p99),
        none.clone(),
        none.clone(),
        none,
        over.shown().to_owned(),
    ]);
    table
        .note(format!("The last row's readers had {} answers a second in all.", figure(read.rate)));
    Ok(())
}

fn notes(options: &Options, found: &Found, tally: &Tally, table: &mut Table) {
    table.note(tally.shown());
    table.note(format!(
        "Readers: {READERS} kept-alive connections, each asking once a second at a moment of chance, \
         about {READERS} requests a second in all, for {} s; a time counts from when the page was \
         to be asked for until all of it has come, compressed as browsers ask for it.",
        turns(options)
    ));
    table.note(format!(
        "`taskset -c 1 wrk -t1 -c{READERS} -d{}s --latency`: {READERS} connections that ask again as \
         soon as they are answered, which no readers do. Its p99 is little more than {READERS} \
         divided by the requests per second: it says how much one core can answer, not how long \
         readers wait. Not compressed. \
         A page is over also where most connections got no answer in time, which its p99 leaves out.",
        options.seconds
    ));
    table.note(
        "The server alone on core 0 (`raadslag demo`, SQLite), who asks on core 1. Of each address \
         in the access table, the largest of up to eight pages found by following links; as the \
         public and as the first of the demo's people who may see it. Finished pages are kept for \
         the public only; for those signed in each is made anew.",
    );
    let missing: Vec<_> = found.missing.iter().map(|pattern| format!("`{pattern}`")).collect();
    table.note(format!(
        "Not measured, since nothing in the demo leads there or it only leads on: {}.",
        missing.join(", ")
    ));
    table.note(machine::version("wrk", "-v"));
    if options.program.is_some() {
        table.note("Measured with a program given by hand, not the release build of this commit.");
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Load, has_stalled};

    #[test]
    fn connections_that_were_not_answered_are_no_fast_page() {
        for (rate, milliseconds, stalled) in [(5000.0, 18, false), (8.0, 30, true)] {
            let time = Duration::from_millis(milliseconds);
            assert_eq!(has_stalled(&Load { rate, p50: time, p99: time }), stalled, "{rate}");
        }
    }
}

//! A secretariat's usual operations, here and in OpenSlides, one client after the other.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::super::stats::{figure, milliseconds, percentile};
use super::super::table::Table;
use super::demo::{Demo, Person};
use super::openslides::{self, OpenSlides};
use super::secretariat::{Meeting, Secretariat};
use super::texts::{self, ITEMS, ItemText};

/// How often each operation is done.
const TIMES: usize = 250;
/// Done before, and not counted.
const WARM_UP: usize = 10;
/// How long what is published may take to be seen.
const PATIENCE: Duration = Duration::from_secs(30);

/// What an operation took, and how many bytes came back.
type Done = (Duration, usize);
/// An operation.
type Operation<'a> = Box<dyn FnMut(usize) -> Result<Done> + 'a>;

/// Both sides with the same items.
struct Sides {
    ours: Secretariat,
    public: Person,
    theirs: OpenSlides,
    /// An agenda that is still made.
    draft: Meeting,
    /// An agenda that is published.
    published: String,
    items: Vec<ItemText>,
}

/// Fills both sides and measures.
pub(super) fn table(demo: &Demo, folder: &Path, year: i32) -> Result<Table> {
    let mut sides = Sides::fill(demo, folder, year)?;
    let mut table = Table::new(
        "The same work in OpenSlides",
        &["what", "Raadslag p50, ms", "p99, ms", "kB", "OpenSlides p50, ms", "p99, ms", "kB", "×"],
    );
    sides.create(&mut table)?;
    sides.list(&mut table)?;
    sides.fetch(&mut table)?;
    let characters: usize = sides.items.iter().map(ItemText::characters).sum();
    notes(&mut table, characters);
    Ok(table)
}

impl Sides {
    fn fill(demo: &Demo, folder: &Path, year: i32) -> Result<Self> {
        let items = texts::items()?;
        let mut theirs = OpenSlides::start(folder)?;
        for item in &items {
            theirs.add(item)?;
        }
        let mut ours = Secretariat::enter(demo, year)?;
        let [draft, published] = [fill(&mut ours, 26, &items)?, fill(&mut ours, 27, &items)?];
        ours.publish(&published)?;
        let mut public = Person::public(demo.address)?;
        let published = published.published();
        wait_for(&mut public, &published)?;
        let sides = Self { ours, public, theirs, draft, published, items };
        sides.checked()
    }

    /// Both have the same number of items, with about the same text.
    fn checked(mut self) -> Result<Self> {
        let theirs = self.theirs.list(openslides::TEXTS)?;
        let theirs: Value = serde_json::from_slice(&theirs.body)?;
        let theirs = theirs.as_array().map_or(0, Vec::len);
        let ours: Value = serde_json::from_slice(&self.ours.secretary.data(&self.published)?.body)?;
        let sections = ours["sections"].as_array().context("an agenda has sections")?;
        let ours: usize =
            sections.iter().filter_map(|section| section["items"].as_array()).map(Vec::len).sum();
        ensure!(theirs == ITEMS && ours == ITEMS, "{ours} items here and {theirs} there");
        Ok(self)
    }

    fn create(&mut self, table: &mut Table) -> Result<()> {
        for (name, and_list) in
            [("creating an item", false), ("creating an item and listing the agenda again", true)]
        {
            let known = self.ours.items(&self.draft)?;
            let Self { ours, theirs, draft, items, .. } = self;
            let ours: Operation<'_> = Box::new(|turn| {
                let item = &items[turn % items.len()];
                create_ours(ours, draft, item, &known, and_list)
            });
            let theirs: Operation<'_> =
                Box::new(|turn| create_theirs(theirs, &items[turn % items.len()], and_list));
            measure(table, name, ours, theirs)?;
        }
        Ok(())
    }

    fn list(&mut self, table: &mut Table) -> Result<()> {
        let Self { ours, public, theirs, draft, published, .. } = self;
        let (name, agenda) = (format!("listing an agenda of {ITEMS} items"), draft.agenda());
        let secretary = &mut ours.secretary;
        let mut theirs = |_| timed(|| Ok(theirs.list(openslides::AGENDA)?.body.len()));
        let made: Operation<'_> = Box::new(|_| page(secretary, published));
        measure(table, &format!("{name}, signed in"), made, Box::new(&mut theirs))?;
        let kept: Operation<'_> = Box::new(|_| page(public, published));
        measure(table, &format!("{name}, as the public gets it"), kept, Box::new(&mut theirs))?;
        let forms: Operation<'_> = Box::new(|_| page(&mut ours.secretary, &agenda));
        measure(table, &format!("{name}, with the forms to change it"), forms, Box::new(theirs))
    }

    fn fetch(&mut self, table: &mut Table) -> Result<()> {
        let Self { ours, theirs, published, .. } = self;
        let whole = format!("{published}?vis=alt");
        let mut theirs = |_| timed(|| Ok(theirs.list(openslides::TEXTS)?.body.len()));
        let secretary = &mut ours.secretary;
        let data: Operation<'_> = Box::new(|_| timed(|| Ok(secretary.data(published)?.body.len())));
        measure(table, "fetching all texts as JSON", data, Box::new(&mut theirs))?;
        let pages: Operation<'_> = Box::new(|_| page(&mut ours.secretary, &whole));
        measure(table, "fetching all texts, ours as a page", pages, Box::new(theirs))
    }
}

/// A meeting in May with these items and none besides.
fn fill(ours: &mut Secretariat, day: u8, items: &[ItemText]) -> Result<Meeting> {
    let meeting = ours.plan(day)?;
    for standing in ours.items(&meeting)? {
        ours.remove(&meeting, &standing)?;
    }
    for item in items {
        ours.add(&meeting, item)?;
    }
    Ok(meeting)
}

/// Waits until the public sees what was published.
fn wait_for(public: &mut Person, path: &str) -> Result<()> {
    let began = Instant::now();
    while public.get(path)?.status != 200 {
        ensure!(began.elapsed() < PATIENCE, "{path} is not published");
        std::thread::sleep(Duration::from_millis(100));
    }
    // What else follows from publishing (search, mail, files) is done by then.
    std::thread::sleep(Duration::from_secs(3));
    Ok(())
}

/// Creates an item on the draft and, untimed, removes it again.
fn create_ours(
    ours: &mut Secretariat,
    draft: &Meeting,
    item: &ItemText,
    known: &BTreeSet<String>,
    and_list: bool,
) -> Result<Done> {
    let done = timed(|| {
        ours.add(draft, item)?;
        if and_list { Ok(ours.secretary.page(&draft.agenda())?.len()) } else { Ok(0) }
    })?;
    let now = ours.items(draft)?;
    let new = now.difference(known).next().context("the item is on the agenda")?;
    ours.remove(draft, new)?;
    Ok(done)
}

/// Creates an item and, untimed, removes it again.
fn create_theirs(theirs: &mut OpenSlides, item: &ItemText, and_list: bool) -> Result<Done> {
    let mut id = 0;
    let done = timed(|| {
        id = theirs.add(item)?;
        if and_list { Ok(theirs.list(openslides::AGENDA)?.body.len()) } else { Ok(0) }
    })?;
    theirs.remove(id)?;
    Ok(done)
}

fn page(person: &mut Person, path: &str) -> Result<Done> {
    timed(|| Ok(person.page(path)?.len()))
}

fn timed(operation: impl FnOnce() -> Result<usize>) -> Result<Done> {
    let began = Instant::now();
    let bytes = operation()?;
    Ok((began.elapsed(), bytes))
}

/// Does both in turns and adds a row.
fn measure(
    table: &mut Table,
    name: &str,
    ours: Operation<'_>,
    theirs: Operation<'_>,
) -> Result<()> {
    let mut sides = [ours, theirs].map(|operation| (operation, Vec::new(), 0));
    for turn in 0..WARM_UP + TIMES {
        for (operation, times, bytes) in &mut sides {
            let (time, size) = operation(turn).with_context(|| name.to_owned())?;
            *bytes = size;
            if turn >= WARM_UP {
                times.push(time);
            }
        }
    }
    let medians = sides.each_ref().map(|(_, times, _)| percentile(times.clone(), 50));
    let mut row = vec![name.to_owned()];
    for ((_, times, bytes), median) in sides.into_iter().zip(medians) {
        row.extend([milliseconds(median), milliseconds(percentile(times, 99)), kilobytes(bytes)]);
    }
    row.push(figure(medians[1].as_secs_f64() / medians[0].as_secs_f64().max(1e-9)));
    table.row(&row);
    Ok(())
}

fn kilobytes(bytes: usize) -> String {
    if bytes == 0 { "–".to_owned() } else { figure(bytes as f64 / 1e3) }
}

fn notes(table: &mut Table, characters: usize) {
    table.note(format!(
        "{ITEMS} items with {} characters in all on both sides, put there by their own forms and \
         REST interface. Each operation {TIMES} times after {WARM_UP} that do not count, one client \
         after the other, ours and theirs in turns; both servers on core 0, both on SQLite. \"×\" is \
         OpenSlides' median by ours.",
        figure(characters as f64)
    ));
    table.note(
        "Creating is, with us, the secretary's form for an item on a draft agenda (answered with the \
         way back to the agenda); with OpenSlides `POST /rest/topics/topic/` (answered with what \
         changed). The item is removed again, untimed. Both keep a history of changes \
         and wait for the disk (`synchronous=FULL`); ours writes ahead (WAL), theirs has SQLite's \
         rollback journal, as it comes.",
    );
    table.note(
        "Listing is our meeting's page of HTML against `GET /rest/agenda/item/`, which has titles \
         and states for a client to make a page of; texts are our JSON or page (`?vis=alt`) against \
         `GET /rest/topics/topic/`. Pages for those signed in are made anew each time.",
    );
    table.note(
        "OpenSlides 3.3, the newest on PyPI, on Python 3.11, uvicorn with uvloop and \
         httptools, one process, cache in memory; packages in `xtask/bench/openslides.txt`.",
    );
}

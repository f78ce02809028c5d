//! What a secretariat does in the demonstration, by the forms of its pages.

use std::collections::BTreeSet;

use anyhow::{Context, Result};

use super::demo::{Demo, Person};
use super::html;
use super::texts::ItemText;

const BODY: &str = "kkr-sjaelland";

/// A secretary and a chair at work.
pub(super) struct Secretariat {
    /// Who writes and publishes.
    pub(super) secretary: Person,
    /// Who approves.
    chair: Person,
    /// Next year: nothing in it is late.
    year: i32,
}

impl Secretariat {
    /// Signs both in.
    pub(super) fn enter(demo: &Demo, this_year: i32) -> Result<Self> {
        let secretary = Person::enter(demo.address, "sekretaer")?;
        let chair = Person::enter(demo.address, "formand")?;
        Ok(Self { secretary, chair, year: this_year + 1 })
    }

    /// Plans a meeting on a day of May, when the demo's bodies do not meet, and begins its agenda.
    pub(super) fn plan(&mut self, day: u8) -> Result<Meeting> {
        let plan = format!("/arbejde/aarshjul?aar={}&organ={BODY}", self.year);
        let before = agendas(&self.secretary.page(&plan)?);
        let date = format!("{}-05-{day:02}", self.year);
        let fields = [("organ", BODY), ("dato", &date), ("fra", "09:30"), ("til", "12:00")];
        self.secretary.post("/arbejde/aarshjul", &fields)?;
        let after = agendas(&self.secretary.page(&plan)?);
        let id = after.difference(&before).next().context("the meeting is on the year plan")?;
        let meeting = Meeting { id: id.clone(), date };
        self.secretary.post(&format!("{}/start", meeting.agenda()), &[])?;
        Ok(meeting)
    }

    /// Puts an item on the agenda.
    pub(super) fn add(&mut self, meeting: &Meeting, item: &ItemText) -> Result<()> {
        let fields = [
            ("titel", item.title.as_str()),
            ("art", "decision"),
            ("minutter", "5"),
            ("tekst", &item.text),
            ("indstillinger", &item.recommendation),
        ];
        self.secretary.post(&format!("{}/punkt", meeting.agenda()), &fields)?;
        Ok(())
    }

    /// The ids of the agenda's items, those that stand on every agenda among them.
    pub(super) fn items(&mut self, meeting: &Meeting) -> Result<BTreeSet<String>> {
        let page = self.secretary.page(&meeting.agenda())?;
        let begin = format!("{}/punkt/", meeting.agenda());
        let forms = html::between(&page, "action=\"", "\"");
        let ids = forms.filter_map(|action| {
            Some(action.strip_prefix(&begin)?.strip_suffix("/fjern")?.to_owned())
        });
        Ok(ids.collect())
    }

    /// Takes an item off the agenda.
    pub(super) fn remove(&mut self, meeting: &Meeting, item: &str) -> Result<()> {
        self.secretary.post(&format!("{}/punkt/{item}/fjern", meeting.agenda()), &[])?;
        Ok(())
    }

    /// Has the agenda approved and publishes it.
    pub(super) fn publish(&mut self, meeting: &Meeting) -> Result<()> {
        let agenda = meeting.agenda();
        let version = version(&self.chair.page(&agenda)?)?;
        self.chair.post(&format!("{agenda}/godkend"), &[("version", &version)])?;
        let look_over = format!("{agenda}/udgiv");
        let version = self::version(&self.secretary.page(&look_over)?)?;
        let fields = [("version", version.as_str()), ("hvornaar", "nu"), ("grund", "Set igennem.")];
        self.secretary.post(&look_over, &fields)?;
        Ok(())
    }

    /// Holds the meeting in short and sends its minutes.
    pub(super) fn hold(&mut self, meeting: &Meeting) -> Result<()> {
        let events = format!("/arbejde/moede/{}/haendelse", meeting.id);
        for (what, time) in [("aabn", "9.30"), ("luk", "10.00")] {
            self.secretary.post(&events, &[("hvad", what), ("kl", time)])?;
        }
        let minutes = format!("/arbejde/referat/{}/tilstand", meeting.id);
        self.secretary.post(&minutes, &[("hvad", "send")])?;
        Ok(())
    }
}

/// A planned meeting.
pub(super) struct Meeting {
    /// Its id.
    pub(super) id: String,
    date: String,
}

impl Meeting {
    /// Where its agenda is made.
    pub(super) fn agenda(&self) -> String {
        format!("/arbejde/dagsorden/{}", self.id)
    }

    /// Where it is read once it is published.
    pub(super) fn published(&self) -> String {
        format!("/moede/{BODY}/{}", self.date)
    }
}

/// The ids of the agendas a year plan leads to.
fn agendas(plan: &str) -> BTreeSet<String> {
    let ends = ['"', '/', '#', '?'];
    html::between(plan, "href=\"/arbejde/dagsorden/", "\"")
        .filter_map(|rest| rest.split(ends).next().map(ToOwned::to_owned))
        .collect()
}

/// Which version of an agenda a page shows.
fn version(page: &str) -> Result<String> {
    let version = html::first(page, "name=\"version\" value=\"", "\"");
    version.map(ToOwned::to_owned).context("the page says no version of the agenda")
}

#[cfg(test)]
mod tests {
    use super::{agendas, version};

    #[test]
    fn a_year_plan_leads_to_agendas_once_each() {
        let plan = r#"<a href="/arbejde/dagsorden/b"><a href="/arbejde/dagsorden/a#punkt-1">
            <a href="/arbejde/dagsorden/b/udgiv"><a href="/arbejde/aarshjul/c">"#;
        assert_eq!(agendas(plan).into_iter().collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn the_version_seen_is_read_from_its_form() {
        let form = r#"<input type="hidden" name="version" value="51">"#;
        assert_eq!(version(form).expect("there is one"), "51");
        assert!(version("<form>").is_err());
    }
}

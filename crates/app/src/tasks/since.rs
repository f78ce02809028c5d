//! "Since last": what a body's last meeting decided, and what became of it.

use jiff::civil::Date;
use raadslag_document::{Access, Block};

use super::rules::{Promise, Task, listed};
use super::{Filter, TaskError, promised};
use crate::archive::{Archive, Audience, ItemEntry, MeetingEntry, MeetingFilter};
use crate::i18n::Language;
use crate::onward::{self, OnwardError};

/// What a body's last meeting decided, and what became of it.
#[derive(Debug, Default)]
pub struct Since {
    /// The last meeting; `None` where the archive holds none.
    pub meeting: Option<MeetingEntry>,
    /// What it decided: the item, and the decision's words.
    pub decided: Vec<(ItemEntry, String)>,
    /// Its tasks, also those done, and what is still open from before.
    pub tasks: Vec<Task>,
    /// Decisions others must follow: title, address of the state, and the state in a sentence.
    pub onward: Vec<(String, String, String)>,
    /// What was promised for the next meeting.
    pub promised: Vec<Promise>,
}

impl From<OnwardError> for TaskError {
    fn from(error: OnwardError) -> Self {
        match error {
            OnwardError::Archive(error) => Self::Archive(error),
            OnwardError::Journal(error) => Self::Journal(error),
            other => Self::Archive(crate::archive::ArchiveError::damaged("an onward case", other)),
        }
    }
}

/// What there is to say since the body last met, for someone who sees so much of it; `is_barred` is
/// asked with the slugs of items.
pub async fn since_last(
    archive: &Archive,
    body: &str,
    today: Date,
    viewer: Audience,
    l: Language,
    is_barred: impl Fn(&str) -> bool,
) -> Result<Since, TaskError> {
    let sees = |access: Access, item: Option<&str>| {
        (access == Access::Open || viewer == Audience::Insider)
            && !(access == Access::Closed && item.is_some_and(&is_barred))
    };
    let filter = MeetingFilter {
        body: Some(body.to_owned()),
        to: Some(today),
        limit: Some(1),
        newest_first: true,
        ..MeetingFilter::default()
    };
    let meeting = archive.meetings(&filter, viewer).await?.pop();
    let mut promised = promised(archive, body).await?;
    promised.retain(|promise| !promise.item.as_deref().is_some_and(&is_barred));
    let mut since = Since { promised, ..Since::default() };
    let mut here = Vec::new();
    if let Some(entry) = &meeting
        && let Some(mut detail) = archive.meeting(body, &entry.slug, viewer).await?
    {
        detail.conceal(&is_barred);
        let items = detail.document.sections.iter().flat_map(|section| &section.items);
        for (item, entry) in items.zip(detail.items) {
            here.push(entry.slug.clone());
            if let Some(decision) = item.decision.as_ref().filter(|d| !d.text.trim().is_empty()) {
                since.decided.push((entry, decision.text.clone()));
            }
        }
    }
    since.meeting = meeting;
    let of_body = Filter { body: Some(body.to_owned()), ..Filter::default() };
    let mut tasks = super::list(archive, &of_body).await?;
    let settled = super::list(archive, &Filter { is_settled: true, ..of_body }).await?;
    let is_here = |task: &Task| task.says.item.as_ref().is_some_and(|item| here.contains(item));
    tasks.extend(settled.into_iter().filter(is_here));
    tasks.retain(|task| sees(task.says.access, task.says.item.as_deref()));
    since.tasks = tasks;
    for case in onward::of_body(archive, body).await? {
        let is_current = case.days_left(today) >= -90;
        if is_current && sees(case.says.access, Some(&case.item)) {
            let answer = onward::answer_line(archive, &case, today, l).await?;
            let href = format!("/arbejde/videre/{}", case.id);
            since.onward.push((case.says.title.clone(), href, answer));
        }
    }
    Ok(since)
}

impl Since {
    /// The same as blocks of the next agenda.
    pub fn blocks(&self, l: Language) -> Vec<Block> {
        let decided = self.decided.iter().map(|(item, text)| {
            let number = item.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
            format!("{number}{}: {}", item.title, crate::shell::cut(text, 300))
        });
        let tasks = self.tasks.iter().map(|task| {
            let due = task.says.due.map(|due| format!(", {}", l.date(due))).unwrap_or_default();
            format!(
                "{} – {}{due}: {}",
                task.says.what,
                task.says.owner_name,
                super::view::state(l, task)
            )
        });
        let onward = self.onward.iter().map(|(title, _, answer)| format!("{title}: {answer}"));
        let promised = self.promised.iter().map(|promise| promise.title.clone());
        let mut blocks = listed(l.text("since-decided"), &decided.collect::<Vec<_>>());
        blocks.extend(listed(l.text("since-tasks"), &tasks.collect::<Vec<_>>()));
        blocks.extend(listed(l.text("since-onward"), &onward.collect::<Vec<_>>()));
        blocks.extend(listed(l.text("since-promised"), &promised.collect::<Vec<_>>()));
        blocks
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.decided.is_empty()
            && self.tasks.is_empty()
            && self.onward.is_empty()
            && self.promised.is_empty()
    }
}

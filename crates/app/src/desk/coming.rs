//! The meetings someone works with now: those ahead, and those whose minutes are to be written.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::access::{Actor, INSIDE, Role};
use crate::agendas::{self, AgendaError, Planned};
use crate::archive::Archive;
use crate::i18n::Language;
use crate::plan;

/// Days ahead and behind that are looked at.
const AHEAD: i64 = 120;
const BEHIND: i64 = 45;
/// Meetings ahead that are shown, at most.
const SHOWN: usize = 6;

/// A meeting as the desk shows it.
pub(super) struct MeetingRow {
    pub(super) when: String,
    pub(super) body: String,
    pub(super) is_today: bool,
    /// What one can do with it: words and address.
    pub(super) ways: Vec<(&'static str, String)>,
}

/// The meetings ahead that someone has something to do with, and behind those whose secretary they are.
pub(super) async fn meetings(
    archive: &Archive,
    l: Language,
    actor: &Actor,
    today: Date,
) -> Result<(Vec<MeetingRow>, Vec<MeetingRow>), AgendaError> {
    let (from, to) = (today.saturating_sub(BEHIND.days()), today.saturating_add(AHEAD.days()));
    let mut tx = archive.db().begin().await?;
    let planned = plan::meetings(&mut tx, None, from, to).await?;
    let own = planned.into_iter().filter(|meeting| actor.is_among(INSIDE, &meeting.body));
    let (mut ahead, mut behind) = (Vec::new(), Vec::new());
    for meeting in own {
        let Some(found) = agendas::planned(&mut tx, meeting.id).await? else { continue };
        let ways = ways(l, actor, &found, today);
        let side = if found.date < today { &mut behind } else { &mut ahead };
        if !ways.is_empty() && side.len() < SHOWN {
            side.push((found, ways));
        }
    }
    drop(tx);
    Ok((rows(archive, l, ahead, today).await?, rows(archive, l, behind, today).await?))
}

type Ways = Vec<(&'static str, String)>;

async fn rows(
    archive: &Archive,
    l: Language,
    meetings: Vec<(Planned, Ways)>,
    today: Date,
) -> Result<Vec<MeetingRow>, AgendaError> {
    let mut rows = Vec::new();
    for (meeting, ways) in meetings {
        let day = l.short_date(meeting.date);
        let times = meeting.start.map(|start| l.times(start, meeting.end));
        rows.push(MeetingRow {
            when: times.map_or_else(|| day.clone(), |times| format!("{day} {times}")),
            body: plan::body_name(archive, &meeting.body).await?,
            is_today: meeting.date == today,
            ways,
        });
    }
    Ok(rows)
}

/// What someone can do with a meeting on a day.
fn ways(l: Language, actor: &Actor, meeting: &Planned, today: Date) -> Ways {
    let is_secretary = actor.has(Role::Secretary, &meeting.body);
    let may_read = agendas::may_read(actor, &meeting.body, &meeting.state);
    let begun = may_read && meeting.state != agendas::State::Planned;
    let is_over = meeting.date < today;
    let mut ways = Vec::new();
    if !is_over && (begun || is_secretary) {
        ways.push((l.text("desk-agenda"), format!("/arbejde/dagsorden/{}", meeting.id)));
    }
    if begun && is_secretary && meeting.date <= today {
        ways.push((l.text("desk-hold"), format!("/arbejde/moede/{}", meeting.id)));
        ways.push((l.text("desk-minutes"), format!("/arbejde/referat/{}", meeting.id)));
    } else if begun && meeting.date == today {
        ways.push((l.text("desk-attend"), format!("/mit/moede/{}", meeting.id)));
    }
    ways
}

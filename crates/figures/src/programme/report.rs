use super::rules::{Progress, Progressing, Round, Seen};
use crate::chart::{Chart, Drawing, Gantt, GanttRow, State};
use crate::{Column, Exact, Format, Language, Meta, Remark, Report, Row, Step, Table};

pub(super) fn report(about: &Meta, progress: &Progress, language: Language) -> Report {
    let title = language.pick("Programmets status", "Where the programme stands");
    Report {
        title: about.title.clone().unwrap_or_else(|| title.to_owned()),
        answer: answer(progress, language),
        note: about.note.clone(),
        tables: vec![milestones(progress, language), rounds(progress, language)],
        charts: gantt(progress, language).into_iter().collect(),
        explanation: explanation(progress, language),
        remarks: remarks(progress, language),
        method: method(progress, language),
        sources: about.sources.clone(),
    }
}

fn answer(progress: &Progress, language: Language) -> String {
    let all = progress.milestones.len();
    let done = progress.milestones.iter().filter(|milestone| milestone.is_done()).count();
    let on = language.date(progress.as_of);
    let late = named(progress, &|milestone| milestone.state == Progressing::Late);
    let lateness = if late.is_empty() {
        language.pick("ingen er forsinket".to_owned(), "nobody is late".to_owned())
    } else {
        let names = language.join(&late);
        language.pick(
            format!("{} er forsinket: {names}", late.len()),
            format!("{} late: {names}", late.len()),
        )
    };
    let moved = named(progress, &|milestone| milestone.moved.is_some_and(|days| days != 0)).len();
    language.pick(
        format!("{on} er {done} af {all} nået, og {lateness}. {moved} har fået flyttet fristen."),
        format!(
            "On {on}, {done} of {all} are reached; {lateness}. {moved} had their deadline moved."
        ),
    )
}

fn method(progress: &Progress, language: Language) -> String {
    let on = language.date(progress.as_of);
    let near = progress.near;
    language.pick(
        format!("Flyttet: dage fra oprindelig til ny frist. Forsinket: dage fra den gældende frist til milepælen er nået, ellers til opgørelsesdagen {on}. Skred: de to lagt sammen. Nær: højst {near} dage til fristen."),
        format!("Moved: days from the original to the new deadline. Late: days from the deadline in force to the day the milestone was reached, otherwise to {on}. Slip: both together. Near: at most {near} days to the deadline."),
    )
}

/// The names of those that are meant.
fn named(progress: &Progress, is_meant: &dyn Fn(&Seen) -> bool) -> Vec<String> {
    let meant = progress.milestones.iter().filter(|milestone| is_meant(milestone));
    meant.map(|milestone| progress.label(milestone)).collect()
}

fn state_name(state: Progressing, language: Language) -> &'static str {
    match state {
        Progressing::Done => language.pick("nået", "reached"),
        Progressing::DoneLate => language.pick("nået for sent", "reached late"),
        Progressing::Open => language.pick("i gang", "under way"),
        Progressing::Near => language.pick("fristen er nær", "deadline near"),
        Progressing::Late => language.pick("forsinket", "late"),
        Progressing::NoDeadline => language.pick("ingen frist oplyst", "no deadline known"),
    }
}

fn milestones(progress: &Progress, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Enhed", "Unit")),
        Column::text(language.pick("Milepæl", "Milestone")),
        Column::number(language.pick("Oprindelig frist", "Original deadline"), Format::Date),
        Column::number(language.pick("Ny frist", "New deadline"), Format::Date),
        Column::number(language.pick("Nået", "Reached"), Format::Date),
        Column::number(language.pick("Flyttet", "Moved"), Format::Signed(0)),
        Column::number(language.pick("Forsinket", "Late"), Format::Signed(0)),
        Column::number(language.pick("Skred", "Slip"), Format::Signed(0)),
        Column::text(language.pick("Status", "State")),
        Column::text(language.pick("Begrundelse", "Reason")),
    ];
    let mut rows = Vec::new();
    for round in &progress.rounds {
        if !round.name.is_empty() {
            rows.push(Row::group(round.name.clone()));
        }
        let own = progress.milestones.iter().filter(|milestone| milestone.round == round.name);
        rows.extend(own.map(|milestone| milestone_row(milestone, language)));
    }
    Table {
        title: language.pick("Milepælene", "The milestones").to_owned(),
        columns,
        rows,
        note: Some(language.pick(
            "Flyttet, forsinket og skred er i dage; minus er tidligere end fristen.".to_owned(),
            "Moved, late and slip are in days; minus is ahead of the deadline.".to_owned(),
        )),
    }
}

fn milestone_row(milestone: &Seen, language: Language) -> Row {
    Row::body(vec![
        milestone.unit.as_str().into(),
        milestone.milestone.as_str().into(),
        milestone.deadline.into(),
        milestone.changed.into(),
        milestone.done.into(),
        milestone.moved.map(Exact::from).into(),
        milestone.late.map(Exact::from).into(),
        milestone.slip.map(Exact::from).into(),
        state_name(milestone.state, language).into(),
        milestone.reason.clone().into(),
    ])
}

fn rounds(progress: &Progress, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Runde", "Round")),
        Column::summed(language.pick("Milepæle", "Milestones"), Format::Number(0)),
        Column::summed(language.pick("Nået", "Reached"), Format::Number(0)),
        Column::summed(language.pick("Forsinket", "Late"), Format::Number(0)),
        Column::summed(language.pick("Flyttet frist", "Moved deadline"), Format::Number(0)),
        Column::number(
            language.pick("Gennemsnitligt skred i dage", "Mean slip in days"),
            Format::Number(1),
        ),
    ];
    let mut rows: Vec<Row> =
        progress.rounds.iter().map(|round| round_row(round, language)).collect();
    let sum = |count: &dyn Fn(&Round) -> u64| -> Exact {
        progress.rounds.iter().map(|round| Exact::from(count(round))).sum()
    };
    rows.push(Row::total(vec![
        language.pick("I alt", "Total").into(),
        sum(&|round| round.milestones).into(),
        sum(&|round| round.done).into(),
        sum(&|round| round.late).into(),
        sum(&|round| round.moved).into(),
        crate::Value::Empty,
    ]));
    let title = language.pick("Runderne", "The rounds").to_owned();
    Table { title, columns, rows, note: None }
}

fn round_row(round: &Round, language: Language) -> Row {
    Row::body(vec![
        round_name(round, language).into(),
        round.milestones.into(),
        round.done.into(),
        round.late.into(),
        round.moved.into(),
        round.mean_slip.clone().into(),
    ])
}

fn round_name(round: &Round, language: Language) -> String {
    if round.name.is_empty() { language.pick("Alle", "All").to_owned() } else { round.name.clone() }
}

fn gantt(progress: &Progress, language: Language) -> Option<Chart> {
    let rows: Vec<GanttRow> = progress
        .rounds
        .iter()
        .flat_map(|round| {
            progress.milestones.iter().filter(|milestone| milestone.round == round.name)
        })
        .filter_map(|milestone| gantt_row(milestone, progress))
        .collect();
    if rows.is_empty() {
        return None;
    }
    let late = named(progress, &|milestone| milestone.state == Progressing::Late);
    let lateness = if late.is_empty() {
        language.pick("Ingen er forsinket.".to_owned(), "Nobody is late.".to_owned())
    } else {
        let names = language.join(&late);
        language.pick(format!("Forsinket: {names}."), format!("Late: {names}."))
    };
    let on = language.date(progress.as_of);
    Some(Chart {
        title: language.pick("Milepæle over tid", "Milestones over time").to_owned(),
        description: language.pick(
            format!("En linje pr. enhed med oprindelig frist, ny frist og den dag, den er nået; en streg ved {on}. {lateness}"),
            format!("One line per unit with original deadline, new deadline and the day it was reached; a line at {on}. {lateness}"),
        ),
        drawing: Drawing::Gantt(Gantt { rows, today: Some(progress.as_of) }),
    })
}

fn gantt_row(milestone: &Seen, progress: &Progress) -> Option<GanttRow> {
    let state = match milestone.state {
        Progressing::Done | Progressing::DoneLate => State::Good,
        Progressing::Open | Progressing::NoDeadline => State::Open,
        Progressing::Near => State::Warning,
        Progressing::Late => State::Bad,
    };
    Some(GanttRow {
        group: milestone.round.clone(),
        name: progress.label(milestone),
        start: milestone.start,
        original: milestone.deadline?,
        moved: milestone.changed,
        done: milestone.done,
        state,
    })
}

fn explanation(progress: &Progress, language: Language) -> Vec<Step> {
    let mut steps = vec![
        Step::Heading(language.pick("Hvordan der regnes", "How it is computed").to_owned()),
        Step::Text(method(progress, language)),
    ];
    for round in &progress.rounds {
        steps.push(Step::Heading(round_name(round, language)));
        let own = progress.milestones.iter().filter(|milestone| milestone.round == round.name);
        steps.extend(own.map(|milestone| Step::Text(line(milestone, progress, language))));
        steps.extend(mean(round, progress, language));
    }
    steps
}

/// One milestone in a sentence, with the days that can be counted in a calendar.
fn line(milestone: &Seen, progress: &Progress, language: Language) -> String {
    let name = progress.label(milestone);
    let mut parts = Vec::new();
    if let (Some(from), Some(to), Some(moved)) =
        (milestone.deadline, milestone.changed, milestone.moved)
    {
        let (from, to, days) = (language.date(from), language.date(to), language.days(moved));
        let way = match moved {
            0.. => language.pick("frem", "later"),
            _ => language.pick("tilbage", "earlier"),
        };
        parts.push(language.pick(
            format!("fristen er flyttet {days} {way}, fra {from} til {to}"),
            format!("the deadline was moved {days} {way}, from {from} to {to}"),
        ));
    } else if let Some(due) = milestone.due() {
        let due = language.date(due);
        parts.push(language.pick(format!("fristen er {due}"), format!("the deadline is {due}")));
    }
    parts.push(state_line(milestone, progress, language));
    format!("{name}: {}.", parts.join("; "))
}

fn state_line(milestone: &Seen, progress: &Progress, language: Language) -> String {
    let days = language.days(milestone.late.or(milestone.days_left).unwrap_or(0));
    let done = milestone.done.map(|date| language.date(date)).unwrap_or_default();
    let late = milestone.late.unwrap_or(0);
    match milestone.state {
        Progressing::Done | Progressing::DoneLate if milestone.due().is_none() => {
            language.pick(format!("nået {done}"), format!("reached on {done}"))
        }
        Progressing::Done if late == 0 => language
            .pick(format!("nået {done}, på dagen"), format!("reached on {done}, on the day")),
        Progressing::Done => language.pick(
            format!("nået {done}, {days} før fristen"),
            format!("reached on {done}, {days} ahead of the deadline"),
        ),
        Progressing::DoneLate => language.pick(
            format!("nået {done}, {days} efter fristen"),
            format!("reached on {done}, {days} after the deadline"),
        ),
        Progressing::Late => {
            let on = language.date(progress.as_of);
            language.pick(
                format!("ikke nået {on}, {days} forsinket"),
                format!("not reached on {on}, {days} late"),
            )
        }
        Progressing::Open | Progressing::Near => {
            language.pick(format!("der er {days} tilbage"), format!("{days} are left"))
        }
        Progressing::NoDeadline => {
            language.pick("ingen frist er oplyst".to_owned(), "no deadline is known".to_owned())
        }
    }
}

/// The mean slip as a sum divided by a count.
fn mean(round: &Round, progress: &Progress, language: Language) -> Option<Step> {
    let mean = round.mean_slip.as_ref().filter(|mean| !mean.is_zero())?.format(language, 1);
    let own = progress.milestones.iter().filter(|milestone| milestone.round == round.name);
    let slips: Vec<i32> = own.filter_map(|milestone| milestone.slip).collect();
    let moved: Vec<i32> = slips.iter().copied().filter(|&slip| slip != 0).collect();
    let sum = match moved.as_slice() {
        [only] => Exact::from(*only).format(language, 0),
        few if few.len() <= 12 => format!("({})", terms(few, language)),
        many => many.iter().map(|&slip| Exact::from(slip)).sum::<Exact>().format(language, 0),
    };
    let count = slips.len();
    Some(Step::Formula(language.pick(
        format!("gennemsnitligt skred = {sum} / {count} = {mean} dage"),
        format!("mean slip = {sum} / {count} = {mean} days"),
    )))
}

/// `68 + 66 − 38`.
fn terms(numbers: &[i32], language: Language) -> String {
    let mut out = String::new();
    for (at, &number) in numbers.iter().enumerate() {
        out.push_str(match (at, number < 0) {
            (0, true) => "−",
            (0, false) => "",
            (_, true) => " − ",
            (_, false) => " + ",
        });
        out.push_str(&Exact::from(number.unsigned_abs()).format(language, 0));
    }
    out
}

fn remarks(progress: &Progress, language: Language) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for milestone in progress.milestones.iter().filter(|one| one.state == Progressing::Late) {
        let (name, days) = (progress.label(milestone), language.days(milestone.late.unwrap_or(0)));
        remarks.push(Remark::warning(
            language
                .pick(format!("{name} er {days} forsinket."), format!("{name} is {days} late.")),
        ));
    }
    let near = named(progress, &|milestone| milestone.state == Progressing::Near);
    if !near.is_empty() {
        let (names, days) = (language.join(&near), progress.near);
        remarks.push(Remark::note(language.pick(
            format!("Højst {days} dage tilbage: {names}."),
            format!("At most {days} days left: {names}."),
        )));
    }
    let without = named(progress, &|one| {
        one.moved.is_some_and(|days| days != 0)
            && one.reason.as_ref().is_none_or(|reason| reason.trim().is_empty())
    });
    if !without.is_empty() {
        let names = language.join(&without);
        remarks.push(Remark::note(language.pick(
            format!("Fristen er flyttet uden begrundelse: {names}."),
            format!("The deadline was moved without a reason: {names}."),
        )));
    }
    let unknown = named(progress, &|milestone| milestone.due().is_none());
    if !unknown.is_empty() {
        let names = language.join(&unknown);
        remarks.push(Remark::note(language.pick(
            format!("Ingen frist er oplyst, og de er derfor ikke på billedet: {names}."),
            format!("No deadline is known, so they are not in the picture: {names}."),
        )));
    }
    remarks
}

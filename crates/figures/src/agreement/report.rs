use jiff::civil::Date;

use super::input::{Duty, Stated};
use super::rules::{Outcome, Seen, Standing};
use crate::chart::{Chart, Drawing, State, Tile, Tiles};
use crate::{Column, Format, Language, Meta, Remark, Report, Row, Step, Table};

/// A party whose deadline is so near is marked.
const NEAR: i32 = 14;

pub(super) fn report(about: &Meta, standing: &Standing, language: Language) -> Report {
    let title = language.pick("Aftalens status", "Where the agreement stands");
    Report {
        title: about.title.clone().unwrap_or_else(|| title.to_owned()),
        answer: answer(standing, language),
        note: about.note.clone(),
        tables: vec![parties(standing, language), missing(standing, language)]
            .into_iter()
            .filter(|table| !table.rows.is_empty())
            .collect(),
        charts: vec![tiles(standing, language)],
        explanation: explanation(standing, language),
        remarks: remarks(standing, language),
        method: method(standing, language),
        sources: about.sources.clone(),
    }
}

fn answer(standing: &Standing, language: Language) -> String {
    let Standing { done, needed, .. } = standing;
    let deadline = language.date(standing.deadline);
    let left = language.days(standing.days_left);
    match standing.outcome {
        Outcome::Complete => {
            let on = standing.complete_on.map(|date| language.date(date)).unwrap_or_default();
            language.pick(
                format!("Aftalen er på plads: {done} af {needed} nødvendige beslutninger, den sidste nødvendige {on}."),
                format!("The agreement is made: {done} of {needed} decisions needed, the last one needed on {on}."),
            )
        }
        Outcome::Open => language.pick(
            format!("{done} af {needed} har besluttet; {} mangler, og der er {left} til fristen {deadline}.", needed - done),
            format!("{done} of {needed} have decided; {} are missing with {left} left until {deadline}.", needed - done),
        ),
        Outcome::Overdue => language.pick(
            format!("{done} af {needed} har besluttet; {} mangler, og fristen {deadline} er overskredet med {left}.", needed - done),
            format!("{done} of {needed} have decided; {} are missing, and the deadline {deadline} passed {left} ago.", needed - done),
        ),
        Outcome::Failed => {
            let names = language.join(&standing.refused);
            language.pick(
                format!("Aftalen kan ikke blive til noget, som den ligger: {names} har afvist den."),
                format!("The agreement cannot be made as it is: {names} refused it."),
            )
        }
    }
}

fn method(standing: &Standing, language: Language) -> String {
    let rule = match standing.quorum {
        None => language.pick(
            "Aftalen kræver enighed: den er på plads, når alle parter har gjort deres del.".to_owned(),
            "The agreement must be unanimous: it is made when every party has done its part.".to_owned(),
        ),
        Some(quorum) => language.pick(
            format!("Aftalen er på plads, når {quorum} parter har tiltrådt eller godkendt; at tage til efterretning tæller ikke med."),
            format!("The agreement is made when {quorum} parties have acceded or approved; taking note does not count."),
        ),
    };
    let as_of = language.date(standing.as_of);
    language.pick(
        format!("{rule} Et forbehold er ikke en afvisning. Opgjort pr. {as_of}."),
        format!("{rule} A reservation is not a refusal. As of {as_of}."),
    )
}

fn parties(standing: &Standing, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Part", "Party")),
        Column::text(language.pick("Skal", "Must")),
        Column::text(language.pick("Status", "State")),
        Column::number(language.pick("Besluttet", "Decided"), Format::Date),
        Column::text(language.pick("Dokument", "Document")),
        Column::text(language.pick("Forbehold", "Reservation")),
    ];
    let row = |party: &Seen| {
        Row::body(vec![
            party.name.as_str().into(),
            duty(party.must, language).into(),
            state_name(party, language).into(),
            party.decided.into(),
            party.document.clone().into(),
            party.note.clone().into(),
        ])
    };
    let rows = standing.parties.iter().map(row).collect();
    let title = language.pick("Parterne", "The parties").to_owned();
    Table { title, columns, rows, note: None }
}

fn missing(standing: &Standing, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Part", "Party")),
        Column::text(language.pick("Skal", "Must")),
        Column::number(language.pick("Sagen er for", "Dealt with on"), Format::Date),
        Column::number(
            language.pick("Dage fra mødet til fristen", "Days from the meeting to the deadline"),
            Format::Number(0),
        ),
    ];
    let row = |party: &Seen| {
        let slack = party.planned.map(|date| days_between(date, standing.deadline));
        Row::body(vec![
            party.name.as_str().into(),
            duty(party.must, language).into(),
            party.planned.into(),
            slack.map(crate::Exact::from).into(),
        ])
    };
    let waiting = standing.parties.iter().filter(|party| party.state == Stated::Waiting);
    let title = language.pick("De, der mangler", "Who is missing").to_owned();
    Table { title, columns, rows: waiting.map(row).collect(), note: None }
}

fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn duty(duty: Duty, language: Language) -> &'static str {
    match duty {
        Duty::Accede => language.pick("tiltræde", "accede"),
        Duty::Approve => language.pick("godkende", "approve"),
        Duty::TakeNote => language.pick("tage til efterretning", "take note"),
    }
}

fn state_name(party: &Seen, language: Language) -> &'static str {
    match (party.state, party.must) {
        (Stated::Waiting, _) if party.is_late => {
            language.pick("mangler, for sent", "missing, late")
        }
        (Stated::Waiting, _) => language.pick("mangler", "missing"),
        (Stated::Reserved, _) => language.pick("med forbehold", "with a reservation"),
        (Stated::Refused, _) => language.pick("afvist", "refused"),
        (Stated::Done, Duty::Accede) => language.pick("tiltrådt", "acceded"),
        (Stated::Done, Duty::Approve) => language.pick("godkendt", "approved"),
        (Stated::Done, Duty::TakeNote) => language.pick("taget til efterretning", "taken note of"),
    }
}

fn tiles(standing: &Standing, language: Language) -> Chart {
    let tiles = standing.parties.iter().map(|party| tile(party, standing, language)).collect();
    let missing = language.join(&standing.missing);
    let description = if standing.missing.is_empty() {
        language
            .pick("Alle parter har besluttet.".to_owned(), "All parties have decided.".to_owned())
    } else {
        language.pick(
            format!("Et felt pr. part. Disse mangler: {missing}."),
            format!("One tile per party. These are missing: {missing}."),
        )
    };
    let title = language.pick("Hvem har besluttet", "Who has decided").to_owned();
    Chart { title, description, drawing: Drawing::Tiles(Tiles { tiles }) }
}

fn tile(party: &Seen, standing: &Standing, language: Language) -> Tile {
    let (state, label) = match party.state {
        Stated::Refused => (State::Bad, language.pick("afvist", "refused").to_owned()),
        Stated::Reserved => (State::Good, language.pick("forbehold", "reserved").to_owned()),
        Stated::Done => {
            (State::Good, party.decided.map(|date| short(date, language)).unwrap_or_default())
        }
        Stated::Waiting => {
            let label = party.planned.map_or_else(
                || language.pick("mangler", "missing").to_owned(),
                |date| short(date, language),
            );
            (waiting_state(party, standing), label)
        }
    };
    Tile { name: party.name.clone(), state, label }
}

fn waiting_state(party: &Seen, standing: &Standing) -> State {
    if standing.days_left < 0 || party.is_late {
        State::Bad
    } else if party.planned.is_none() && standing.days_left <= NEAR {
        State::Warning
    } else {
        State::Open
    }
}

fn short(date: Date, language: Language) -> String {
    language.pick(format!("{}.{}.", date.day(), date.month()), date.strftime("%-d %b").to_string())
}

fn explanation(standing: &Standing, language: Language) -> Vec<Step> {
    let Standing { needed, done, .. } = standing;
    let missing = needed.saturating_sub(*done);
    let mut steps = vec![
        Step::Heading(language.pick("Hvad der skal til", "What it takes").to_owned()),
        Step::Text(method(standing, language)),
        Step::Formula(language.pick(
            format!("nødvendige {needed} − truffet {done} = mangler {missing}"),
            format!("needed {needed} − made {done} = missing {missing}"),
        )),
        Step::Heading(language.pick("Tiden", "The time").to_owned()),
        Step::Text(time(standing, language)),
    ];
    let waiting: Vec<&Seen> =
        standing.parties.iter().filter(|party| party.state == Stated::Waiting).collect();
    if !waiting.is_empty() {
        steps.push(Step::Heading(language.pick("Hvem der mangler", "Who is missing").to_owned()));
        steps.extend(
            waiting.iter().map(|party| Step::Text(waiting_line(party, standing, language))),
        );
    }
    steps
}

fn time(standing: &Standing, language: Language) -> String {
    let from = language.date(standing.as_of);
    let to = language.date(standing.deadline);
    let days = language.days(standing.days_left);
    if standing.days_left >= 0 {
        language.pick(
            format!("Fra {from} til fristen {to} er der {days}."),
            format!("From {from} to the deadline {to} there are {days}."),
        )
    } else {
        language.pick(
            format!("Fristen {to} ligger {days} før {from}."),
            format!("The deadline {to} lies {days} before {from}."),
        )
    }
}

fn waiting_line(party: &Seen, standing: &Standing, language: Language) -> String {
    let Seen { name, must, .. } = party;
    let duty = duty(*must, language);
    let Some(date) = party.planned else {
        return language.pick(
            format!("{name} skal {duty}; der er ikke oplyst noget møde, hvor sagen er for."),
            format!("{name} must {duty}; no meeting that will deal with it is known."),
        );
    };
    let slack = days_between(date, standing.deadline);
    let (on, days) = (language.date(date), language.days(slack));
    let when = match slack {
        0 => language.pick("på fristens dag".to_owned(), "on the day of the deadline".to_owned()),
        1.. => language.pick(format!("{days} før fristen"), format!("{days} before the deadline")),
        _ => language.pick(format!("{days} efter fristen"), format!("{days} after the deadline")),
    };
    language.pick(
        format!("{name} skal {duty}; sagen er for {on}, {when}."),
        format!("{name} must {duty}; it is dealt with on {on}, {when}."),
    )
}

fn remarks(standing: &Standing, language: Language) -> Vec<Remark> {
    let names = |is_meant: &dyn Fn(&Seen) -> bool| -> Option<String> {
        let names: Vec<&str> = standing
            .parties
            .iter()
            .filter(|party| is_meant(party))
            .map(|party| party.name.as_str())
            .collect();
        (!names.is_empty()).then(|| language.join(&names))
    };
    let mut remarks = Vec::new();
    if let Some(names) = names(&|party| party.state == Stated::Refused) {
        remarks.push(Remark::warning(
            language.pick(format!("{names} har afvist."), format!("{names} refused.")),
        ));
    }
    if let Some(names) = names(&|party| party.planned.is_some() && party.is_late) {
        remarks.push(Remark::warning(language.pick(
            format!("{names} behandler først sagen efter fristen."),
            format!("{names} will deal with it after the deadline only."),
        )));
    }
    if let Some(names) = names(&|party| party.state == Stated::Reserved) {
        remarks.push(Remark::note(language.pick(
            format!("{names} har taget forbehold; det er ikke en afvisning."),
            format!("{names} made a reservation; that is not a refusal."),
        )));
    }
    if let Some(names) = names(&|party| party.decided.is_some() && party.is_late) {
        remarks.push(Remark::note(language.pick(
            format!("{names} besluttede efter fristen."),
            format!("{names} decided after the deadline."),
        )));
    }
    if let Some(names) = names(&|party| party.has_joined() && party.document.is_none()) {
        remarks.push(Remark::note(language.pick(
            format!("Intet dokument viser endnu beslutningen hos {names}."),
            format!("No document shows the decision of {names} yet."),
        )));
    }
    remarks
}

use super::super::proportional::{Block, Decides, How, Passed, Proportional, Seat, TieSeen, Won};
use super::together::{self, Party, parties};
use super::{capital, law, seat_range, seats};
use crate::chart::{Bars, Chart, Drawing, Series};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Step, Table, Value};

/// So many quotients stand side by side at most.
const MOST_DIVISORS: u64 = 12;
/// So many seats are gone through one by one.
const MOST_STEPS: usize = 60;

pub(super) fn report(result: &Proportional, language: Language) -> Report {
    let committees = result.together.iter().map(|all| together::table(all, result, language));
    let mut tables: Vec<Table> = committees.collect();
    if result.together.is_none() {
        tables.push(groups(result, language));
    }
    tables.extend([order(result, language), quotients(result, language)]);
    Report {
        title: language.pick("Forholdstalsvalg", "Proportional election").to_owned(),
        answer: answer(result, language),
        tables,
        charts: vec![chart(result, language)],
        explanation: explanation(result, language),
        remarks: remarks(result, language),
        method: together::method(method(language), result, language),
        ..Report::default()
    }
}

fn method(language: Language) -> String {
    let law = law(language);
    language.pick(
        format!("Forholdstalsvalg efter {law} § 24, stk. 3, og § 25 (d'Hondts metode): hvert forbunds eller hver gruppes tilstedeværende medlemmer deles med 1, 2, 3 …, og de største kvotienter får pladserne; bagefter fordeles et forbunds pladser på samme måde mellem dets grupper. Er kvotienter lige store, trækkes der lod. Grupperne vælger i den rækkefølge, de fik pladserne (§ 65); den, der overtager en plads, overtager dens nummer."),
        format!("Proportional election by {law} sections 24(3) and 25 (d'Hondt): the members present of each alliance or group are divided by 1, 2, 3 …, and the largest quotients win the seats; an alliance's seats are then shared among its groups in the same way. Equal quotients are decided by drawing lots. Groups choose in the order in which they won seats (section 65); who takes over a seat takes over its number."),
    )
}

fn answer(result: &Proportional, language: Language) -> String {
    let holding = parties(result).into_iter().filter(|party| party.holds > 0);
    let holding: Vec<String> =
        holding.map(|party| format!("{} {}", party.name, party.holds)).collect();
    let listed = language.join(&holding);
    let open = open_seats(result);
    let certain = if holding.is_empty() {
        language.pick("Ingen plads er afgjort".to_owned(), "No seat is decided".to_owned())
    } else {
        let all = seats(result.seats, language);
        language
            .pick(format!("De {all} fordeles: {listed}"), format!("The {all} are shared: {listed}"))
    };
    if open == 0 {
        let rights = result.together.as_ref().and_then(|all| together::answer(all, language));
        return [Some(format!("{certain}.")), rights]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
    }
    let open = seats(open, language);
    language.pick(
        format!("{certain}; {open} skal afgøres ved lodtrækning."),
        format!("{certain}; {open} must be decided by drawing lots."),
    )
}

/// Seats that nobody is certain of.
fn open_seats(result: &Proportional) -> u64 {
    result.seats.saturating_sub(parties(result).iter().map(|party| party.seats).sum())
}

fn groups(result: &Proportional, language: Language) -> Table {
    let mut columns = vec![Column::text(language.pick("Gruppe", "Group"))];
    let has_alliances = result.groups.iter().any(|group| group.alliance.is_some());
    if has_alliances {
        columns.push(Column::text(language.pick("Valgforbund", "Alliance")));
    }
    columns.extend([
        Column::summed(language.pick("Medlemmer", "Members"), Format::Number(0)),
        Column::summed(language.pick("Til stede", "Present"), Format::Number(0)),
        Column::summed(language.pick("Pladser", "Seats"), Format::Number(0)),
        Column::summed(language.pick("Efter afkald", "After waivers"), Format::Number(0)),
    ]);
    let cells = |name: &str, alliance: Value, numbers: [u64; 4]| {
        let mut cells: Vec<Value> = vec![name.into()];
        if has_alliances {
            cells.push(alliance);
        }
        cells.extend(numbers.map(Value::from));
        cells
    };
    let numbers = |group: &Won| [group.members, group.present, group.seats, group.holds];
    let mut rows: Vec<Row> = result
        .groups
        .iter()
        .map(|group| Row::body(cells(&group.name, group.alliance.clone().into(), numbers(group))))
        .collect();
    let total = |at: usize| result.groups.iter().map(|group| numbers(group)[at]).sum();
    let totals = [total(0), total(1), total(2), total(3)];
    rows.push(Row::total(cells(language.pick("I alt", "Total"), Value::Empty, totals)));
    let title = language.pick("Grupperne", "The groups").to_owned();
    let open = open_seats(result);
    let note = (open > 0).then(|| {
        let open = seats(open, language);
        language.pick(
            format!("{open} mangler, fordi der skal trækkes lod."),
            format!("{open} are missing because lots must be drawn."),
        )
    });
    Table { title, columns, rows, note }
}

fn order(result: &Proportional, language: Language) -> Table {
    let columns = vec![
        Column::number(language.pick("Plads", "Seat"), Format::Number(0)),
        Column::number(language.pick("Kvotient", "Quotient"), Format::UpTo(3)),
        Column::text(language.pick("Vundet af", "Won by")),
        Column::text(language.pick("Gruppe, der vælger", "Group that chooses")),
    ];
    let row = |seat: &Seat| {
        let between = || {
            let names = language.join(&seat.between);
            language.pick(format!("lod mellem {names}"), format!("lots between {names}"))
        };
        let won = seat.block.clone().unwrap_or_else(between);
        let holder = seat.holder.clone().unwrap_or_else(between);
        Row::body(vec![seat.number.into(), seat.quotient.clone().into(), won.into(), holder.into()])
    };
    Table {
        title: if result.together.is_some() {
            language.pick("Alle pladser under ét", "All seats at once").to_owned()
        } else {
            language
                .pick("Rækkefølgen, grupperne vælger i", "The order in which groups choose")
                .to_owned()
        },
        columns,
        rows: result.order.iter().map(row).collect(),
        note: None,
    }
}

/// Each block's quotients; those that won a seat carry its number.
fn quotients(result: &Proportional, language: Language) -> Table {
    let most = result.blocks.iter().map(|block| block.seats).max().unwrap_or(0) + 1;
    let divisors = most.min(MOST_DIVISORS);
    let mut columns =
        vec![Column::text(language.pick("Forbund eller gruppe", "Alliance or group"))];
    columns.extend((1..=divisors).map(|divisor| Column::text(format!(": {divisor}"))));
    let row = |block: &Block| {
        let mut cells: Vec<Value> = vec![block.name.as_str().into()];
        cells.extend(
            (1..=divisors).map(|divisor| quotient(block, divisor, result, language).into()),
        );
        Row::body(cells)
    };
    let title = language.pick(
        "Kvotienterne, med pladsens nummer i parentes",
        "The quotients, with the seat's number in brackets",
    );
    let note = (most > divisors).then(|| {
        language.pick(
            format!("Kun de første {divisors} kvotienter er vist."),
            format!("Only the first {divisors} quotients are shown."),
        )
    });
    let rows = result.blocks.iter().map(row).collect();
    Table { title: title.to_owned(), columns, rows, note }
}

fn quotient(block: &Block, divisor: u64, result: &Proportional, language: Language) -> String {
    let value = Exact::from(block.votes) / Exact::from(divisor);
    let shown = value.format_short(language, 3);
    let is_won =
        |seat: &&Seat| seat.block.as_ref() == Some(&block.name) && seat.divisor == Some(divisor);
    if let Some(seat) = result.order.iter().find(is_won) {
        return format!("{shown} ({})", seat.number);
    }
    let is_open = |seat: &&Seat| {
        seat.block.is_none() && seat.quotient == value && seat.between.contains(&block.name)
    };
    match result.order.iter().find(is_open) {
        Some(_) => language.pick(format!("{shown} (lod)"), format!("{shown} (lots)")),
        None => shown,
    }
}

fn chart(result: &Proportional, language: Language) -> Chart {
    let whole = Exact::from(result.voting);
    let parties = parties(result);
    let share = |party: &Party<'_>| {
        let part = Exact::from(party.present) * Exact::from(result.seats);
        part.checked_div(&whole).map(|share| share.to_f64())
    };
    let series = vec![
        Series {
            name: language.pick("forholdsmæssig andel", "proportional share").to_owned(),
            values: parties.iter().map(share).collect(),
        },
        Series {
            name: language.pick("pladser", "seats").to_owned(),
            values: parties.iter().map(|party| Some(party.holds as f64)).collect(),
        },
    ];
    Chart {
        title: language
            .pick("Pladser og forholdsmæssig andel", "Seats and proportional share")
            .to_owned(),
        description: answer(result, language),
        drawing: Drawing::Bars(Bars {
            unit: language.pick("pladser", "seats").to_owned(),
            decimals: 2,
            categories: parties.iter().map(|party| party.name.to_owned()).collect(),
            series,
        }),
    }
}

fn explanation(result: &Proportional, language: Language) -> Vec<Step> {
    let Proportional { voting, .. } = result;
    let members: u64 = result.groups.iter().map(|group| group.members).sum();
    let mut steps = vec![
        Step::Heading(language.pick("Hvem der tæller", "Who counts").to_owned()),
        Step::Text(language.pick(
            format!("{voting} af {members} medlemmer er til stede, og kun de tæller ved forholdstalsvalg."),
            format!("{voting} of {members} members are present, and only they count in a proportional election."),
        )),
    ];
    for block in result.blocks.iter().filter(|block| block.groups.len() > 1) {
        steps.push(Step::Formula(sum(block, result)));
    }
    steps.push(Step::Heading(language.pick("Pladserne", "The seats").to_owned()));
    steps.push(Step::Text(method(language)));
    steps.push(Step::Table(quotients(result, language)));
    let shown = result.order.iter().take(MOST_STEPS);
    steps.extend(shown.filter_map(|seat| seat_step(seat, result, language)));
    for block in result.blocks.iter().filter(|block| block.groups.len() > 1) {
        steps.extend(inside(block, result, language));
    }
    if let Some(all) = &result.together {
        steps.extend(together::steps(all, result, language));
    }
    if !result.ties.is_empty() {
        steps.push(Step::Heading(language.pick("Lodtrækning", "Drawing lots").to_owned()));
        steps.extend(result.ties.iter().map(|tie| Step::Text(tie_line(tie, language))));
    }
    if !result.waivers.is_empty() {
        steps.push(Step::Heading(language.pick("Afkald", "Waivers").to_owned()));
        let rule = language.pick(
            "En gruppe kan kun give afkald på en plads, hvis en anden overtager den. Det er gruppens sidst vundne plads; uden aftale går den til den største kvotient blandt de andre, i forbundet først.",
            "A group may waive a seat only if another takes it. It is the seat it won last; without agreement it goes to the largest quotient among the others, inside the alliance first.",
        );
        steps.push(Step::Text(rule.to_owned()));
        steps.extend(result.waivers.iter().map(|passed| Step::Text(waiver_line(passed, language))));
    }
    steps
}

fn sum(block: &Block, result: &Proportional) -> String {
    let present = |name: &String| {
        result.groups.iter().find(|group| group.name == *name).map_or(0, |group| group.present)
    };
    let parts: Vec<String> = block.groups.iter().map(|name| present(name).to_string()).collect();
    format!("{}: {} = {}", block.name, parts.join(" + "), block.votes)
}

fn seat_step(seat: &Seat, result: &Proportional, language: Language) -> Option<Step> {
    let block = seat.block.as_ref()?;
    let votes = result.blocks.iter().find(|other| other.name == *block)?.votes;
    let (divisor, quotient) = (seat.divisor?, seat.quotient.format_short(language, 3));
    let number = seat_range(seat.number, seat.number, language);
    Some(Step::Formula(format!("{number}: {block}, {votes} / {divisor} = {quotient}")))
}

/// The seats of an alliance among its groups.
fn inside(block: &Block, result: &Proportional, language: Language) -> Vec<Step> {
    let won = seats(block.seats, language);
    let name = &block.name;
    let mut steps = vec![Step::Heading(
        language.pick(format!("Indenfor {name}: {won}"), format!("Inside {name}: {won}")),
    )];
    for seat in block.inside.iter().take(MOST_STEPS) {
        let number = seat.number;
        let Some(group) = &seat.group else { continue };
        let votes =
            result.groups.iter().find(|other| other.name == *group).map_or(0, |own| own.present);
        let own = block.inside.iter().filter(|other| other.number <= number);
        let divisor = own.filter(|other| other.group.as_ref() == Some(group)).count();
        let quotient = seat.quotient.format_short(language, 3);
        steps.push(Step::Formula(language.pick(
            format!("forbundets plads {number}: {group}, {votes} / {divisor} = {quotient}"),
            format!("the alliance's seat {number}: {group}, {votes} / {divisor} = {quotient}"),
        )));
    }
    steps
}

fn remarks(result: &Proportional, language: Language) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    for tie in &result.ties {
        let line = tie_line(tie, language);
        remarks.push(if tie.drawn.is_some() { Remark::note(line) } else { Remark::warning(line) });
    }
    for passed in &result.waivers {
        let line = waiver_line(passed, language);
        remarks.push(if passed.to.is_some() { Remark::note(line) } else { Remark::warning(line) });
    }
    if let Some(all) = &result.together {
        remarks.extend(together::remarks(all, language));
    }
    let is_crowded = |group: &&Won| result.together.is_none() && group.holds > group.members;
    for group in result.groups.iter().filter(is_crowded) {
        let Won { name, members, .. } = group;
        let held = seats(group.holds, language);
        remarks.push(Remark::warning(language.pick(
            format!("{name} får {held}, men har kun {members} medlemmer."),
            format!("{name} gets {held} but has only {members} members."),
        )));
    }
    remarks
}

fn tie_line(tie: &TieSeen, language: Language) -> String {
    let names = language.join(&tie.between);
    let quotient = tie.quotient.format_short(language, 3);
    let range = seat_range(tie.first, tie.last, language);
    let within = tie
        .within
        .as_ref()
        .map(|name| language.pick(format!(" i {name}"), format!(" in {name}")))
        .unwrap_or_default();
    let law = law(language);
    let what = match tie.decides {
        Decides::Seats => language.pick("hvem der får den", "who gets it"),
        Decides::Order => language.pick("hvem der vælger først", "who chooses first"),
    };
    let equal = language.pick(
        format!("{}{within}: {names} har samme kvotient, {quotient}.", capital(&range)),
        format!("{}{within}: {names} have the same quotient, {quotient}.", capital(&range)),
    );
    let note = tie.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    match &tie.drawn {
        None => language.pick(
            format!(
                "{equal} Efter {law} § 25 afgør lodtrækning, {what}; den er ikke skrevet ind endnu."
            ),
            format!("{equal} By {law} section 25 lots decide {what}; no draw is recorded yet."),
        ),
        Some(drawn) => {
            let drawn = drawn.join(", ");
            language.pick(
                format!("{equal} Lodtrækningen efter {law} § 25 gav rækkefølgen {drawn}{note}."),
                format!("{equal} The lots, by {law} section 25, gave the order {drawn}{note}."),
            )
        }
    }
}

fn waiver_line(passed: &Passed, language: Language) -> String {
    let group = &passed.group;
    let seat = passed.seat.map(|seat| seat_range(seat, seat, language)).unwrap_or_default();
    match (&passed.how, &passed.to) {
        (How::Agreed, Some(to)) => language.pick(
            format!("{group} giver afkald på {seat}; {to} overtager den efter aftale."),
            format!("{group} waives {seat}; {to} takes it by agreement."),
        ),
        (_, Some(to)) => language.pick(
            format!("{group} giver afkald på {seat}; den går til {to}, som har den næste kvotient."),
            format!("{group} waives {seat}; it goes to {to}, who has the next quotient."),
        ),
        (How::Lots(names), None) if names.is_empty() => language.pick(
            format!("{group} vil give afkald på en plads, men først må lodtrækningen afgøre, hvilke gruppen har."),
            format!("{group} would waive a seat, but first lots must show which ones it has."),
        ),
        (How::Lots(names), None) => {
            let names = language.join(names);
            language.pick(
                format!("{group} giver afkald på {seat}; {names} har samme kvotient til den, og der skal trækkes lod. Skriv den trukne som den, der overtager pladsen."),
                format!("{group} waives {seat}; {names} have the same quotient for it and lots must be drawn. Write who is drawn as the one who takes it."),
            )
        }
        (How::NoSeat, None) => language.pick(
            format!("{group} har ingen plads at give afkald på."),
            format!("{group} has no seat to waive."),
        ),
        (_, None) => language.pick(
            format!("{group} kan ikke give afkald på {seat}, for ingen anden kan overtage den."),
            format!("{group} cannot waive {seat}, for nobody else can take it."),
        ),
    }
}

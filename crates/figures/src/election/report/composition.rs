use super::super::composition::{Composition, Given, SeatTie, SizedBy, TakesPart, Unit};
use super::{seat_range, seats};
use crate::chart::{Bars, Chart, Drawing, Series};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Step, Table, Value};

pub(super) fn report(result: &Composition, language: Language) -> Report {
    Report {
        title: language.pick("Sammensætning af KKR", "Composition of the KKR").to_owned(),
        answer: answer(result, language),
        tables: vec![units(result, language), order(result, language)],
        charts: vec![chart(result, language)],
        explanation: explanation(result, language),
        remarks: remarks(result, language),
        method: method(result, language),
        ..Report::default()
    }
}

fn members(result: &Composition) -> u64 {
    result.units.iter().map(|unit| unit.members).sum()
}

fn answer(result: &Composition, language: Language) -> String {
    let Composition { mayors, .. } = result;
    let all = members(result);
    let further = all - mayors;
    let given: Vec<String> = result
        .units
        .iter()
        .filter(|unit| unit.supplementary > 0)
        .map(|unit| format!("{} {}", unit.name, unit.supplementary))
        .collect();
    let listed =
        if given.is_empty() { String::new() } else { format!(": {}", language.join(&given)) };
    let open = result.size - all;
    let open = if open == 0 {
        String::new()
    } else {
        let are = if open == 1 { "er åben" } else { "er åbne" };
        language.pick(
            format!("; {} {are}", seats(open, language)),
            format!("; {} open", seats(open, language)),
        )
    };
    language.pick(
        format!(
            "KKR får {} medlemmer: {mayors} borgmestre og {further} supplerende{listed}{open}.",
            result.size
        ),
        format!(
            "The KKR has {} members: {mayors} mayors and {further} further ones{listed}{open}.",
            result.size
        ),
    )
}

fn method(result: &Composition, language: Language) -> String {
    let threshold = result.threshold.format_short(language, 2);
    let most = result.most;
    let size = match result.sized {
        SizedBy::Given => language.pick("Antallet af medlemmer er givet.".to_owned(), "The number of members is given.".to_owned()),
        SizedBy::Smallest => language.pick(
            format!("Antallet er det mindste, hvor ingen har flere borgmestre end sin andel efter d'Hondt, og højst {most}."),
            format!("The number is the smallest at which nobody has more mayors than its share by d'Hondt, and at most {most}."),
        ),
        SizedBy::Capped => language.pick(
            format!("Intet antal op til de højst {most} afspejler valget helt; derfor er antallet {most}, og de, der har for mange borgmestre, beholder dem."),
            format!("No number up to the most, {most}, mirrors the vote fully; so the number is {most}, and those with too many mayors keep them."),
        ),
    };
    language.pick(
        format!("KL's love § 15: borgmestrene er fødte medlemmer, og resten findes i partierne og listesamarbejderne, så det samlede KKR svarer til stemmerne i regionen. Med er den, der har mindst {threshold} % af de afgivne stemmer og en plads i mindst én kommunalbestyrelse. {size} Regnemåden, at hver plads går til den største kvotient af stemmer / (medlemmer + 1), er vores valg; KL har ikke offentliggjort sin."),
        format!("KL's statutes section 15: the mayors are born members, and the rest are found in parties and alliances so that the whole KKR mirrors the region's votes. Those take part who have at least {threshold}% of the votes cast and a seat in at least one council. {size} That each seat goes to the largest quotient of votes / (members + 1) is our choice; KL has not published its own."),
    )
}

fn units(result: &Composition, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Parti eller samarbejde", "Party or alliance")),
        Column::summed(language.pick("Stemmer", "Votes"), Format::Number(0)),
        Column::number(language.pick("Andel af stemmer", "Share of votes"), Format::Percent(1)),
        Column::summed(language.pick("Rådsmedlemmer", "Councillors"), Format::Number(0)),
        Column::summed(language.pick("Borgmestre", "Mayors"), Format::Number(0)),
        Column::summed(language.pick("Supplerende", "Further"), Format::Number(0)),
        Column::summed(language.pick("I alt", "Total"), Format::Number(0)),
        Column::number(language.pick("Andel af KKR", "Share of KKR"), Format::Percent(1)),
        Column::text(language.pick("Med?", "Takes part?")),
    ];
    let all = members(result);
    let share = |part: u64, whole: u64| Exact::ratio(part, whole);
    let row = |unit: &Unit| {
        Row::body(vec![
            unit.name.as_str().into(),
            unit.votes.into(),
            share(unit.votes, result.votes_cast).into(),
            unit.councillors.into(),
            unit.mayors.into(),
            unit.supplementary.into(),
            unit.members.into(),
            share(unit.members, all).into(),
            takes_part(unit.takes_part, language).into(),
        ])
    };
    let mut rows: Vec<Row> = result.units.iter().map(row).collect();
    let total = |number: &dyn Fn(&Unit) -> u64| -> Value {
        result.units.iter().map(number).sum::<u64>().into()
    };
    rows.push(Row::total(vec![
        language.pick("I alt", "Total").into(),
        total(&|unit| unit.votes),
        Value::Empty,
        total(&|unit| unit.councillors),
        total(&|unit| unit.mayors),
        total(&|unit| unit.supplementary),
        total(&|unit| unit.members),
        Value::Empty,
        Value::Empty,
    ]));
    Table {
        title: language.pick("Sammensætningen", "The composition").to_owned(),
        columns,
        rows,
        note: None,
    }
}

fn takes_part(takes_part: TakesPart, language: Language) -> &'static str {
    match takes_part {
        TakesPart::Yes => language.pick("ja", "yes"),
        TakesPart::BelowThreshold => language.pick("nej, for få stemmer", "no, too few votes"),
        TakesPart::NoCouncil => language.pick("nej, i intet råd", "no, in no council"),
    }
}

fn order(result: &Composition, language: Language) -> Table {
    let columns = vec![
        Column::number(language.pick("Medlem nr.", "Member no."), Format::Number(0)),
        Column::number(language.pick("Kvotient", "Quotient"), Format::Number(1)),
        Column::text(language.pick("Går til", "Goes to")),
    ];
    let row = |given: &Given| {
        let lots = || language.pick("lodtrækning", "lots").to_owned();
        let unit = given.unit.clone().unwrap_or_else(lots);
        Row::body(vec![given.seat.into(), given.quotient.clone().into(), unit.into()])
    };
    let title = language.pick("De supplerende pladser, en for en", "The further seats, one by one");
    Table {
        title: title.to_owned(),
        columns,
        rows: result.order.iter().map(row).collect(),
        note: None,
    }
}

fn chart(result: &Composition, language: Language) -> Chart {
    let percent =
        |part: u64, whole: u64| Exact::ratio(part, whole).map(|share| share.to_f64() * 100.0);
    let all = members(result);
    let series = |name: &str, value: &dyn Fn(&Unit) -> Option<f64>| Series {
        name: name.to_owned(),
        values: result.units.iter().map(value).collect(),
    };
    Chart {
        title: language
            .pick("Andel af stemmer og af KKR", "Share of votes and of the KKR")
            .to_owned(),
        description: answer(result, language),
        drawing: Drawing::Bars(Bars {
            unit: language.pick("procent", "per cent").to_owned(),
            decimals: 1,
            categories: result.units.iter().map(|unit| unit.name.clone()).collect(),
            series: vec![
                series(language.pick("stemmer", "votes"), &|unit| {
                    percent(unit.votes, result.votes_cast)
                }),
                series(language.pick("medlemmer", "members"), &|unit| percent(unit.members, all)),
            ],
        }),
    }
}

fn explanation(result: &Composition, language: Language) -> Vec<Step> {
    let Composition { municipalities, votes_cast, mayors, size, .. } = result;
    let number = |number: &u64| Exact::from(*number).format(language, 0);
    let threshold = result.threshold.format_short(language, 2);
    let needed = result.votes_needed.format_short(language, 2);
    let mut steps = vec![
        Step::Heading(language.pick("Reglen", "The rule").to_owned()),
        Step::Text(method(result, language)),
        Step::Heading(language.pick("Hvem der er med", "Who takes part").to_owned()),
        Step::Formula(format!("{} × {threshold} / 100 = {needed}", number(votes_cast))),
        Step::Text(excluded(result, language)),
        Step::Heading(language.pick("Hvor mange medlemmer", "How many members").to_owned()),
        Step::Text(size_line(result, language)),
    ];
    let most = result.most;
    steps.push(Step::Formula(language.pick(
        format!("{size} medlemmer − {mayors} borgmestre = {} supplerende; højst {most} for {municipalities} kommuner", size - mayors),
        format!("{size} members − {mayors} mayors = {} further; at most {most} for {municipalities} municipalities", size - mayors),
    )));
    steps.push(Step::Heading(
        language.pick("De supplerende pladser", "The further seats").to_owned(),
    ));
    let mut held: Vec<(&str, u64)> =
        result.units.iter().map(|unit| (unit.name.as_str(), unit.mayors)).collect();
    for given in &result.order {
        let Some(name) = &given.unit else { continue };
        let Some(unit) = result.units.iter().find(|unit| unit.name == *name) else { continue };
        let Some(entry) = held.iter_mut().find(|(other, _)| other == name) else { continue };
        entry.1 += 1;
        let (votes, divisor) = (number(&unit.votes), entry.1);
        let quotient = given.quotient.format(language, 1);
        let seat =
            language.pick(format!("medlem {}", given.seat), format!("member {}", given.seat));
        steps.push(Step::Formula(format!("{seat}: {name}, {votes} / {divisor} = {quotient}")));
    }
    steps.extend(result.ties.iter().map(|tie| Step::Text(tie_line(tie, language))));
    steps
}

fn excluded(result: &Composition, language: Language) -> String {
    let names = |why: TakesPart| {
        let out = result.units.iter().filter(|unit| unit.takes_part == why);
        out.map(|unit| unit.name.as_str()).collect::<Vec<_>>()
    };
    let few = names(TakesPart::BelowThreshold);
    let none = names(TakesPart::NoCouncil);
    if few.is_empty() && none.is_empty() {
        return language.pick(
            "Alle har mindst så mange stemmer og en plads i et råd.".to_owned(),
            "All have at least so many votes and a seat in a council.".to_owned(),
        );
    }
    let mut parts = Vec::new();
    if !few.is_empty() {
        let few = language.join(&few);
        parts.push(
            language.pick(format!("Færre stemmer har {few}."), format!("Fewer votes have {few}.")),
        );
    }
    if !none.is_empty() {
        let none = language.join(&none);
        parts.push(language.pick(
            format!("Uden plads i noget råd er {none}."),
            format!("Without a seat in any council are {none}."),
        ));
    }
    parts.push(language.pick(
        "Deres eventuelle borgmestre er fødte medlemmer alligevel.".to_owned(),
        "Their mayors, if any, are born members all the same.".to_owned(),
    ));
    parts.join(" ")
}

/// Which list makes the KKR as large as it is.
fn size_line(result: &Composition, language: Language) -> String {
    let Composition { size, most, .. } = result;
    let decisive: Vec<&str> = result
        .units
        .iter()
        .filter(|unit| unit.takes_part == TakesPart::Yes && unit.mayors > 0)
        .filter(|unit| match result.sized {
            SizedBy::Smallest => unit.share == unit.mayors,
            _ => unit.share < unit.mayors,
        })
        .map(|unit| unit.name.as_str())
        .collect();
    let names = language.join(&decisive);
    match result.sized {
        SizedBy::Given => language.pick(format!("Antallet {size} er givet."), format!("The number {size} is given.")),
        SizedBy::Smallest if decisive.is_empty() => language.pick(
            format!("{size} er det mindste antal."),
            format!("{size} is the smallest number."),
        ),
        SizedBy::Smallest => language.pick(
            format!("Ved {size} medlemmer har ingen flere borgmestre end sin andel; med ét medlem mindre ville det ikke gælde alle. Andelen er netop borgmestrenes antal hos {names}."),
            format!("With {size} members nobody has more mayors than its share; with one member fewer that would not hold for all. The share is exactly the number of mayors for {names}."),
        ),
        SizedBy::Capped => language.pick(
            format!("Selv ved de højst {most} medlemmer har {names} flere borgmestre end sin andel."),
            format!("Even with the most, {most} members, {names} has more mayors than its share."),
        ),
    }
}

fn remarks(result: &Composition, language: Language) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for tie in &result.ties {
        let line = tie_line(tie, language);
        remarks.push(if tie.drawn.is_some() { Remark::note(line) } else { Remark::warning(line) });
    }
    for unit in result
        .units
        .iter()
        .filter(|unit| unit.takes_part == TakesPart::Yes && unit.mayors > unit.share)
    {
        let Unit { name, mayors, share, .. } = unit;
        remarks.push(Remark::warning(language.pick(
            format!("{name} har {mayors} borgmestre, men en andel på {share}; det samlede KKR afspejler derfor ikke stemmerne helt."),
            format!("{name} has {mayors} mayors but a share of {share}; so the whole KKR does not mirror the votes fully."),
        )));
    }
    if result.mayors < result.municipalities {
        let (mayors, all) = (result.mayors, result.municipalities);
        remarks.push(Remark::note(language.pick(
            format!("Der er {mayors} borgmestre til {all} kommuner."),
            format!("There are {mayors} mayors for {all} municipalities."),
        )));
    }
    remarks
}

fn tie_line(tie: &SeatTie, language: Language) -> String {
    let names = language.join(&tie.between);
    let quotient = tie.quotient.format_short(language, 3);
    let range = super::capital(&seat_range(tie.first, tie.last, language));
    let note = tie.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    match &tie.drawn {
        None => language.pick(
            format!("{range}: {names} har samme kvotient, {quotient}. Der skal trækkes lod; det er ikke skrevet ind endnu."),
            format!("{range}: {names} have the same quotient, {quotient}. Lots must be drawn; no draw is recorded yet."),
        ),
        Some(drawn) => {
            let drawn = drawn.join(", ");
            language.pick(
                format!("{range}: {names} har samme kvotient, {quotient}. Lodtrækningen gav rækkefølgen {drawn}{note}."),
                format!("{range}: {names} have the same quotient, {quotient}. The lots gave the order {drawn}{note}."),
            )
        }
    }
}

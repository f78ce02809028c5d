use super::super::single::{By, Lot, Outcome, Round, SinglePost};
use super::law;
use crate::chart::{Bars, Chart, Drawing, Series};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Step, Table};

pub(super) fn report(result: &SinglePost, language: Language) -> Report {
    Report {
        title: language.pick("Valg af én person", "Election to a single post").to_owned(),
        answer: answer(result, language),
        tables: vec![votes(result, language)],
        charts: chart(result, language).into_iter().collect(),
        explanation: explanation(result, language),
        remarks: result.ties.iter().map(|lot| tie(lot, language)).collect(),
        method: method(language),
        ..Report::default()
    }
}

fn method(language: Language) -> String {
    let law = law(language);
    language.pick(
        format!("Flertalsvalg i op til tre runder efter {law} § 24, stk. 1: i 1. og 2. runde kræves flertal blandt de tilstedeværende, og i 2. runde er det også nok at være den eneste, der får stemmer; 3. runde står mellem de to med flest stemmer i 2. runde og afgøres af de afgivne stemmer. Stemmelighed afgøres ved lodtrækning."),
        format!("Election by majority in up to three rounds by {law} section 24(1): rounds 1 and 2 need a majority of the members present, and in round 2 it is also enough to be the only one with votes; round 3 is between the two with most votes in round 2 and decided by the votes cast. Equal votes are decided by drawing lots."),
    )
}

fn answer(result: &SinglePost, language: Language) -> String {
    match &result.outcome {
        Outcome::Elected { candidate, round, by } => {
            let by = by_name(*by, language);
            language.pick(
                format!("{candidate} er valgt i {round}. runde {by}."),
                format!("{candidate} is elected in round {round} {by}."),
            )
        }
        Outcome::NextRound { round, between } if between.is_empty() => language.pick(
            format!("Ingen er valgt endnu; der skal holdes {round}. runde."),
            format!("Nobody is elected yet; round {round} must be held."),
        ),
        Outcome::NextRound { round, between } => {
            let names = language.join(between);
            language.pick(
                format!("Ingen er valgt endnu; {round}. runde står mellem {names}."),
                format!("Nobody is elected yet; round {round} is between {names}."),
            )
        }
        Outcome::Lots { round: 2, between } => {
            let names = language.join(between);
            language.pick(
                format!(
                    "Der skal trækkes lod mellem {names} om, hvem der går videre til 3. runde."
                ),
                format!("Lots must be drawn between {names} for who goes on to round 3."),
            )
        }
        Outcome::Lots { between, .. } => {
            let names = language.join(between);
            language.pick(
                format!("Stemmerne står lige; der skal trækkes lod mellem {names}."),
                format!("The votes are equal; lots must be drawn between {names}."),
            )
        }
    }
}

fn by_name(by: By, language: Language) -> &'static str {
    match by {
        By::MajorityOfPresent => {
            language.pick("med flertal blandt de tilstedeværende", "by a majority of those present")
        }
        By::OnlyCandidate => {
            language.pick("som den eneste, der fik stemmer", "as the only one who got votes")
        }
        By::MostVotes => language.pick("med flest afgivne stemmer", "with most of the votes cast"),
        By::Lots => language.pick("ved lodtrækning", "by drawing lots"),
    }
}

/// Candidates in the order of the first round, then those who came later.
fn candidates(result: &SinglePost) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in result.rounds.iter().flat_map(|round| &round.votes) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

fn of(round: &Round, candidate: &str) -> Option<u64> {
    round.votes.iter().find(|(name, _)| name == candidate).map(|(_, votes)| *votes)
}

fn round_name(round: &Round, language: Language) -> String {
    language.pick(format!("{}. runde", round.number), format!("Round {}", round.number))
}

fn votes(result: &SinglePost, language: Language) -> Table {
    let mut columns = vec![Column::text(language.pick("Kandidat", "Candidate"))];
    let round = |round: &Round| Column::summed(round_name(round, language), Format::Number(0));
    columns.extend(result.rounds.iter().map(round));
    let row = |name: &str, votes: &dyn Fn(&Round) -> Option<u64>| {
        let mut cells = vec![name.into()];
        cells.extend(result.rounds.iter().map(|round| votes(round).into()));
        cells
    };
    let mut rows: Vec<Row> = candidates(result)
        .into_iter()
        .map(|name| Row::body(row(name, &|round| of(round, name))))
        .collect();
    let blank = language.pick("Stemte ikke på nogen", "Voted for nobody");
    rows.push(Row::body(row(blank, &|round| Some(round.blank))));
    let total = language.pick("Til stede", "Present");
    rows.push(Row::total(row(total, &|_| Some(result.present))));
    Table { title: language.pick("Stemmerne", "The votes").to_owned(), columns, rows, note: None }
}

fn chart(result: &SinglePost, language: Language) -> Option<Chart> {
    let candidates = candidates(result);
    if candidates.is_empty() {
        return None;
    }
    let series = result.rounds.iter().map(|round| Series {
        name: round_name(round, language),
        values: candidates.iter().map(|name| of(round, name).map(|votes| votes as f64)).collect(),
    });
    Some(Chart {
        title: language.pick("Stemmer pr. runde", "Votes per round").to_owned(),
        description: answer(result, language),
        drawing: Drawing::Bars(Bars {
            unit: language.pick("stemmer", "votes").to_owned(),
            decimals: 0,
            series: series.collect(),
            categories: candidates.into_iter().map(str::to_owned).collect(),
        }),
    })
}

fn explanation(result: &SinglePost, language: Language) -> Vec<Step> {
    let SinglePost { present, majority, .. } = result;
    let half = Exact::from(*present) / Exact::from(2);
    let half = half.format_short(language, 1);
    let mut steps = vec![
        Step::Heading(language.pick("Reglen", "The rule").to_owned()),
        Step::Text(method(language)),
        Step::Formula(language.pick(
            format!("{present} til stede / 2 = {half}; flertal er {majority} stemmer"),
            format!("{present} present / 2 = {half}; a majority is {majority} votes"),
        )),
    ];
    for round in &result.rounds {
        steps.push(Step::Heading(round_name(round, language)));
        steps.push(Step::Text(round_line(round, result, language)));
        let lots = result.ties.iter().filter(|lot| lot.round == round.number);
        steps.extend(lots.map(|lot| Step::Text(tie(lot, language).text)));
    }
    steps.push(Step::Heading(language.pick("Udfaldet", "The outcome").to_owned()));
    steps.push(Step::Text(answer(result, language)));
    steps
}

fn round_line(round: &Round, result: &SinglePost, language: Language) -> String {
    let SinglePost { majority, .. } = result;
    let votes: Vec<String> =
        round.votes.iter().map(|(name, votes)| format!("{name} {votes}")).collect();
    let votes = language.join(&votes);
    let blank = match round.blank {
        0 => String::new(),
        blank => language
            .pick(format!("; {blank} stemte ikke på nogen"), format!("; {blank} voted for nobody")),
    };
    let most = round.votes.first().map_or(0, |(_, votes)| *votes);
    let verdict = if round.number == 3 {
        language.pick(
            "Her tæller kun de afgivne stemmer.".to_owned(),
            "Here only the votes cast count.".to_owned(),
        )
    } else if most >= *majority {
        language.pick(
            format!("{most} er mindst {majority} og nok."),
            format!("{most} is at least {majority} and enough."),
        )
    } else {
        language.pick(
            format!("{most} er færre end {majority} og ikke flertal."),
            format!("{most} is fewer than {majority} and no majority."),
        )
    };
    format!("{votes}{blank}. {verdict}")
}

fn tie(lot: &Lot, language: Language) -> Remark {
    let names = language.join(&lot.between);
    let votes = lot.votes;
    let what = if lot.round == 3 {
        language.pick("hvem der er valgt", "who is elected")
    } else {
        language.pick("hvem der går videre til 3. runde", "who goes on to round 3")
    };
    let law = law(language);
    let note = lot.note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default();
    match &lot.drawn {
        None => Remark::warning(language.pick(
            format!("{names} fik hver {votes} stemmer i {}. runde. Efter {law} § 24, stk. 1, afgør lodtrækning, {what}; den er ikke skrevet ind endnu.", lot.round),
            format!("{names} each got {votes} votes in round {}. By {law} section 24(1) lots decide {what}; no draw is recorded yet.", lot.round),
        )),
        Some(drawn) => {
            let drawn = language.join(&drawn[..drawn.len().min(lot.places as usize)]);
            Remark::note(language.pick(
                format!("{names} fik hver {votes} stemmer i {}. runde. Lodtrækningen efter {law} § 24, stk. 1, om, {what}, faldt ud til {drawn}{note}.", lot.round),
                format!("{names} each got {votes} votes in round {}. Lots, drawn by {law} section 24(1) for {what}, fell to {drawn}{note}.", lot.round),
            ))
        }
    }
}

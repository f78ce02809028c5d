//! What people see: answer, tables, remarks. The explanation is in `explain`, pictures in `charts`.

use super::method::{method, score_name};
use super::panel;
use super::reach::Reach;
use super::{Assessment, Engine, answer, charts, coverage, explain};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Table, Value};

/// A weight or share to a tenth of a per cent.
const PERCENT: Format = Format::Percent(1);

pub(super) fn report(assessment: &Assessment, language: Language) -> Report {
    let about = &assessment.about;
    let usual = language.pick("Vurdering", "Assessment");
    let tables = [
        Some(result(assessment, language)),
        Some(weights(assessment, language)),
        Some(scores(assessment, language)),
        reaches(assessment, language),
        spread(assessment, language),
        assessors(assessment, language),
    ];
    Report {
        title: about.title.clone().unwrap_or_else(|| usual.to_owned()),
        answer: answer::answer(assessment, language),
        note: about.note.clone(),
        tables: tables.into_iter().flatten().collect(),
        charts: charts::charts(assessment, language),
        explanation: explain::steps(assessment, language),
        remarks: remarks(assessment, language),
        method: method(assessment, language),
        sources: about.sources.clone(),
    }
}

fn result(assessment: &Assessment, language: Language) -> Table {
    let problem = &assessment.problem;
    let ranking = &assessment.solution.ranking;
    let mut columns = vec![
        Column::text(language.pick("Alternativ", "Alternative")),
        Column::number(language.pick("Plads", "Rank"), Format::Number(0)),
        Column::number(score_name(assessment.method, language), Format::Number(4)),
    ];
    if let Engine::Linear(_) = &assessment.solution.engine {
        let of = language.pick("heraf", "of which");
        let parts = problem.criteria.iter().map(|one| format!("{of} {}", one.name));
        columns.extend(parts.map(|name| Column::number(name, Format::Number(4))));
    }
    let rows = assessment.order().into_iter().map(|one| {
        let mut cells = vec![
            Value::from(problem.names[one].as_str()),
            Value::from(ranking.ranks[one] as u64),
            Value::from(&ranking.scores[one]),
        ];
        if let Engine::Linear(linear) = &assessment.solution.engine {
            let parts = (0..problem.criteria.len()).map(|at| linear.contribution(at, one));
            cells.extend(parts.map(Value::from));
        }
        Row::body(cells)
    });
    Table {
        title: language.pick("Resultat", "Result").to_owned(),
        columns,
        rows: rows.collect(),
        note: None,
    }
}

fn weights(assessment: &Assessment, language: Language) -> Table {
    let problem = &assessment.problem;
    let name = |who: Option<usize>| who.map(|who| problem.names[who].as_str());
    let columns = vec![
        Column::text(language.pick("Kriterium", "Criterion")),
        Column::number(language.pick("Vægt", "Weight"), PERCENT),
        Column::number(language.pick("Vinderen holder fra", "Winner stays from"), PERCENT),
        Column::number(language.pick("til", "to"), PERCENT),
        Column::text(language.pick("Derunder fører", "Below it leads")),
        Column::text(language.pick("Derover fører", "Above it leads")),
    ];
    let row = |at: usize| {
        let span = assessment.spans[at].as_ref();
        Row::body(vec![
            Value::from(problem.criteria[at].name.as_str()),
            Value::from(&problem.weights.shares[at]),
            Value::from(span.map(|span| &span.low)),
            Value::from(span.map(|span| &span.high)),
            Value::from(span.and_then(|span| name(span.below))),
            Value::from(span.and_then(|span| name(span.above))),
        ])
    };
    let note = language.pick(
        "Når én vægt ændres, deler de andre resten i samme forhold som nu.",
        "When one weight is changed, the others share the rest in today's proportions.",
    );
    Table {
        title: language.pick("Vægte og følsomhed", "Weights and sensitivity").to_owned(),
        columns,
        rows: (0..problem.criteria.len()).map(row).collect(),
        note: assessment.spans.iter().any(Option::is_some).then(|| note.to_owned()),
    }
}

fn scores(assessment: &Assessment, language: Language) -> Table {
    let problem = &assessment.problem;
    let arrow = |is_cost: bool| if is_cost { "↓" } else { "↑" };
    let headings = problem.criteria.iter().map(|one| {
        Column::number(format!("{} {}", one.name, arrow(one.is_cost())), Format::UpTo(4))
    });
    let first = Column::text(language.pick("Alternativ", "Alternative"));
    let row = |(one, name): (usize, &String)| {
        let cells = problem.columns.iter().map(|column| Value::from(&column[one]));
        Row::body([Value::from(name.as_str())].into_iter().chain(cells).collect())
    };
    let note =
        language.pick("↑ mest er bedst, ↓ mindst er bedst.", "↑ more is better, ↓ less is better.");
    Table {
        title: language.pick("Givne point", "Scores given").to_owned(),
        columns: [first].into_iter().chain(headings).collect(),
        rows: problem.names.iter().enumerate().map(row).collect(),
        note: Some(note.to_owned()),
    }
}

fn reaches(assessment: &Assessment, language: Language) -> Option<Table> {
    let problem = &assessment.problem;
    let reaches = assessment.reaches.as_ref()?;
    if problem.names.len() < 2 {
        return None;
    }
    let criteria = problem.criteria.iter().map(|one| {
        let heading = format!("{} {}", language.pick("fx vægt på", "e.g. weight on"), one.name);
        Column::number(heading, PERCENT)
    });
    let first = [
        Column::text(language.pick("Alternativ", "Alternative")),
        Column::text(language.pick("Kan blive først", "Can be first")),
    ];
    let row = |(one, reach): (usize, &Reach)| {
        let (word, weights) = match reach {
            Reach::Alone(weights) => (language.pick("ja", "yes").to_owned(), Some(weights)),
            Reach::Shared(weights) => {
                (language.pick("kun delt", "shared only").to_owned(), Some(weights))
            }
            Reach::Never => (never(assessment, one, language), None),
        };
        let weights =
            (0..problem.criteria.len()).map(|at| Value::from(weights.map(|weights| &weights[at])));
        let name = Value::from(problem.names[one].as_str());
        Row::body([name, Value::from(word)].into_iter().chain(weights).collect())
    };
    Some(Table {
        title: language.pick("Hvem kunne vinde", "Who could win").to_owned(),
        columns: first.into_iter().chain(criteria).collect(),
        rows: reaches.iter().enumerate().map(row).collect(),
        note: Some(
            language
                .pick(
                    "Vægtene er dem, hvormed alternativet fører mest over det nærmeste andet.",
                    "The weights are those by which it leads most over the nearest other.",
                )
                .to_owned(),
        ),
    })
}

fn never(assessment: &Assessment, one: usize, language: Language) -> String {
    match assessment.dominators[one] {
        Some(by) => {
            let name = &assessment.problem.names[by];
            language.pick(
                format!("nej, {name} er mindst lige så god i alt"),
                format!("no, {name} is at least as good in everything"),
            )
        }
        None => language.pick("nej, uanset vægte", "no, whatever the weights").to_owned(),
    }
}

fn spread(assessment: &Assessment, language: Language) -> Option<Table> {
    let problem = &assessment.problem;
    let panel = problem.panel.as_ref().filter(|_| problem.left_out.is_empty())?;
    let columns = vec![
        Column::text(language.pick("Alternativ", "Alternative")),
        Column::text(language.pick("Kriterium", "Criterion")),
        Column::number(language.pick("Bedømmere", "Assessors"), Format::Number(0)),
        Column::number(language.pick("Gennemsnit", "Mean"), Format::Number(2)),
        Column::number(language.pick("Spredning", "Deviation"), Format::Number(2)),
        Column::number(language.pick("Laveste", "Lowest"), Format::UpTo(2)),
        Column::number(language.pick("Højeste", "Highest"), Format::UpTo(2)),
    ];
    let mut rows = Vec::new();
    for (one, name) in problem.names.iter().enumerate() {
        for (at, criterion) in problem.criteria.iter().enumerate() {
            let scores = panel.scores(one, at);
            rows.push(Row::body(vec![
                Value::from(name.as_str()),
                Value::from(criterion.name.as_str()),
                Value::from(scores.len() as u64),
                Value::from(panel::mean(&scores)),
                Value::from(panel::deviation(&scores).and_then(Exact::from_float)),
                Value::from(scores.iter().min().copied()),
                Value::from(scores.iter().max().copied()),
            ]));
        }
    }
    Some(Table {
        title: language.pick("Bedømmernes spredning", "The assessors' spread").to_owned(),
        columns,
        rows,
        note: Some(
            language
                .pick(
                    "Spredningen er kvadratroden af det gennemsnitlige kvadrat på afstanden til gennemsnittet.",
                    "The deviation is the root of the mean square of the distances to the mean.",
                )
                .to_owned(),
        ),
    })
}

fn assessors(assessment: &Assessment, language: Language) -> Option<Table> {
    if assessment.assessors.is_empty() {
        return None;
    }
    let names = assessment.problem.names.iter();
    let headings = names.map(|name| Column::number(name.clone(), Format::Number(0)));
    let first = Column::text(language.pick("Bedømmer", "Assessor"));
    let row = |(name, ranks): &(String, Vec<usize>)| {
        let ranks = ranks.iter().map(|&rank| Value::from(rank as u64));
        Row::body([Value::from(name.as_str())].into_iter().chain(ranks).collect())
    };
    Some(Table {
        title: language.pick("Hver bedømmers rækkefølge", "Each assessor's order").to_owned(),
        columns: [first].into_iter().chain(headings).collect(),
        rows: assessment.assessors.iter().map(row).collect(),
        note: None,
    })
}

fn remarks(assessment: &Assessment, language: Language) -> Vec<Remark> {
    let problem = &assessment.problem;
    let mut remarks = Vec::new();
    for (rank, who) in assessment.ties() {
        let names = language.join(&assessment.names(&who));
        let text = language.pick(
            format!("{names} deler plads {rank}. Rækkefølgen mellem dem må besluttes."),
            format!("{names} share rank {rank}. The order between them must be decided."),
        );
        remarks.push(Remark::warning(text));
    }
    remarks.extend(consistency(assessment, language));
    remarks.extend(missing(assessment, language));
    if problem.weights.is_assumed {
        remarks.push(Remark::warning(language.pick(
            "Ingen vægte er givet; alle kriterier tæller ens.",
            "No weights were given; all criteria count alike.",
        )));
    }
    let unused = problem.weights.unused.iter();
    remarks.extend(unused.map(|unused| Remark::note(unused.in_language(language))));
    if assessment.is_normalisation_unused {
        remarks.push(Remark::note(language.pick(
            "Den valgte normalisering bruges ikke af denne metode.",
            "This method does not use the normalisation that was chosen.",
        )));
    }
    if problem.names.len() == 1 {
        remarks.push(Remark::warning(language.pick(
            "Der er kun ét alternativ, så der er intet at vælge mellem.",
            "There is but one alternative, so there is nothing to choose from.",
        )));
    }
    remarks.extend(constant(assessment, language));
    if problem.names.len() > 1 {
        remarks.extend(coverage::remarks(assessment, language));
    }
    remarks
}

/// Criteria by which all are alike: they decide nothing.
fn constant(assessment: &Assessment, language: Language) -> Option<Remark> {
    let problem = &assessment.problem;
    let is_constant = |at: &usize| problem.columns[*at].windows(2).all(|pair| pair[0] == pair[1]);
    let names: Vec<&str> = (0..problem.criteria.len())
        .filter(|at| problem.names.len() > 1 && is_constant(at))
        .map(|at| problem.criteria[at].name.as_str())
        .collect();
    let names = (!names.is_empty()).then(|| language.join(&names))?;
    Some(Remark::note(language.pick(
        format!("Alle alternativer er ens efter {names}, som derfor intet afgør."),
        format!("All alternatives are alike by {names}, which thus decides nothing."),
    )))
}

fn missing(assessment: &Assessment, language: Language) -> Vec<Remark> {
    let problem = &assessment.problem;
    let filled = problem.filled.iter().map(|(one, at, score)| {
        let (name, criterion) = (&problem.names[*one], &problem.criteria[*at].name);
        let score = score.format_short(language, 2);
        language.pick(
            format!("{name} mangler point efter {criterion}; der er regnet med {score}."),
            format!("{name} lacks a score by {criterion}; it counts as {score}."),
        )
    });
    let left_out = problem.left_out.iter().map(|name| {
        language.pick(
            format!("{name} mangler point og er ikke rangordnet."),
            format!("{name} lacks scores and is not ranked."),
        )
    });
    filled.chain(left_out).map(Remark::warning).collect()
}

fn consistency(assessment: &Assessment, language: Language) -> Option<Remark> {
    let consistency = assessment.problem.weights.consistency.as_ref()?;
    if consistency.ratio <= 0.1 {
        return None;
    }
    let show = |number: f64| Exact::from_float(number).unwrap_or_default().format(language, 2);
    let ratio = show(consistency.ratio);
    let worst = consistency.worst.as_ref().map(|(first, second, given, implied)| {
        let (given, implied) = (show(*given), show(*implied));
        language.pick(
            format!(" Mindst passer {first} over for {second}: sat til {given}, vægtene siger {implied}."),
            format!(" The worst fit is {first} against {second}: set to {given}, the weights say {implied}."),
        )
    });
    let text = language.pick(
        format!("De parvise sammenligninger modsiger hinanden: konsistensforholdet er {ratio}, over Saatys grænse på 0,10."),
        format!("The pairwise comparisons contradict each other: the consistency ratio is {ratio}, above Saaty's limit of 0.10."),
    );
    Some(Remark::warning(format!("{text}{}", worst.unwrap_or_default())))
}

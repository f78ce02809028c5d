//! The pictures: scores as bars, each weight's span as a line with today's weight on it.

use super::Assessment;
use super::method::score_name;
use crate::Language;
use crate::chart::{Bars, Chart, Drawing, Interval, Intervals, Series};

pub(super) fn charts(assessment: &Assessment, language: Language) -> Vec<Chart> {
    let spans = spans(assessment, language);
    [scores(assessment, language)].into_iter().chain(spans).collect()
}

fn scores(assessment: &Assessment, language: Language) -> Chart {
    let problem = &assessment.problem;
    let ranking = &assessment.solution.ranking;
    let order = assessment.order();
    let name = score_name(assessment.method, language);
    let values = order.iter().map(|&one| Some(ranking.scores[one].to_f64())).collect();
    let listed: Vec<String> = order
        .iter()
        .map(|&one| format!("{} {}", problem.names[one], ranking.scores[one].format(language, 3)))
        .collect();
    Chart {
        title: name.to_owned(),
        description: format!("{}.", language.join(&listed)),
        drawing: Drawing::Bars(Bars {
            unit: name.to_lowercase(),
            decimals: 3,
            categories: order.iter().map(|&one| problem.names[one].clone()).collect(),
            series: vec![Series { name: name.to_owned(), values }],
        }),
    }
}

fn spans(assessment: &Assessment, language: Language) -> Option<Chart> {
    let problem = &assessment.problem;
    let criteria = problem.criteria.iter().zip(&problem.weights.shares).zip(&assessment.spans);
    let mut listed = Vec::new();
    let mut rows = Vec::new();
    for ((criterion, share), span) in criteria {
        let Some(span) = span else { continue };
        let percent = |share: &crate::Exact| crate::Format::Percent(0).show(share, language);
        let to = language.pick("til", "to");
        listed.push(format!(
            "{} {} {to} {}",
            criterion.name,
            percent(&span.low),
            percent(&span.high)
        ));
        rows.push(Interval {
            name: criterion.name.clone(),
            low: span.low.to_f64() * 100.0,
            high: span.high.to_f64() * 100.0,
            point: share.to_f64() * 100.0,
        });
    }
    let winner = assessment.solution.winners().first().map(|&one| problem.names[one].clone())?;
    let title = language
        .pick(format!("Vægte, hvor {winner} fører"), format!("Weights by which {winner} leads"));
    (!rows.is_empty()).then(|| Chart {
        title,
        description: format!("{}.", language.join(&listed)),
        drawing: Drawing::Intervals(Intervals {
            unit: language.pick("vægt i procent", "weight in per cent").to_owned(),
            range: (0.0, 100.0),
            decimals: 0,
            rows,
        }),
    })
}

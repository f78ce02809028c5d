//! Which weights give the published tables, told.

use super::Telling;
use crate::allocation::inverse::{Fit, Found};
use crate::{Column, Exact, Format, Language, Remark, Row, Table, Value};

pub(super) fn table(telling: Telling<'_>) -> Option<Table> {
    let inverse = telling.figure.inverse.as_ref()?;
    let mut columns = vec![
        Column::text(telling.say("Tabel", "Table")),
        Column::text(telling.say("Afrunding", "Rounding")),
        Column::text(telling.say("Findes der vægte?", "Are there weights?")),
    ];
    columns.extend(inverse.parts.iter().map(Column::text));
    columns.push(Column::number(telling.say("Forkert placeret", "Misplaced"), Format::Number(0)));
    let rows = inverse.fits.iter().map(|fit| row(telling, fit)).collect();
    let note = telling.say(
        "Vægtene er i procent. Hvor der findes vægte, står den laveste og højeste for hver del; hvor der ikke gør, står de vægte, hvis største afvigelse er mindst, og hvor mange de placerer forkert.",
        "Weights are per cent. Where there are weights, each part's lowest and highest is given; where there are none, those whose largest deviation is smallest, and how many they misplace.",
    );
    let title =
        telling.say("Vægte bag de tidligere tabeller", "Weights behind the published tables");
    Some(Table { title, columns, rows, note: Some(note) })
}

fn row(telling: Telling<'_>, fit: &Fit) -> Row {
    let found = match &fit.found {
        Found::Ranges(_) => telling.say("ja", "yes"),
        Found::OnlyByTies => telling.say("kun ved lodtrækning", "only by lots"),
        Found::None => telling.say("nej", "no"),
    };
    let mut cells = vec![
        Value::Text(fit.tables.join(" + ")),
        Value::from(fit.method.title(telling.language)),
        found.into(),
    ];
    cells.extend(weights(telling.language, fit).into_iter().map(Value::Text));
    cells.push(Value::from(fit.misplaced));
    Row::body(cells)
}

fn weights(language: Language, fit: &Fit) -> Vec<String> {
    let percent = |weight: &Exact| (weight * &Exact::from(100)).format_short(language, 2);
    match &fit.found {
        Found::Ranges(ranges) => ranges
            .iter()
            .map(|(low, high)| {
                let (low, high) = (percent(low), percent(high));
                if low == high { low } else { format!("{low}–{high}") }
            })
            .collect(),
        _ => fit.weights.iter().map(percent).collect(),
    }
}

pub(super) fn remarks(telling: Telling<'_>) -> Vec<Remark> {
    let Some(inverse) = &telling.figure.inverse else { return Vec::new() };
    let mut remarks = Vec::new();
    let mut scopes: Vec<&[String]> = Vec::new();
    for fit in &inverse.fits {
        if !scopes.contains(&fit.tables.as_slice()) {
            scopes.push(&fit.tables);
        }
    }
    let parts = telling.language.join(&inverse.parts);
    for scope in scopes {
        let fits: Vec<&Fit> = inverse.fits.iter().filter(|fit| fit.tables == scope).collect();
        let methods: Vec<&str> = fits
            .iter()
            .filter(|fit| matches!(fit.found, Found::Ranges(_)))
            .map(|fit| fit.method.title(telling.language))
            .collect();
        let mut tables = telling.language.join(scope);
        if scope.len() > 1 {
            tables.push_str(&telling.say(" under ét", " together"));
        }
        if methods.is_empty() {
            let closest = fits.iter().map(|fit| fit.misplaced).min().unwrap_or(0);
            let closest = telling.counted(closest);
            remarks.push(Remark::note(telling.say(
                format!("{tables}: ingen vægte på {parts} giver netop de tal, uanset afrunding. De nærmeste, der er fundet, placerer {closest} forkert. Der mangler altså noget: en del af nøglen, nyere tal eller en afrunding, der ikke er nævnt."),
                format!("{tables}: no weights of {parts} give exactly these numbers, whatever the rounding. The closest found misplace {closest}. So something is missing: a part of the key, newer numbers or a rounding that is not stated."),
            )));
        } else {
            let methods = telling.language.join(&methods);
            remarks.push(Remark::note(telling.say(
                format!("{tables}: der findes vægte på {parts}, der giver netop de tal, med {methods}; se tabellen over vægte. At de passer, beviser ikke, at de blev brugt."),
                format!("{tables}: there are weights of {parts} that give exactly these numbers, with {methods}; see the table of weights. That they fit does not prove they were used."),
            )));
        }
    }
    remarks
}

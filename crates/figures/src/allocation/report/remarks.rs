//! What must not be overlooked.

use super::{Telling, weights};
use crate::allocation::ties::Tie;
use crate::allocation::{Method, TieBreak};
use crate::{Exact, Format, Remark};

pub(super) fn remarks(telling: Telling<'_>) -> Vec<Remark> {
    let mut remarks: Vec<Remark> =
        telling.figure.run.ties().map(|(group, tie)| of_tie(telling, group, tie)).collect();
    remarks.extend(paradoxes(telling));
    remarks.extend(announced(telling));
    remarks.extend(unknown_part(telling));
    remarks.extend(bounds(telling));
    remarks.extend(without_base(telling));
    remarks.extend(unused(telling));
    remarks.extend(weights::remarks(telling));
    remarks
}

fn of_tie(telling: Telling<'_>, group: usize, tie: &Tie) -> Remark {
    let (names, places) = (telling.names(&tie.units), telling.counted(tie.places));
    let mut text = telling.say(
        format!("{names} står helt lige om {places}."),
        format!("{names} have exactly the same claim to {places}."),
    );
    let by = tie.by.map(|by| match by {
        TieBreak::Lots => telling.say("lodtrækningen", "the lots drawn"),
        TieBreak::Alphabetical => telling.say("alfabetet", "the alphabet"),
        TieBreak::LargerBase => telling.say("det største grundlag", "the larger base"),
    });
    if let Some(by) = by.as_ref().filter(|_| !tie.winners.is_empty()) {
        let winners = telling.names(&tie.winners);
        text.push_str(&telling.say(
            format!(" Efter {by} gik den til {winners}."),
            format!(" By {by} it went to {winners}."),
        ));
    }
    if tie.open_places == 0 {
        return Remark::note(text);
    }
    if tie.open_places < tie.places {
        let (open, between) = (telling.counted(tie.open_places), telling.names(&tie.open));
        text.push_str(&telling.say(
            format!(" {open} mangler at blive fordelt mellem {between}."),
            format!(" {open} still to be given between {between}."),
        ));
    }
    text.push_str(&telling.say(
        " Træk lod, og skriv udfaldet, eller vælg en anden regel.",
        " Draw lots and write down the outcome, or choose another rule.",
    ));
    let members = &telling.figure.tree.groups[group].members;
    let has_within = telling.figure.tree.groups.iter().any(|g| {
        g.within
            .is_some_and(|unit| members.binary_search(&unit).is_ok() && tie.open.contains(&unit))
    });
    if has_within {
        text.push_str(&telling.say(
            " Enhederne under dem er regnet uden.",
            " The units within them are computed without.",
        ));
    }
    Remark::warning(text)
}

/// The Alabama paradox (United States census of 1880), pointed out where it would happen.
fn paradoxes(telling: Telling<'_>) -> Vec<Remark> {
    let now = telling.figure.input.total;
    let neighbours = telling.figure.neighbours.iter().flatten();
    neighbours
        .filter(|neighbour| !neighbour.paradox(now).is_empty())
        .map(|neighbour| {
            let units: Vec<usize> = neighbour.paradox(now).iter().map(|&(unit, _)| unit).collect();
            let (names, total) = (telling.names(&units), telling.counted(neighbour.total));
            Remark::warning(if neighbour.total > now {
                telling.say(
                    format!("Alabama-paradokset: med {total} i alt ville {names} få færre, selv om der er flere at fordele. Det kan ske med største brøks metode, men ikke med en divisormetode som Sainte-Laguë."),
                    format!("The Alabama paradox: with {total} in total {names} would get fewer although there are more to share. It can happen with the largest remainder, not with a divisor method such as Sainte-Laguë."),
                )
            } else {
                telling.say(
                    format!("Alabama-paradokset: med {total} i alt ville {names} få flere, selv om der er færre at fordele. Det kan ske med største brøks metode, men ikke med en divisormetode som Sainte-Laguë."),
                    format!("The Alabama paradox: with {total} in total {names} would get more although there are fewer to share. It can happen with the largest remainder, not with a divisor method such as Sainte-Laguë."),
                )
            })
        })
        .collect()
}

fn announced(telling: Telling<'_>) -> Option<Remark> {
    let units = telling.figure.input.units.iter().zip(&telling.figure.run.places);
    let known: Vec<(&str, u64, u64)> = units
        .filter_map(|(unit, &places)| Some((unit.name.as_str(), places, unit.announced?)))
        .collect();
    let apart: Vec<&(&str, u64, u64)> =
        known.iter().filter(|(_, places, announced)| places != announced).collect();
    if known.is_empty() {
        return None;
    }
    if apart.is_empty() {
        return Some(Remark::note(telling.say(
            "De beregnede antal er dem, der er meldt ud.",
            "The computed numbers are those announced.",
        )));
    }
    let shown: Vec<String> = apart
        .iter()
        .take(12)
        .map(|(name, places, announced)| {
            let difference = Exact::from(*announced) - Exact::from(*places);
            format!("{name} {}", difference.format_signed(telling.language, 0))
        })
        .collect();
    let (number, shown) = (apart.len(), telling.language.join(&shown));
    Some(Remark::warning(telling.say(
        format!("De antal, der er meldt ud, følger ikke af denne nøgle: {number} afviger (meldt ud mod beregnet: {shown}). Nøglens dele, deres vægte eller afrundingen må have været andre."),
        format!("The numbers announced do not follow from this key: {number} differ (announced against computed: {shown}). The key's parts, their weights or the rounding must have been others."),
    )))
}

/// What a second, unknown part of the key would have to be, were it half of it: a share `s` rounded by
/// the largest remainder lies less than one place from the number announced.
fn unknown_part(telling: Telling<'_>) -> Option<Remark> {
    let figure = telling.figure;
    let is_plain = figure.input.method == Method::LargestRemainder
        && figure.input.components.len() <= 1
        && figure.tree.groups.len() == 1
        && !figure.tree.is_bounded;
    let total = Exact::from(figure.input.total);
    let all: u128 =
        figure.input.units.iter().filter_map(|unit| unit.announced).map(u128::from).sum();
    if !is_plain || total.is_zero() || Exact::from(all) != total {
        return None;
    }
    let told: Vec<String> = figure
        .input
        .units
        .iter()
        .enumerate()
        .filter(|(unit, input)| input.announced.is_some_and(|a| a != figure.run.places[*unit]))
        .take(12)
        .map(|(unit, input)| {
            let announced = Exact::from(input.announced.unwrap_or(0));
            let known = &figure.run.shares[unit] / &total;
            let limit = |places: Exact| {
                let share = &(&(&places + &places) / &total) - &known;
                Format::Percent(2).show(&share.max(Exact::zero()), telling.language)
            };
            let (low, high) =
                (limit(&announced - &Exact::from(1)), limit(&announced + &Exact::from(1)));
            let (name, known) = (&input.name, Format::Percent(2).show(&known, telling.language));
            telling.say(
                format!("{name} {low} til {high} (den kendte del: {known})"),
                format!("{name} {low} to {high} (the known part: {known})"),
            )
        })
        .collect();
    let list = telling.language.join(&told);
    (!told.is_empty()).then(|| {
        Remark::note(telling.say(
            format!("Hvis halvdelen af nøglen var en anden, ukendt del, måtte dens andel være {list}, for at tallene kunne blive dem, der er meldt ud."),
            format!("Were half of the key another, unknown part, its share would have to be {list} for the numbers to be those announced."),
        ))
    })
}

/// Whom a bound changed.
fn bounds(telling: Telling<'_>) -> Vec<Remark> {
    let figure = telling.figure;
    if !figure.tree.is_bounded {
        return Vec::new();
    }
    let at = |of: fn(&crate::allocation::Bounds) -> u64, is_due: fn(&Exact, &Exact) -> bool| {
        let units = 0..figure.input.units.len();
        units
            .filter(|&unit| {
                let bound = of(&figure.tree.bounds[unit]);
                let is_at = figure.run.places[unit] == bound;
                is_at && is_due(&figure.run.shares[unit], &Exact::from(bound))
            })
            .collect::<Vec<usize>>()
    };
    let low = at(|bounds| bounds.least, |share, bound| share < bound);
    let high = at(|bounds| bounds.most, |share, bound| share > bound);
    let say = |units: &[usize], danish: &str, english: &str| {
        let names = telling.names(units);
        (!units.is_empty()).then(|| {
            Remark::note(telling.say(format!("{danish} {names}."), format!("{english} {names}.")))
        })
    };
    [
        say(&low, "Holdt oppe af en nedre grænse:", "Kept up by a lower bound:"),
        say(&high, "Holdt nede af en øvre grænse:", "Kept down by an upper bound:"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What was given but does not count here.
fn unused(telling: Telling<'_>) -> Vec<Remark> {
    let input = &telling.figure.input;
    let mut remarks = Vec::new();
    if input.first_divisor.is_some() && input.method != Method::ModifiedSainteLague {
        remarks.push(telling.say(
            "Det første delingstal er ikke brugt; det hører kun til modificeret Sainte-Laguë.",
            "The first divisor was not used; it belongs to modified Sainte-Laguë alone.",
        ));
    }
    if !input.draw.is_empty() && input.tie_break.is_some_and(|by| by != TieBreak::Lots) {
        remarks.push(telling.say(
            "Lodtrækningen er ikke brugt; der er valgt en anden regel ved lighed.",
            "The draw was not used; another rule was chosen for ties.",
        ));
    }
    let is_for_all = input.largest_change.is_some() || input.largest_change_percent.is_some();
    let is_free = |&unit: &usize| {
        let unit = &input.units[unit];
        unit.previous.is_none() && unit.largest_change.is_none()
    };
    let free: Vec<usize> = (0..input.units.len()).filter(is_free).collect();
    if is_for_all && !free.is_empty() {
        let names = telling.names(&free);
        remarks.push(telling.say(
            format!("Største ændring gælder ikke for dem uden sidste års antal: {names}."),
            format!("The largest change does not bind those without a previous number: {names}."),
        ));
    }
    remarks.into_iter().map(Remark::note).collect()
}

fn without_base(telling: Telling<'_>) -> Option<Remark> {
    let groups = telling.figure.tree.groups.iter();
    let units: Vec<usize> = groups
        .flat_map(|group| group.members.iter().zip(&group.bases))
        .filter(|(_, base)| base.is_zero())
        .map(|(&unit, _)| unit)
        .collect();
    let names = telling.names(&units);
    (!units.is_empty()).then(|| {
        Remark::note(telling.say(
            format!("Uden grundlag og derfor uden andel: {names}."),
            format!("Without a base and so without a share: {names}."),
        ))
    })
}

//! The way to each number, for a pocket calculator.

use super::{Telling, nearby};
use crate::allocation::Method;
use crate::allocation::price::{Price, price};
use crate::allocation::run::Shared;
use crate::allocation::tree::Group;
use crate::{Column, Exact, Format, Row, Step, Table, Value};

/// So many units' numbers are written out; of the others it is said that they are made alike.
const MOST_LINES: usize = 100;
/// So many groups are gone through.
pub(super) const MOST_GROUPS: usize = 8;

pub(super) fn steps(telling: Telling<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    for (group, shared) in telling.groups().take(MOST_GROUPS) {
        steps.extend(of_group(telling, group, shared));
    }
    let left = telling.figure.tree.groups.len().saturating_sub(MOST_GROUPS);
    if left > 0 {
        steps.push(Step::Text(telling.say(
            format!("De øvrige {left} grupper er regnet på samme måde."),
            format!("The other {left} groups are computed in the same way."),
        )));
    }
    steps.extend(nearby::neighbours(telling));
    steps
}

fn of_group(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Step> {
    let name = telling.group_name(group);
    let mut steps = vec![
        Step::Heading(telling.say(format!("{name}: andelene"), format!("{name}: the shares"))),
        Step::Text(intro(telling, group, shared)),
    ];
    let lines = group.members.iter().enumerate().take(MOST_LINES);
    steps.extend(lines.map(|(at, &unit)| Step::Formula(share(telling, group, shared, at, unit))));
    if group.members.len() > MOST_LINES {
        steps.push(Step::Text(telling.say(
            "De øvrige er regnet på samme måde.",
            "The others are computed in the same way.",
        )));
    }
    steps.extend(bounded(telling, group).map(Step::Text));
    let heading = telling.say(format!("{name}: afrundingen"), format!("{name}: the rounding"));
    steps.push(Step::Heading(heading));
    if telling.figure.input.method.is_quota() {
        steps.extend(remainders(telling, group, shared));
    } else {
        steps.extend(quotients(telling, group, shared));
    }
    steps.extend(tie(telling, shared).map(Step::Text));
    steps
}

/// Whose share lies outside its bounds: `Struer: 4,180000, men højst 4`.
fn bounded(telling: Telling<'_>, group: &Group) -> Option<String> {
    let told = group.members.iter().filter_map(|&unit| {
        let share = &telling.figure.run.shares[unit];
        let bounds = telling.figure.tree.bounds[unit];
        let (least, most) = (telling.count(bounds.least), telling.count(bounds.most));
        let limit = if *share < Exact::from(bounds.least) {
            telling.say(format!("mindst {least}"), format!("at least {least}"))
        } else if *share > Exact::from(bounds.most) {
            telling.say(format!("højst {most}"), format!("at most {most}"))
        } else {
            return None;
        };
        let (name, share) = (telling.name(unit), Format::Number(6).show(share, telling.language));
        Some(
            telling.say(
                format!("{name}: {share}, men {limit}"),
                format!("{name}: {share}, but {limit}"),
            ),
        )
    });
    let told: Vec<String> = told.take(MOST_LINES).collect();
    let list = told.join("; ");
    let text =
        telling.say(format!("Uden for grænserne: {list}."), format!("Outside the bounds: {list}."));
    (!told.is_empty()).then_some(text)
}

fn intro(telling: Telling<'_>, group: &Group, shared: &Shared) -> String {
    let total = telling.counted(shared.total);
    let components = &telling.figure.input.components;
    let from = match group.within {
        Some(unit) => {
            let name = telling.name(unit);
            telling.say(
                format!("{name} har fået {total}; de deles her. "),
                format!("{name} has got {total}; they are shared here. "),
            )
        }
        None => telling.say(format!("{total} skal deles. "), format!("{total} are to be shared. ")),
    };
    let key = if components.len() < 2 {
        let sum = shared.sum.format_short(telling.language, 6);
        let what = components.first().map_or(String::new(), |part| format!(" ({})", part.name));
        telling.say(
            format!("Hver får den del af dem, som dens grundlag{what} udgør af summen {sum}:"),
            format!("Each gets the part of them that its base{what} is of the sum {sum}:"),
        )
    } else {
        telling.say(
            "For hver del af nøglen ganges enhedens tal med delens vægt og deles med delens sum. Det lægges sammen, deles med summen af vægtene og ganges med det, der skal deles:",
            "In each part of the key the unit's number is multiplied by the part's weight and divided by the part's sum. These are added, divided by the sum of the weights and multiplied by what is to be shared:",
        )
    };
    from + &key
}

/// `Faxe: 37.344 / 849.857 × 955 = 41,963796`, or part by part, each step as a pocket calculator goes:
/// `Faxe: 50 × 851 / 3.000 = 14,18333333; 50 × 37.344 / 849.857 = 2,19707549; tilsammen 16,38040882;
/// / 100 × 955 = 156,432904`.
fn share(telling: Telling<'_>, group: &Group, shared: &Shared, at: usize, unit: usize) -> String {
    /// Two more than the result shows, so that it comes out.
    const BETWEEN: u8 = 8;
    let write = |number: &Exact| number.format_short(telling.language, 6);
    let input = &telling.figure.input;
    let (name, total) = (telling.name(unit), telling.count(shared.total));
    let result = Format::Number(6).show(&telling.figure.run.shares[unit], telling.language);
    if input.components.len() < 2 {
        let (base, sum) = (write(&group.bases[at]), write(&shared.sum));
        return format!("{name}: {base} / {sum} × {total} = {result}");
    }
    let between = |number: &Exact| number.format_short(telling.language, BETWEEN);
    let used = input.components.iter().zip(&group.parts).zip(&group.values[at]);
    let used = used.filter(|((part, _), _)| !part.weight.is_zero());
    let mut all = Exact::zero();
    let parts: Vec<String> = used
        .map(|((part, (_, sum)), value)| {
            let worth = (&part.weight * value).checked_div(sum).unwrap_or_default();
            all = &all + &worth;
            let (weight, value) = (write(&part.weight), write(value));
            format!("{weight} × {value} / {} = {}", write(sum), between(&worth))
        })
        .collect();
    let together = telling.say("tilsammen", "together");
    let together =
        if parts.len() > 1 { format!("; {together} {}", between(&all)) } else { String::new() };
    let weights: Exact = input.components.iter().map(|part| &part.weight).sum();
    format!("{name}: {}{together}; / {} × {total} = {result}", parts.join("; "), write(&weights))
}

/// Whole places first, the rest by remainders.
fn remainders(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Step> {
    let quotas = quotas(telling, group, shared);
    let whole: Exact = quotas.iter().map(down).sum();
    let left = &Exact::from(shared.total) - &whole;
    let mut text = before_remainders(telling, shared);
    let (unit, sum) = (telling.unit(), whole.format(telling.language, 0));
    text.push_str(&telling.say(
        format!("Først får alle de hele {unit}: {sum} tilsammen. "),
        format!("All get the whole {unit} first: {sum} together. "),
    ));
    let left_text = left.format(telling.language, 0);
    text.push_str(&if left.is_zero() {
        telling.say("Der er ingen tilbage.", "None are left.")
    } else if left == Exact::from(1) {
        telling.say(
            "Tilbage er 1, der går til den største brøk, det vil sige det, der står efter kommaet.",
            "1 is left; it goes to the largest remainder, which is what stands after the point.",
        )
    } else {
        telling.say(
            format!("Tilbage er {left_text}, der går én for én til de største brøker, det vil sige det, der står efter kommaet."),
            format!("{left_text} are left; they go one by one to the largest remainders, which is what stands after the point."),
        )
    });
    let mut steps = rest_by_key(telling, group, shared);
    steps.extend([Step::Text(text), Step::Table(remainder_table(telling, group, &quotas))]);
    steps
}

/// Where bounds fix some numbers, how the others came to what is left:
/// `Greve: 33,400000 × 480 / 462,000000 = 34,701299`.
fn rest_by_key(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Step> {
    let Some(fair) = &shared.outcome.fair else { return Vec::new() };
    let figure = telling.figure;
    let is_fixed = |at: usize| {
        let bounds = figure.tree.bounds[group.members[at]];
        fair[at] == Exact::from(bounds.least) || fair[at] == Exact::from(bounds.most)
    };
    let (fixed, free): (Vec<usize>, Vec<usize>) = (0..fair.len()).partition(|&at| is_fixed(at));
    if free.is_empty() {
        return vec![Step::Text(telling.say(
            "Grænserne gør, at alle får deres mindste eller største antal.",
            "The bounds give all their least or largest number.",
        ))];
    }
    let share = |at: usize| &figure.run.shares[group.members[at]];
    let given: Exact = fixed.iter().map(|&at| &fair[at]).sum();
    let rest = &Exact::from(shared.total) - &given;
    let sum: Exact = free.iter().map(|&at| share(at)).sum();
    let show = |number: &Exact| Format::Number(6).show(number, telling.language);
    let whole = |number: &Exact| number.format_short(telling.language, 6);
    let (given, left) = (whole(&given), whole(&rest));
    let (total, sum_shown) = (telling.count(shared.total), show(&sum));
    let mut steps = vec![Step::Text(telling.say(
        format!("Grænserne gør, at nogle får deres mindste eller største antal: {given} tilsammen. De øvrige deler resten, {total} − {given} = {left}, efter deres andele, der tilsammen er {sum_shown}:"),
        format!("The bounds give some their least or largest number: {given} together. The others share the rest, {total} − {given} = {left}, by their shares, which are {sum_shown} together:"),
    ))];
    steps.extend(free.iter().take(MOST_LINES).map(|&at| {
        let name = telling.name(group.members[at]);
        let (own, fair) = (show(share(at)), show(&fair[at]));
        Step::Formula(format!("{name}: {own} × {left} / {sum_shown} = {fair}"))
    }));
    steps
}

fn down(quota: &Exact) -> Exact {
    quota.round(0, crate::Rounding::Down)
}

/// What is rounded down: the shares, or with Droop the bases in quotas.
pub(super) fn quotas(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Exact> {
    if telling.figure.input.method == Method::Droop {
        let quota = droop(shared);
        return group.bases.iter().map(|base| base / &quota).collect();
    }
    let share = |&unit: &usize| telling.figure.run.shares[unit].clone();
    let shares = || group.members.iter().map(share).collect();
    shared.outcome.fair.clone().unwrap_or_else(shares)
}

/// The quota of Droop.
fn before_remainders(telling: Telling<'_>, shared: &Shared) -> String {
    if telling.figure.input.method == Method::Droop {
        let quota = droop(shared).format_short(telling.language, 6);
        let sum = shared.sum.format_short(telling.language, 6);
        let total = telling.count(shared.total);
        telling.say(
            format!("Droops kvote er summen {sum} delt med {total} + 1, rundet ned, plus 1: {quota}. Hvert grundlag deles med den. "),
            format!("Droop's quota is the sum {sum} divided by {total} + 1, rounded down, plus 1: {quota}. Each base is divided by it. "),
        )
    } else {
        String::new()
    }
}

fn remainder_table(telling: Telling<'_>, group: &Group, quotas: &[Exact]) -> Table {
    let row = |(at, quota): (usize, &Exact)| {
        let unit = group.members[at];
        let places = Exact::from(telling.figure.run.places[unit]);
        let whole = down(quota);
        Row::body(vec![
            telling.name(unit).into(),
            Value::from(&whole),
            Value::from(quota - &whole),
            Value::from(&places - &whole),
            places.into(),
        ])
    };
    let columns = vec![
        Column::text(telling.say("Navn", "Name")),
        Column::summed(telling.say("Hele", "Whole"), Format::Number(0)),
        Column::number(telling.say("Brøk", "Remainder"), Format::Number(6)),
        Column::summed(telling.say("Ekstra", "Extra"), Format::Number(0)),
        Column::summed(telling.say("Antal", "Places"), Format::Number(0)),
    ];
    let rows = quotas.iter().enumerate().take(MOST_LINES).map(row).collect();
    let title = telling.say("Hele og brøker", "Whole places and remainders");
    Table { title, columns, rows, note: None }
}

fn droop(shared: &Shared) -> Exact {
    let seats = Exact::from(u128::from(shared.total) + 1);
    &(&shared.sum / &seats).round(0, crate::Rounding::Down) + &Exact::from(1)
}

/// A common divisor and a rule of rounding give all numbers.
fn quotients(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Step> {
    let figure = telling.figure;
    if let Some(text) = one_each(telling, group) {
        return vec![Step::Text(text)];
    }
    let Some(Price { number: price, decimals, is_tied }) = price(figure, group, shared) else {
        return vec![Step::Text(rule(telling))];
    };
    let shown = price.format(telling.language, decimals);
    let sum = group.members.iter().map(|&unit| figure.run.places[unit]).sum();
    let sum = telling.count(sum);
    let mut text = telling.say(
        format!("Hver andel deles med det fælles delingstal {shown}, der er valgt, så antallene tilsammen giver {sum}. "),
        format!("Each share is divided by the common divisor {shown}, chosen so that the numbers add up to {sum}. "),
    );
    text.push_str(&rule(telling));
    if is_tied {
        text.push_str(&telling.say(
            " Ved netop dette delingstal står nogle lige på grænsen.",
            " At this very divisor some stand exactly on the limit.",
        ));
    }
    vec![Step::Text(text), Step::Table(quotient_table(telling, group, &price, &shown))]
}

/// Where a method gives every unit one place before any gets two, and there are too few for that, no
/// divisor gives the numbers.
fn one_each(telling: Telling<'_>, group: &Group) -> Option<String> {
    let figure = telling.figure;
    let lacks = |&unit: &usize| {
        let is_free = figure.tree.bounds[unit].most > 0;
        figure.run.places[unit] == 0 && !figure.run.shares[unit].is_zero() && is_free
    };
    let is_short = figure.rule.method.gives_everyone_one() && group.members.iter().any(lacks);
    let bounds = if figure.tree.is_bounded {
        telling.say(" Grænserne for den enkelte går forud.", " A unit's bounds come first.")
    } else {
        String::new()
    };
    is_short.then(|| {
        telling.say(
            "Metoden giver alle én, før nogen får to. Her er der ikke nok til én hver; de største grundlag får én.",
            "The method gives all one before any gets two. Here there are too few for one each; the largest bases get one.",
        ) + &bounds
    })
}

fn quotient_table(telling: Telling<'_>, group: &Group, price: &Exact, shown: &str) -> Table {
    let figure = telling.figure;
    let row = |&unit: &usize| {
        let share = &figure.run.shares[unit];
        let quotient = share / price;
        let limit = limit(figure.rule.method, &quotient).map(Value::from);
        let cells = [telling.name(unit).into(), Value::from(share), quotient.into()];
        let places = Value::from(figure.run.places[unit]);
        Row::body(cells.into_iter().chain(limit).chain([places]).collect())
    };
    let limit = limit(figure.rule.method, &Exact::zero())
        .map(|_| Column::number(telling.say("Grænse", "Limit"), Format::Number(6)));
    let columns = [
        Column::text(telling.say("Navn", "Name")),
        Column::number(telling.say("Andel", "Share"), Format::Number(6)),
        Column::number(format!("/ {shown}"), Format::Number(6)),
    ];
    let places = Column::summed(telling.say("Antal", "Places"), Format::Number(0));
    let columns = columns.into_iter().chain(limit).chain([places]).collect();
    let rows = group.members.iter().take(MOST_LINES).map(row).collect();
    let title = telling.say("Delt og afrundet", "Divided and rounded");
    Table { title, columns, rows, note: None }
}

/// Above what a quotient is rounded up, of the methods for which one must compute it.
fn limit(method: Method, quotient: &Exact) -> Option<Exact> {
    let whole = down(quotient);
    let next = &whole + &Exact::from(1);
    let product = &whole * &next;
    match method {
        Method::HuntingtonHill => Exact::from_float(product.to_f64().sqrt()),
        Method::Dean => (&Exact::from(2) * &product).checked_div(&(&whole + &next)),
        _ => None,
    }
}

/// How a quotient is rounded.
fn rule(telling: Telling<'_>) -> String {
    let bounds = if telling.figure.tree.is_bounded {
        telling.say(" Grænserne for den enkelte går forud.", " A unit's bounds come first.")
    } else {
        String::new()
    };
    let rule = match telling.figure.input.method {
        Method::DHondt => telling.say("Der rundes ned.", "It is rounded down."),
        Method::Adams => telling.say("Der rundes op.", "It is rounded up."),
        Method::SainteLague | Method::LargestRemainder | Method::Droop => {
            telling.say("Der rundes til nærmeste hele tal.", "It is rounded to the nearest whole number.")
        }
        Method::ModifiedSainteLague => {
            let half = &telling.figure.rule.first_divisor / &Exact::from(2);
            let half = half.format_short(telling.language, 6);
            telling.say(
                format!("Der rundes til nærmeste hele tal, men den første plads kræver mindst {half}."),
                format!("It is rounded to the nearest whole number, but the first place needs at least {half}."),
            )
        }
        Method::HuntingtonHill => telling.say(
            "Med n hele rundes op, når tallet er over kvadratroden af n × (n + 1), ellers ned: 1,42 rundes op, for √(1 × 2) = 1,414.",
            "With n whole it is rounded up above the square root of n × (n + 1), else down: 1.42 is rounded up, for √(1 × 2) = 1.414.",
        ),
        Method::Dean => telling.say(
            "Med n hele rundes op, når tallet er over 2 × n × (n + 1) / (2 × n + 1), ellers ned: 1,34 rundes op, for 4 / 3 = 1,333.",
            "With n whole it is rounded up above 2 × n × (n + 1) / (2 × n + 1), else down: 1.34 is rounded up, for 4 / 3 = 1.333.",
        ),
    };
    rule + &bounds
}

fn tie(telling: Telling<'_>, shared: &Shared) -> Option<String> {
    let tie = shared.tie.as_ref()?;
    let (names, places) = (telling.names(&tie.units), telling.counted(tie.places));
    Some(telling.say(
        format!("{names} står helt lige om {places}."),
        format!("{names} have exactly the same claim to {places}."),
    ))
}

//! Several committees at once, as people see them.

use super::super::proportional::{Block, Filled, Proportional, Together, Won};
use super::{law, seats};
use crate::{Column, Format, Language, Remark, Row, Step, Table, Value};

/// Who has seats, as far as the election says: groups, or for several committees alliances, which
/// agree among themselves who sits where.
pub(super) struct Party<'r> {
    pub(super) name: &'r str,
    pub(super) present: u64,
    /// Won by the quotients.
    pub(super) seats: u64,
    /// After waivers.
    pub(super) holds: u64,
}

pub(super) fn parties(result: &Proportional) -> Vec<Party<'_>> {
    if result.together.is_some() {
        let blocks = result.blocks.iter().map(|block| {
            let Block { name, votes: present, seats, .. } = block;
            Party { name, present: *present, seats: *seats, holds: *seats }
        });
        return blocks.collect();
    }
    let groups = result.groups.iter().map(|group| {
        let Won { name, present, seats, holds, .. } = group;
        Party { name, present: *present, seats: *seats, holds: *holds }
    });
    groups.collect()
}

/// Adds the rule to the method of one election.
pub(super) fn method(one: String, result: &Proportional, language: Language) -> String {
    if result.together.is_none() {
        return one;
    }
    let law = law(language);
    language.pick(
        format!("{one} Udvalgene besættes først hvert for sig. Har en gruppe derved fået færre pladser, end den ville have fået ved en fordeling af alle pladser under ét, har den ret til at få de manglende fra dem, der har fået for mange ({law} § 27)."),
        format!("{one} The committees are first filled one by one. A group that has fewer seats by that than it would have if all were shared at once has a right to the missing ones from those who have too many ({law} section 27)."),
    )
}

/// A row per committee; below them the sums, all at once, and who must hand over.
pub(super) fn table(all: &Together, result: &Proportional, language: Language) -> Table {
    let mut columns = vec![
        Column::text(language.pick("Udvalg", "Committee")),
        Column::number(language.pick("Pladser", "Seats"), Format::Number(0)),
    ];
    let names = result.blocks.iter().map(|block| block.name.clone());
    columns.extend(names.map(|name| Column::number(name, Format::Number(0))));
    let row = |name: &str, seats: Value, numbers: Vec<Value>| {
        [name.into(), seats].into_iter().chain(numbers).collect::<Vec<Value>>()
    };
    let filled = |filled: &Filled| {
        let shares = filled.shares.iter().map(|&share| Value::from(share)).collect();
        Row::body(row(&filled.name, filled.seats.into(), shares))
    };
    let mut rows: Vec<Row> = all.committees.iter().map(filled).collect();
    let sum = |at: usize| all.committees.iter().map(|filled| filled.shares[at]).sum::<u64>();
    let sums = (0..result.blocks.len()).map(|at| Value::from(sum(at))).collect();
    let one_by_one = language.pick("Udvalg for udvalg", "One by one");
    rows.push(Row::total(row(one_by_one, result.seats.into(), sums)));
    if !all.rights.is_empty() {
        let together = all.rights.iter().map(|right| Value::from(right.together)).collect();
        rows.push(Row::body(row(
            language.pick("Under ét", "At once"),
            result.seats.into(),
            together,
        )));
        let missing = all.rights.iter().map(|right| Value::from(signed(right.missing))).collect();
        let label =
            language.pick("Skal have (+) eller afgive (−)", "Is to have (+) or hand over (−)");
        rows.push(Row::body(row(label, Value::Empty, missing)));
    }
    Table {
        title: language
            .pick("Udvalgene hvert for sig og under ét", "The committees one by one and at once")
            .to_owned(),
        columns,
        rows,
        note: None,
    }
}

fn signed(number: i64) -> String {
    match number {
        0 => "0".to_owned(),
        few if few < 0 => format!("−{}", few.unsigned_abs()),
        more => format!("+{more}"),
    }
}

/// Who hands over to whom; `None` where lots must decide first.
pub(super) fn answer(all: &Together, language: Language) -> Option<String> {
    if all.rights.is_empty() {
        return None;
    }
    let named = |is_meant: fn(i64) -> bool| -> Vec<String> {
        let meant = all.rights.iter().filter(|right| is_meant(right.missing));
        meant.map(|right| format!("{} {}", right.name, right.missing.unsigned_abs())).collect()
    };
    let (givers, takers) = (named(|missing| missing < 0), named(|missing| missing > 0));
    if takers.is_empty() {
        return Some(
            language
                .pick(
                    "Udvalg for udvalg har alle det, de har ret til under ét.",
                    "One by one all have what they have a right to at once.",
                )
                .to_owned(),
        );
    }
    let (givers, takers) = (language.join(&givers), language.join(&takers));
    Some(language.pick(
        format!("Udvalg for udvalg bliver det anderledes: der skal afgives pladser ({givers}) til dem, der mangler ({takers})."),
        format!("One by one it comes out otherwise: seats are to be handed over ({givers}) to those who lack them ({takers})."),
    ))
}

/// Each committee by itself.
pub(super) fn steps(all: &Together, result: &Proportional, language: Language) -> Vec<Step> {
    let heading = language.pick("Udvalgene hvert for sig", "The committees one by one");
    let mut steps = vec![Step::Heading(heading.to_owned())];
    steps.push(Step::Text(
        language
            .pick(
                "I hvert udvalg går pladserne til de største kvotienter, som ovenfor, men kun så mange, som udvalget har pladser:",
                "In each committee the seats go to the largest quotients, as above, but only so many as it has seats:",
            )
            .to_owned(),
    ));
    for filled in &all.committees {
        let shares = result.blocks.iter().zip(&filled.shares);
        let shares: Vec<String> =
            shares.map(|(block, share)| format!("{} {share}", block.name)).collect();
        let count = seats(filled.seats, language);
        steps.push(Step::Formula(format!("{}, {count}: {}", filled.name, shares.join(", "))));
    }
    for right in &all.rights {
        let (name, missing) = (&right.name, signed(right.missing));
        let (one_by_one, together) = (right.one_by_one, right.together);
        steps.push(Step::Formula(language.pick(
            format!("{name}: under ét {together} − udvalg for udvalg {one_by_one} = {missing}"),
            format!("{name}: at once {together} − one by one {one_by_one} = {missing}"),
        )));
    }
    steps
}

/// What the law says of handing over.
pub(super) fn remarks(all: &Together, language: Language) -> Vec<Remark> {
    if all.rights.is_empty() {
        return vec![Remark::warning(language.pick(
            "Før lodtrækningen er skrevet ind, kan det ikke siges, hvem der har for få pladser under ét.",
            "Before the draw is recorded it cannot be said who has too few seats at once.",
        ))];
    }
    if all.rights.iter().all(|right| right.missing == 0) {
        return Vec::new();
    }
    let mut remarks = vec![Remark::note(language.pick(
        "Den, der skal afgive en plads, bestemmer selv, i hvilket udvalg; modtageren kan sige nej til mere end én i samme udvalg.",
        "Who is to hand over a seat decides in which committee; the receiver may refuse more than one in the same committee.",
    ))];
    if all.endangers_a_majority() {
        remarks.push(Remark::note(language.pick(
            "Mister den, der afgiver en plads, derved sit flertal i udvalget, kan der udpeges så mange overtallige medlemmer, at flertallet bevares.",
            "Who loses its majority in a committee by handing over a seat may appoint as many further members as keep the majority.",
        )));
    }
    remarks
}

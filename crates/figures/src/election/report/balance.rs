use super::super::balance::{Balance, Verdict};
use crate::{Column, Format, Language, Remark, Report, Row, Step, Table};

pub(super) fn add(report: &mut Report, balance: &Balance, language: Language) {
    let sentence = sentence(balance, language);
    match balance.verdict {
        Verdict::Departs => report.remarks.push(Remark::warning(sentence.clone())),
        Verdict::DepartsWithReason | Verdict::Balanced => {
            report.remarks.push(Remark::note(sentence.clone()));
        }
    }
    let heading = language.pick("Kvinder og mænd", "Women and men").to_owned();
    report.explanation.push(Step::Heading(heading.clone()));
    report.explanation.push(Step::Text(rule(language).to_owned()));
    report.explanation.push(Step::Text(sentence));
    report.tables.push(Table {
        title: heading,
        columns: vec![
            Column::text(language.pick("Foreslået", "Proposed")),
            Column::summed(language.pick("Antal", "Number"), Format::Number(0)),
        ],
        rows: vec![
            Row::body(vec![language.pick("Kvinder", "Women").into(), balance.women.into()]),
            Row::body(vec![language.pick("Mænd", "Men").into(), balance.men.into()]),
            Row::total(vec![
                language.pick("I alt", "Total").into(),
                (balance.women + balance.men).into(),
            ]),
        ],
        note: None,
    });
}

fn rule(language: Language) -> &'static str {
    language.pick(
        "Efter ligestillingslovens § 10 a foreslås både en kvinde og en mand til én plads og lige mange kvinder og mænd til flere. Det kan kun fraviges af særlige grunde, og de skal oplyses samtidig.",
        "By section 10 a of the Gender Equality Act, both a woman and a man are proposed for one place, and as many women as men for several. It may be departed from only for special reasons, stated at the same time.",
    )
}

fn sentence(balance: &Balance, language: Language) -> String {
    let Balance { women, men, .. } = balance;
    let numbers = language.pick(
        format!(
            "Der er foreslået {women} {} og {men} {}",
            if *women == 1 { "kvinde" } else { "kvinder" },
            if *men == 1 { "mand" } else { "mænd" }
        ),
        format!(
            "{women} {} and {men} {} are proposed",
            if *women == 1 { "woman" } else { "women" },
            if *men == 1 { "man" } else { "men" }
        ),
    );
    let reason = balance.reason.as_deref().unwrap_or_default();
    let verdict = match balance.verdict {
        Verdict::Balanced => language.pick(
            "det er lige mange (ligestillingsloven § 10 a)".to_owned(),
            "that is as many of each (Gender Equality Act, section 10 a)".to_owned(),
        ),
        Verdict::DepartsWithReason => language.pick(
            format!("det er ikke lige mange; som særlig grund er oplyst: {reason} (ligestillingsloven § 10 a, stk. 2)"),
            format!("that is not as many of each; the special reason stated: {reason} (Gender Equality Act, section 10 a(2))"),
        ),
        Verdict::Departs => language.pick(
            "det er ikke lige mange, og ingen særlig grund er oplyst (ligestillingsloven § 10 a)".to_owned(),
            "that is not as many of each, and no special reason is stated (Gender Equality Act, section 10 a)".to_owned(),
        ),
    };
    let wanted = match balance.wanted {
        // One place: one of each is proposed, and whoever appoints chooses.
        Some(1) | None => String::new(),
        Some(wanted) if wanted == women + men => String::new(),
        Some(wanted) => language.pick(
            format!(" Der skal foreslås {wanted}, og {} er foreslået.", women + men),
            format!(" {wanted} are to be proposed; {} are.", women + men),
        ),
    };
    format!("{numbers}; {verdict}.{wanted}")
}

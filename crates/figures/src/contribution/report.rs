//! What people see of contributions.

use super::Contribution;
use super::rules::{Payment, Year};
use crate::chart::{Bars, Chart, Drawing, Series};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Step, Table, Value};

/// More bars than this cannot be told apart.
const MOST_BARS: usize = 50;
/// So many payers' amounts are written out.
const MOST_LINES: usize = 100;
const KRONER: Format = Format::Number(2);

#[derive(Clone, Copy)]
struct Telling<'a> {
    figure: &'a Contribution,
    language: Language,
}

pub(super) fn report(figure: &Contribution, language: Language) -> Report {
    let telling = Telling { figure, language };
    let about = &figure.input.about;
    let mut tables = vec![telling.payers()];
    tables.extend(telling.years());
    Report {
        title: about.title.clone().unwrap_or_else(|| telling.say("Bidrag", "Contributions")),
        answer: telling.answer(),
        note: about.note.clone(),
        tables,
        charts: telling.chart().into_iter().collect(),
        explanation: telling.steps(),
        remarks: telling.remarks(),
        method: telling.method(),
        sources: about.sources.clone(),
    }
}

impl<'a> Telling<'a> {
    fn say(self, danish: impl Into<String>, english: impl Into<String>) -> String {
        self.language.pick(danish.into(), english.into())
    }

    fn kroner(self, amount: &Exact) -> String {
        let number = KRONER.show(amount, self.language);
        self.say(format!("{number} kr."), format!("DKK {number}"))
    }

    fn short(self, number: &Exact) -> String {
        number.format_short(self.language, 8)
    }

    fn base_unit(self) -> String {
        let unit = self.figure.input.base_unit.clone();
        unit.unwrap_or_else(|| self.say("indbygger", "inhabitant"))
    }

    fn first(self) -> &'a Year {
        self.figure.first()
    }

    fn has_fixed(self) -> bool {
        self.first().payments.iter().any(|payment| !payment.fixed.is_zero())
    }

    fn answer(self) -> String {
        let year = self.first();
        let (number, total) = (year.payments.len(), self.kroner(&year.total));
        let (rate, unit) = (self.kroner(&year.rate), self.base_unit());
        let when = year.number.map(|year| self.say(format!(" i {year}"), format!(" in {year}")));
        let when = when.unwrap_or_default();
        let is_about = (&year.rate * &Exact::from(100)).is_integer();
        let about = if is_about { String::new() } else { self.say("ca. ", "about ") };
        let besides = if self.has_fixed() {
            self.say(" ud over den faste del", " besides the fixed part")
        } else {
            String::new()
        };
        self.say(
            format!("{number} betaler tilsammen {total}{when}: {about}{rate} pr. {unit}{besides}."),
            format!("{number} pay {total} together{when}: {about}{rate} per {unit}{besides}."),
        )
    }

    fn payers(self) -> Table {
        let units = &self.figure.input.units;
        let (has_fixed, has_previous) =
            (self.has_fixed(), units.iter().any(|unit| unit.previous.is_some()));
        let mut columns = vec![
            Column::text(self.say("Navn", "Name")),
            Column::summed(self.say("Grundlag", "Base"), Format::UpTo(6)),
        ];
        if has_fixed {
            columns.push(Column::summed(self.say("Fast del, kr.", "Fixed part, DKK"), KRONER));
            columns
                .push(Column::summed(self.say("Variabel del, kr.", "Variable part, DKK"), KRONER));
        }
        columns.push(Column::summed(self.say("Bidrag, kr.", "Contribution, DKK"), KRONER));
        if has_previous {
            columns.push(Column::summed(self.say("Sidst, kr.", "Previous, DKK"), KRONER));
            columns
                .push(Column::summed(self.say("Ændring, kr.", "Change, DKK"), Format::Signed(2)));
        }
        let row = |(unit, payment): (&super::Payer, &Payment)| {
            let mut cells = vec![Value::from(unit.name.as_str()), Value::from(&unit.base)];
            if has_fixed {
                cells.extend([Value::from(&payment.fixed), Value::from(&payment.variable)]);
            }
            let amount = payment.amount();
            cells.push(Value::from(&amount));
            if has_previous {
                cells.push(unit.previous.clone().into());
                cells.push(unit.previous.as_ref().map(|previous| &amount - previous).into());
            }
            Row::body(cells)
        };
        let rows = units.iter().zip(&self.first().payments).map(row).collect();
        let title = self.first().number.map_or_else(
            || self.say("Bidrag", "Contributions"),
            |year| self.say(format!("Bidrag {year}"), format!("Contributions {year}")),
        );
        self.totalled(Table { title, columns, rows, note: None })
    }

    /// Adds the total row.
    fn totalled(self, mut table: Table) -> Table {
        let sum = |at: usize| {
            let numbers = table.rows.iter().filter_map(|row| match &row.cells[at] {
                Value::Number(number) => Some(number),
                _ => None,
            });
            Value::Number(numbers.sum())
        };
        let rest = (1..table.columns.len()).map(sum);
        let cells = std::iter::once(self.say("I alt", "Total").into()).chain(rest).collect();
        table.rows.push(Row::total(cells));
        table
    }

    fn years(self) -> Option<Table> {
        let years = &self.figure.years;
        if years.len() < 2 {
            return None;
        }
        let mut columns = vec![Column::text(self.say("Navn", "Name"))];
        columns.extend(years.iter().map(|year| Column::summed(self.year(year), KRONER)));
        let units = self.figure.input.units.iter().enumerate();
        let row = |(at, unit): (usize, &super::Payer)| {
            let amounts = years.iter().map(|year| Value::from(year.payments[at].amount()));
            Row::body(std::iter::once(Value::from(unit.name.as_str())).chain(amounts).collect())
        };
        let title = self.say("Bidrag år for år, kr.", "Contributions year by year, DKK");
        let rows = units.map(row).collect();
        Some(self.totalled(Table { title, columns, rows, note: None }))
    }

    fn year(self, year: &Year) -> String {
        year.number.map_or_else(|| self.say("Første år", "First year"), |year| year.to_string())
    }

    fn chart(self) -> Option<Chart> {
        let units = &self.figure.input.units;
        if units.len() > MOST_BARS {
            return None;
        }
        let payments = &self.first().payments;
        let amounts = payments.iter().map(|payment| Some(payment.amount().to_f64())).collect();
        let largest = units.iter().zip(payments).max_by_key(|(_, payment)| payment.amount())?;
        let (name, amount) = (&largest.0.name, self.kroner(&largest.1.amount()));
        Some(Chart {
            title: self.say("Bidrag i kroner", "Contributions in kroner"),
            description: self.say(
                format!("En bjælke for hver; den længste er {name} med {amount}"),
                format!("One bar each; the longest is {name} with {amount}."),
            ),
            drawing: Drawing::Bars(Bars {
                unit: self.say("kr.", "DKK"),
                decimals: 0,
                categories: units.iter().map(|unit| unit.name.clone()).collect(),
                series: vec![Series { name: self.say("Bidrag", "Contribution"), values: amounts }],
            }),
        })
    }

    fn steps(self) -> Vec<Step> {
        let year = self.first();
        let mut steps =
            vec![Step::Heading(self.say("Sådan er bidragene regnet", "How it is computed"))];
        steps.push(Step::Text(if self.figure.input.amount.is_some() {
            self.sharing(year)
        } else {
            self.say(
                "Hver betaler taksten gange sit grundlag, rundet til hele øre:",
                "Each pays the rate times its base, rounded to whole øre:",
            )
        }));
        let units = self.figure.input.units.iter().zip(&year.payments);
        steps.extend(
            units.take(MOST_LINES).map(|(unit, payment)| {
                Step::Formula(self.formula(&unit.name, &unit.base, payment))
            }),
        );
        if year.payments.len() > MOST_LINES {
            steps.push(Step::Text(self.say(
                "De øvrige er regnet på samme måde.",
                "The others are computed in the same way.",
            )));
        }
        steps.extend(self.rises());
        steps
    }

    /// How an amount is shared in øre.
    fn sharing(self, year: &Year) -> String {
        let variable: Exact = year.payments.iter().map(|payment| &payment.variable).sum();
        let down = |payment: &Payment| payment.exact.round(2, crate::Rounding::Down);
        let whole: Exact = year.payments.iter().map(down).sum();
        let left = &(&variable - &whole) * &Exact::from(100);
        let (variable, left) = (self.kroner(&variable), left.format(self.language, 0));
        let rest = if self.has_fixed() {
            self.say("Når de faste dele er trukket fra, er der ", "Less the fixed parts there are ")
        } else {
            self.say("Der er ", "There are ")
        };
        rest + &self.say(
            format!("{variable} at dele efter grundlag. Hver får sin andel rundet ned til hele øre; de {left} øre, der mangler, lægges én for én hos dem, hvis andel mistede mest ved nedrundingen:"),
            format!("{variable} to share by base. Each gets its share rounded down to whole øre; the {left} øre missing go one by one to those whose share lost most:"),
        )
    }

    fn formula(self, name: &str, base: &Exact, payment: &Payment) -> String {
        let base_text = self.short(base);
        let amount = KRONER.show(&payment.amount(), self.language);
        let exact = payment.exact.format(self.language, 4);
        let fixed = if payment.fixed.is_zero() {
            String::new()
        } else {
            format!(" + {}", KRONER.show(&payment.fixed, self.language))
        };
        let is_shared = self.figure.input.amount.is_some();
        let calculation = if is_shared {
            let year = self.first();
            let variable: Exact = year.payments.iter().map(|payment| &payment.variable).sum();
            let bases: Exact = self.figure.input.units.iter().map(|unit| &unit.base).sum();
            format!(
                "{} × {base_text} / {}",
                KRONER.show(&variable, self.language),
                self.short(&bases)
            )
        } else {
            format!("{} × {base_text}", self.short(&self.first().rate))
        };
        if payment.exact == payment.variable {
            return format!("{name}: {calculation}{fixed} = {amount}");
        }
        let variable = KRONER.show(&payment.variable, self.language);
        let end = if fixed.is_empty() { String::new() } else { format!("{fixed} = {amount}") };
        format!("{name}: {calculation} = {exact} → {variable}{end}")
    }

    fn rises(self) -> Vec<Step> {
        let years = &self.figure.years;
        let mut steps = Vec::new();
        for pair in years.windows(2) {
            let [before, now] = pair else { continue };
            let Some(percent) = &now.percent else { continue };
            let is_shared = self.figure.input.amount.is_some();
            let (from, to) = if is_shared {
                (self.kroner(&before.total), self.kroner(&now.total))
            } else {
                (self.short(&before.rate), self.short(&now.rate))
            };
            let factor = Exact::from(1) + percent / &Exact::from(100);
            let (year, factor) = (self.year(now), self.short(&factor));
            steps.push(Step::Formula(format!("{year}: {from} × {factor} = {to}")));
        }
        if !steps.is_empty() {
            steps.insert(0, Step::Heading(self.say("Reguleringen", "The indexing")));
        }
        steps
    }

    fn remarks(self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        for year in &self.figure.years {
            let Some((units, øre)) = &year.tie else { continue };
            let count = usize::try_from(*øre).unwrap_or(0);
            let names = |units: &[usize]| {
                let shown = units.iter().take(12);
                let names: Vec<&str> =
                    shown.map(|&unit| self.figure.input.units[unit].name.as_str()).collect();
                self.language.join(&names)
            };
            let (all, first) = (names(units), names(&units[..count.min(units.len())]));
            let year = self.year(year);
            remarks.push(Remark::note(self.say(
                format!("{year}: {all} står helt lige om at betale {øre} øre mere; det er lagt hos de først nævnte: {first}."),
                format!("{year}: {all} are equally due to pay {øre} øre more; the first in the list do: {first}."),
            )));
        }
        remarks
    }

    fn method(self) -> String {
        let input = &self.figure.input;
        if input.amount.is_some() {
            self.say(
                "Beløbet deles efter grundlag i hele øre efter største brøks metode.",
                "The amount is shared by base in whole øre by the largest remainder.",
            )
        } else {
            let (rate, unit) = (self.short(&self.first().rate), self.base_unit());
            self.say(
                format!("Takst: {rate} kr. pr. {unit}, hvert bidrag rundet til hele øre, halve op."),
                format!("Rate: DKK {rate} per {unit}, each contribution rounded to whole øre, halves up."),
            )
        }
    }
}

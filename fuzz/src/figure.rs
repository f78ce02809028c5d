//! Inputs of figures: reading and computing them does not panic, and what is wrong can be said.

use raadslag_figures::{Context, Faults, Intake, Kind, Language, Workbook, from_workbook};

/// Computes an intake and writes its report in every form.
///
/// # Panics
/// Where reading, computing or writing does: that is what fuzzing looks for.
pub fn compute(kind: Kind, intake: &Result<Intake, Faults>) {
    let today = jiff::civil::date(2026, 1, 2);
    let computed = intake.clone().and_then(|intake| kind.compute(&intake, Context { today }));
    match computed {
        Ok(computed) => {
            computed.json();
            let report = computed.report(Language::Danish);
            report.to_text(Language::Danish, 80);
            report.to_csv(Language::English);
            report.to_workbook(Language::English);
        }
        Err(faults) => assert!(!faults.to_string().is_empty()),
    }
}

/// Computes a workbook as every kind.
///
/// # Panics
/// As [`compute`].
pub fn compute_sheets(workbook: &Workbook) {
    for kind in Kind::ALL {
        compute(kind, &from_workbook(workbook, &kind.schema()));
    }
}

//! The method in words.

use super::Assessment;
use super::input::{Method, Normalisation};
use crate::Language;

/// What the score is called.
pub(super) fn score_name(method: Method, language: Language) -> &'static str {
    match method {
        Method::WeightedSum => language.pick("Vægtede point", "Weighted score"),
        Method::Topsis => language.pick("Nærhed til det bedste", "Closeness to the best"),
        Method::PrometheeIi => language.pick("Nettooverlegenhed", "Net flow"),
        Method::Borda => language.pick("Borda-point", "Borda points"),
        Method::Copeland => language.pick("Dueller vundet minus tabt", "Duels won less lost"),
    }
}

/// The method and its parameters in one sentence.
pub(super) fn method(assessment: &Assessment, language: Language) -> String {
    let normalisation = normalisation(assessment.normalisation, language);
    let method = match assessment.method {
        Method::WeightedSum => language.pick(
            format!("Vægtet sum; {normalisation}."),
            format!("Weighted sum; {normalisation}."),
        ),
        Method::Topsis => language.pick(
            format!("TOPSIS (Hwang og Yoon 1981); {normalisation}."),
            format!("TOPSIS (Hwang & Yoon 1981); {normalisation}."),
        ),
        Method::PrometheeIi => language
            .pick(
                "PROMETHEE II (Brans, Vincke og Mareschal 1986); nettooverlegenheden er delt med antallet af andre alternativer.",
                "PROMETHEE II (Brans, Vincke & Mareschal 1986); net flow divided by the number of other alternatives.",
            )
            .to_owned(),
        Method::Borda => language
            .pick(
                "Borda: efter hvert kriterium ét point for hvert alternativ, der står lavere, og et halvt for hvert, der står lige.",
                "Borda: by each criterion one point for each alternative that stands lower and one half for each that stands alike.",
            )
            .to_owned(),
        Method::Copeland => language
            .pick(
                "Copeland: parvise dueller (Condorcet), hvor kriterierne stemmer med deres vægt; vundne minus tabte.",
                "Copeland: pairwise duels (Condorcet) in which criteria vote by their weight; won less lost.",
            )
            .to_owned(),
    };
    let ties = language.pick(
        "Ens resultater deler plads, og de følgende pladser springes over (1, 2, 2, 4).",
        "Equal results share a rank and the following ranks are left free (1, 2, 2, 4).",
    );
    format!("{method} {ties}")
}

fn normalisation(normalisation: Normalisation, language: Language) -> &'static str {
    match normalisation {
        Normalisation::Minmax => language.pick(
            "efter hvert kriterium får det dårligste 0 og det bedste 1",
            "by each criterion the worst gets 0 and the best 1",
        ),
        Normalisation::Max => {
            language.pick("point divideret med de højeste", "scores divided by the highest")
        }
        Normalisation::Linear => language.pick(
            "point i forhold til det bedste efter hvert kriterium",
            "scores in relation to the best by each criterion",
        ),
        Normalisation::Sum => {
            language.pick("point som andel af summen", "scores as a share of their sum")
        }
        Normalisation::Vector => language.pick(
            "point divideret med kvadratroden af summen af deres kvadrater",
            "scores divided by the root of the sum of their squares",
        ),
        Normalisation::Scale => language.pick(
            "skalaens laveste er 0 og dens højeste 1",
            "the scale's lowest is 0 and its highest 1",
        ),
        Normalisation::None => {
            language.pick("point regnes, som de er givet", "scores count as they were given")
        }
    }
}

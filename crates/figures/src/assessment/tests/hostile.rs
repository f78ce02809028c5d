use serde_json::{Value, json};

use super::{compute, input, ranks, result, scores};
use crate::Language;
use crate::kind::Figure;

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let good = || {
        input(
            "weighted-sum",
            &[("a", 1.0, "max"), ("b", 2.0, "max")],
            &[("X", &[1.0, 2.0]), ("Y", &[3.0, 4.0])],
        )
    };
    let with = |pointer: &str, value: Value| {
        let mut input = good();
        *input.pointer_mut(pointer).expect("is there") = value;
        input
    };
    let cases = [
        (with("/alternatives/1/scores", json!([1])), "alternatives[1].scores[1]"),
        (with("/alternatives/1/scores", json!([1, 2, 3])), "alternatives[1].scores"),
        (with("/alternatives/1/scores/1", json!("NaN")), "alternatives[1].scores[1]"),
        (with("/alternatives/1/scores/1", Value::Null), "alternatives[1].scores[1]"),
        (with("/alternatives/1/scores/0", json!(true)), "alternatives[1].scores[0]"),
        (with("/alternatives/1/scores", json!({ "a": 1, "c": 2 })), "alternatives[1].scores.c"),
        (with("/alternatives/1/name", json!("x")), "alternatives[1].name"),
        (with("/alternatives/0/name", json!(" ")), "alternatives[0].name"),
        (with("/criteria/1/name", json!("A")), "criteria[1].name"),
        (with("/criteria/0/weight", json!(-1)), "criteria[0].weight"),
        (with("/criteria/0/weight", Value::Null), "criteria[0].weight"),
        (with("/criteria/0/direction", json!("up")), "criteria[0].direction"),
        (with("/alternatives", json!([])), "alternatives"),
        (with("/criteria", json!([])), "criteria"),
        (with("/method", json!("dice")), "method"),
    ];
    for (input, path) in cases {
        let faults = compute(input).expect_err(path);
        assert!(faults.list().iter().any(|fault| fault.path == path), "{path}: {faults}");
    }
}

#[test]
fn weights_of_zero_sum_are_refused() {
    let zero = [("a", 0.0, "max"), ("b", 0.0, "max")];
    let faults = compute(input("topsis", &zero, &[("X", &[1.0, 2.0])])).expect_err("refused");
    assert_eq!(faults.list()[0].path, "criteria");
}

#[test]
fn nothing_to_choose_by_is_a_tie_and_no_panic() {
    let criteria = [("a", 1.0, "max"), ("zero", 2.0, "min")];
    let alike: [(&str, &[f64]); 2] = [("X", &[5.0, 0.0]), ("Y", &[5.0, 0.0])];
    let methods = ["weighted-sum", "topsis", "promethee-ii", "borda", "copeland"];
    for method in methods {
        for rows in [&alike[..], &alike[..1]] {
            let result = result(input(method, &criteria, rows));
            assert_eq!(ranks(&result), vec![1; rows.len()], "{method}");
            assert!(scores(&result).iter().all(|score| score.is_finite()), "{method}");
        }
    }
}

#[test]
fn a_normalisation_that_cannot_be_is_refused_and_names_the_criterion() {
    let criteria = [("a", 1.0, "max"), ("b", 1.0, "min")];
    let rows: [(&str, &[f64]); 2] = [("X", &[-1.0, 1.0]), ("Y", &[-3.0, 0.0])];
    for (normalisation, path) in [
        ("max", "criteria[0]"),
        ("sum", "criteria[0]"),
        ("linear", "criteria[0]"),
        ("scale", "scale"),
    ] {
        let mut input = input("weighted-sum", &criteria, &rows);
        input["normalisation"] = json!(normalisation);
        let faults = compute(input).expect_err(normalisation);
        assert_eq!(faults.list()[0].path, path, "{normalisation}");
    }
}

#[test]
fn huge_and_tiny_numbers_are_refused_or_computed() {
    let criteria = [("a", 1.0, "max"), ("b", 1.0, "min")];
    let mut input = input("weighted-sum", &criteria, &[("X", &[1e15, 1e-15]), ("Y", &[1.0, 1.0])]);
    assert_eq!(ranks(&result(input.clone())), [1, 2]);
    input["alternatives"][0]["scores"][0] = json!("1e300");
    let faults = compute(input).expect_err("refused");
    assert_eq!(faults.list()[0].path, "alternatives[0].scores[0]");
}

#[test]
fn missing_scores_count_as_the_policy_says_and_it_is_said() {
    let cases = [
        ("worst", json!([["X", 1.0], ["Y", 3.0], ["Z", 1.0]]), "regnet med 1"),
        ("mean", json!([["X", 2.0], ["Y", 3.0], ["Z", 1.0]]), "regnet med 2"),
        ("leave-out", json!([["Y", 3.0], ["Z", 1.0]]), "ikke rangordnet"),
    ];
    for (policy, expected, said) in cases {
        let assessment = compute(json!({
            "missing": policy,
            "normalisation": "none",
            "criteria": [{ "name": "a", "weight": 1 }],
            "alternatives": [
                { "name": "X", "scores": [null] },
                { "name": "Y", "scores": [3] },
                { "name": "Z", "scores": [1] },
            ],
        }))
        .expect("computes");
        let result = crate::kind::Figure::json(&assessment);
        let found: Vec<Value> = result["alternatives"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| json!([one["name"], one["score"]]))
            .collect();
        assert_eq!(Value::from(found), expected, "{policy}");
        let report = crate::kind::Figure::report(&assessment, Language::Danish);
        assert!(report.remarks.iter().any(|remark| remark.text.contains(said)), "{policy}");
    }
}

#[test]
fn words_of_the_scale_count_from_one() {
    let result = result(json!({
        "scale": { "words": ["lav", "middel", "høj"] },
        "criteria": [{ "name": "a", "weight": 1 }, { "name": "b", "weight": 1 }],
        "alternatives": [
            { "name": "X", "scores": ["høj", "Middel"] },
            { "name": "Y", "scores": { "b": "lav", "a": "middel" } },
        ],
    }));
    assert_eq!(scores(&result), [0.75, 0.25]);
}

#[test]
fn assessors_are_averaged_and_each_ones_winner_is_told() {
    let judgement = |who: &str, what: &str, score: u32| json!({ "assessor": who, "alternative": what, "scores": [score] });
    let mut input = json!({
        "normalisation": "none",
        "criteria": [{ "name": "a", "weight": 1 }],
        "alternatives": [{ "name": "X" }, { "name": "Y" }],
        "judgements": [
            judgement("Anne", "X", 5), judgement("Anne", "Y", 2),
            judgement("Bo", "X", 2), judgement("Bo", "Y", 3),
        ],
    });
    let result = result(input.clone());
    assert_eq!(scores(&result), [3.5, 2.5]);
    let winners: Vec<&Value> =
        result["assessors"].as_array().expect("a list").iter().map(|one| &one["winners"]).collect();
    assert_eq!(winners, [&json!(["X"]), &json!(["Y"])]);
    input["judgements"].as_array_mut().expect("a list").pop();
    assert!(compute(input).is_err(), "Bo has not judged Y");
}

#[test]
fn what_would_never_end_is_refused() {
    let long = format!("1/{}", "7".repeat(120));
    let criteria = json!([{ "name": "a", "weight": long }]);
    let one = json!({ "criteria": criteria, "alternatives": [{ "name": "X", "scores": [1] }] });
    assert_eq!(compute(one).expect_err("refused").list()[0].path, "criteria[0].weight");
    let many: Vec<Value> =
        (0..5001).map(|at| json!({ "name": format!("a{at}"), "scores": [at] })).collect();
    let many = json!({ "criteria": [{ "name": "a", "weight": 1 }], "alternatives": many });
    assert_eq!(compute(many).expect_err("refused").list()[0].path, "alternatives");
    let judgements: Vec<Value> = (0..60_000)
        .map(|at| json!({ "assessor": format!("p{at}"), "alternative": "X", "scores": [1] }))
        .collect();
    let alternatives: Vec<Value> =
        ["X", "Y", "Z", "V"].map(|name| json!({ "name": name })).to_vec();
    let crowd = json!({ "criteria": [{ "name": "a", "weight": 1 }], "alternatives": alternatives, "judgements": judgements });
    assert_eq!(compute(crowd).expect_err("refused").list()[0].path, "alternatives");
}

#[test]
fn comparisons_and_importance_are_not_passed_over() {
    let base = |more: Value| {
        let mut input = json!({ "criteria": [{ "name": "a" }, { "name": "b" }],
            "alternatives": [{ "name": "X", "scores": [1, 0] }, { "name": "Y", "scores": [0, 1] }] });
        input.as_object_mut().expect("object").extend(more.as_object().expect("object").clone());
        input
    };
    let compared = json!({ "comparisons": [{ "first": "a", "second": "b", "times": 3 }] });
    let figure = compute(base(compared)).expect("computes");
    assert_eq!(figure.json()["criteria"][0]["weight"], 0.75);
    let ranked =
        json!({ "criteria": [{ "name": "a", "importance": 1 }, { "name": "b", "importance": 2 }] });
    let faults = compute(base(ranked)).expect_err("which way is not said");
    assert_eq!(faults.list()[0].path, "weighing");
    let both = json!({ "criteria": [{ "name": "a", "weight": 1 }, { "name": "b", "weight": 2 }],
        "comparisons": [{ "first": "a", "second": "b", "times": 3 }] });
    let report = compute(base(both)).expect("computes").report(crate::Language::English);
    assert!(report.remarks.iter().any(|said| said.text.starts_with("The pairwise comparisons")));
}

#[test]
fn every_fault_says_what_to_do() {
    let one = |scores: Value| {
        json!({ "criteria": [{ "name": "a" }], "scale": { "low": 1, "high": 5 },
            "alternatives": [{ "name": "X", "scores": scores }] })
    };
    let compared = |comparisons: Value| {
        json!({ "criteria": [{ "name": "a" }, { "name": "b" }], "weighing": "pairwise",
            "alternatives": [{ "name": "X", "scores": [1, 2] }], "comparisons": comparisons })
    };
    for input in [
        one(json!([7])),
        one(json!([3, 3])),
        compared(json!([])),
        compared(json!([{ "first": "a", "second": "b", "times": 12 }])),
        compared(json!([{ "first": "a", "second": "a", "times": 2 }])),
        compared(json!([{ "first": "a", "second": "c", "times": 2 }])),
    ] {
        let faults = compute(input.clone()).expect_err("is wrong");
        assert!(faults.list().iter().all(|fault| fault.advice.is_some()), "{input}: {faults}");
    }
}

use serde_json::{Value, json};

use super::{assert_near, input, ranks, result, scores};

/// Hwang & Yoon, Multiple Attribute Decision Making (1981), the selection of a fighter aircraft.
#[test]
fn topsis_chooses_the_fighter_aircraft_of_hwang_and_yoon() {
    let criteria = [
        ("maximum speed", 0.2, "max"),
        ("ferry range", 0.1, "max"),
        ("payload", 0.1, "max"),
        ("cost", 0.1, "min"),
        ("reliability", 0.2, "max"),
        ("manoeuvrability", 0.3, "max"),
    ];
    let rows: [(&str, &[f64]); 4] = [
        ("A1", &[2.0, 1500.0, 20000.0, 5.5, 5.0, 9.0]),
        ("A2", &[2.5, 2700.0, 18000.0, 6.5, 3.0, 5.0]),
        ("A3", &[1.8, 2000.0, 21000.0, 4.5, 7.0, 7.0]),
        ("A4", &[2.2, 1800.0, 20000.0, 5.0, 5.0, 5.0]),
    ];
    let result = result(input("topsis", &criteria, &rows));
    assert_near(&scores(&result), &[0.643, 0.268, 0.613, 0.312], 0.001);
    assert_eq!(ranks(&result), [1, 4, 2, 3]);
}

/// Brans, Vincke & Mareschal (1986): the electric power plant; net flows from their table of
/// outranking indices, divided by five.
#[test]
fn promethee_ranks_the_power_plants_of_brans_vincke_and_mareschal() {
    let criterion = |name: &str, direction: &str, preference: &str, q: Value, p: Value| {
        json!({ "name": name, "weight": 1, "direction": direction, "preference": preference,
            "indifference": q, "strict": p })
    };
    let null = Value::Null;
    let scores_of = |name: &str, scores: [u32; 6]| json!({ "name": name, "scores": scores });
    let result = result(json!({
        "method": "promethee-ii",
        "criteria": [
            criterion("manpower", "min", "u-shape", json!(10), null.clone()),
            criterion("power", "max", "v-shape", null.clone(), json!(30)),
            criterion("construction", "min", "linear", json!(50), json!(500)),
            criterion("maintenance", "min", "level", json!(10), json!(60)),
            criterion("villages", "min", "usual", null.clone(), null.clone()),
            criterion("security", "max", "gaussian", null, json!(5)),
        ],
        "alternatives": [
            scores_of("Italy", [80, 90, 600, 54, 8, 5]),
            scores_of("Belgium", [65, 58, 200, 97, 1, 1]),
            scores_of("Germany", [83, 60, 400, 72, 4, 7]),
            scores_of("Sweden", [40, 80, 1000, 75, 7, 10]),
            scores_of("Austria", [52, 72, 600, 20, 3, 8]),
            scores_of("France", [94, 96, 700, 36, 5, 6]),
        ],
    }));
    let published = [
        [0.0, 0.296, 0.250, 0.268, 0.100, 0.185],
        [0.462, 0.0, 0.389, 0.333, 0.296, 0.500],
        [0.236, 0.180, 0.0, 0.333, 0.056, 0.429],
        [0.399, 0.505, 0.305, 0.0, 0.223, 0.212],
        [0.444, 0.515, 0.487, 0.380, 0.0, 0.448],
        [0.286, 0.399, 0.250, 0.432, 0.133, 0.0],
    ];
    let flow = |one: usize| {
        let leaving: f64 = published[one].iter().sum();
        let entering: f64 = published.iter().map(|row| row[one]).sum();
        (leaving - entering) / 5.0
    };
    let flows: Vec<f64> = (0..6).map(flow).collect();
    assert_near(&scores(&result), &flows, 0.001);
    assert_eq!(ranks(&result), [6, 2, 5, 3, 1, 4]);
}

/// Saaty, "How to make a decision: the analytic hierarchy process", EJOR 48 (1990): the house.
#[test]
fn pairwise_comparison_weighs_the_house_of_saaty() {
    let names =
        ["size", "transport", "neighbourhood", "age", "yard", "modern", "condition", "financing"];
    let above: [&[&str]; 7] = [
        &["5", "3", "7", "6", "6", "1/3", "1/4"],
        &["1/3", "5", "3", "3", "1/5", "1/7"],
        &["6", "3", "4", "6", "1/5"],
        &["1/3", "1/4", "1/7", "1/8"],
        &["1/2", "1/5", "1/6"],
        &["1/5", "1/6"],
        &["1/2"],
    ];
    let mut comparisons = Vec::new();
    for (first, row) in above.iter().enumerate() {
        for (offset, times) in row.iter().enumerate() {
            let second = names[first + 1 + offset];
            comparisons.push(json!({ "first": names[first], "second": second, "times": times }));
        }
    }
    let criteria: Vec<Value> = names.iter().map(|name| json!({ "name": name })).collect();
    let result = result(json!({
        "weighing": "pairwise",
        "criteria": criteria,
        "comparisons": comparisons,
        "alternatives": [{ "name": "A", "scores": [1, 1, 1, 1, 1, 1, 1, 1] }],
    }));
    let criteria = result["criteria"].as_array().expect("a list");
    let weights: Vec<f64> =
        criteria.iter().map(|one| one["weight"].as_f64().expect("a number")).collect();
    assert_near(&weights, &[0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333], 0.001);
    let consistency = ["eigenvalue", "index", "ratio"]
        .map(|key| result["consistency"][key].as_f64().expect("a number"));
    assert_near(&consistency, &[9.669, 0.238, 0.17], 0.002);
}

/// Ballots as criteria: how many voted so, and the places they gave.
fn ballots(method: &str, ballots: &[(f64, [f64; 3])]) -> Value {
    let names: Vec<String> = (1..=ballots.len()).map(|number| format!("ballot {number}")).collect();
    let criteria: Vec<(&str, f64, &str)> = names
        .iter()
        .zip(ballots)
        .map(|(name, (count, _))| (name.as_str(), *count, "min"))
        .collect();
    let places = |candidate: usize| -> Vec<f64> {
        ballots.iter().map(|(_, places)| places[candidate]).collect()
    };
    let all = [places(0), places(1), places(2)];
    input(method, &criteria, &[("A", &all[0]), ("B", &all[1]), ("C", &all[2])])
}

/// Borda, Mémoire sur les élections au scrutin (1781): 21 voters; A has most first places.
const BORDA: [(f64, [f64; 3]); 4] = [
    (1.0, [1.0, 2.0, 3.0]),
    (7.0, [1.0, 3.0, 2.0]),
    (7.0, [3.0, 1.0, 2.0]),
    (6.0, [3.0, 2.0, 1.0]),
];

#[test]
fn borda_elects_c_of_his_21_voters() {
    let result = result(ballots("borda", &BORDA));
    assert_near(&scores(&result), &[16.0, 21.0, 26.0], 0.0);
    assert_eq!(result["winners"], json!(["C"]));
}

#[test]
fn condorcet_elects_c_of_bordas_voters_too() {
    let result = result(ballots("condorcet", &BORDA));
    assert_near(&scores(&result), &[-2.0, 0.0, 2.0], 0.0);
    assert_eq!(result["condorcet_winner"], "C");
}

/// Condorcet, Essai (1785): 81 voters by whom Borda's winner loses his duel.
const EIGHTY_ONE: [(f64, [f64; 3]); 6] = [
    (30.0, [1.0, 2.0, 3.0]),
    (1.0, [1.0, 3.0, 2.0]),
    (29.0, [2.0, 1.0, 3.0]),
    (10.0, [3.0, 1.0, 2.0]),
    (10.0, [2.0, 3.0, 1.0]),
    (1.0, [3.0, 2.0, 1.0]),
];

#[test]
fn borda_and_condorcet_differ_on_the_81_voters() {
    let borda = result(ballots("borda", &EIGHTY_ONE));
    assert_near(&scores(&borda), &[101.0, 109.0, 33.0], 0.0);
    assert_eq!(borda["winners"], json!(["B"]));
    let copeland = result(ballots("copeland", &EIGHTY_ONE));
    assert_eq!(copeland["condorcet_winner"], "A");
}

/// Condorcet's 60 voters: majorities go round in a circle.
#[test]
fn a_circle_of_majorities_has_no_condorcet_winner_and_is_reported_as_a_tie() {
    let circle = [
        (23.0, [1.0, 2.0, 3.0]),
        (17.0, [3.0, 1.0, 2.0]),
        (2.0, [2.0, 1.0, 3.0]),
        (10.0, [2.0, 3.0, 1.0]),
        (8.0, [3.0, 2.0, 1.0]),
    ];
    let result = result(ballots("copeland", &circle));
    assert_eq!(result["condorcet_winner"], Value::Null);
    assert_eq!(result["ties"], json!([{ "rank": 1, "alternatives": ["A", "B", "C"] }]));
}

/// The example of the Python package `pymcdm`, its numbers for every normalisation (version 1.4.0).
#[test]
fn every_normalisation_agrees_with_pymcdm() {
    let criteria = [("a", 8.0, "max"), ("b", 5.0, "max"), ("c", 6.0, "min"), ("d", 7.0, "min")];
    let rows: [(&str, &[f64]); 5] = [
        ("1", &[96.0, 83.0, 75.0, 7.0]),
        ("2", &[63.0, 5.0, 56.0, 9.0]),
        ("3", &[72.0, 30.0, 32.0, 48.0]),
        ("4", &[11.0, 4.0, 27.0, 9.0]),
        ("5", &[77.0, 21.0, 17.0, 11.0]),
    ];
    let cases = [
        (
            "weighted-sum",
            "minmax",
            [0.769_230_769, 0.522_363_947, 0.455_193_152, 0.447_078_993, 0.754_030_279],
        ),
        (
            "weighted-sum",
            "max",
            [0.729_967_949, 0.490_719_416, 0.432_585_728, 0.410_966_559, 0.681_444_625],
        ),
        (
            "weighted-sum",
            "sum",
            [0.304_315_663, 0.156_260_117, 0.167_111_165, 0.132_718_772, 0.239_594_283],
        ),
        (
            "weighted-sum",
            "vector",
            [0.661_307_247, 0.463_091_802, 0.382_452_305, 0.422_975_425, 0.600_593_794],
        ),
        (
            "weighted-sum",
            "linear",
            [0.821_538_462, 0.492_964_532, 0.462_137_01, 0.399_225_106, 0.697_548_937],
        ),
        (
            "topsis",
            "minmax",
            [0.661_921_169, 0.544_706_884, 0.474_969_239, 0.466_564_328, 0.711_241_795],
        ),
        (
            "topsis",
            "max",
            [0.691_895_212, 0.537_833_25, 0.469_129_301, 0.444_505_04, 0.688_349_484],
        ),
        (
            "topsis",
            "sum",
            [0.694_633_683, 0.362_881_736, 0.400_958_901, 0.306_920_364, 0.532_112_421],
        ),
        (
            "topsis",
            "vector",
            [0.712_792_897, 0.540_693_916, 0.395_366_722, 0.492_391_674, 0.661_105_995],
        ),
        (
            "topsis",
            "linear",
            [0.691_895_212, 0.468_775_653, 0.425_102_698, 0.360_201_973, 0.626_655_928],
        ),
    ];
    for (method, normalisation, expected) in cases {
        let mut input = input(method, &criteria, &rows);
        input["normalisation"] = json!(normalisation);
        assert_near(&scores(&result(input)), &expected, 1e-8);
    }
}

/// The same example by the preference functions of `pymcdm` 1.4.0.
#[test]
fn every_preference_function_agrees_with_pymcdm() {
    let cases = [
        ("usual", [0.538_461_538, -0.298_076_923, -0.173_076_923, -0.317_307_692, 0.25]),
        ("u-shape", [0.403_846_154, -0.269_230_769, -0.115_384_615, -0.326_923_077, 0.307_692_308]),
        ("v-shape", [0.308_653_846, -0.193_910_256, -0.125, -0.258_012_821, 0.268_269_231]),
        ("level", [0.283_653_846, -0.173_076_923, -0.120_192_308, -0.25, 0.259_615_385]),
        ("linear", [0.245_352_564, -0.152_884_615, -0.108_012_821, -0.246_153_846, 0.261_698_718]),
    ];
    for (preference, expected) in cases {
        let criterion = |name: &str, weight: u32, direction: &str, q: u32, p: u32| {
            json!({ "name": name, "weight": weight, "direction": direction,
                "preference": preference, "indifference": q, "strict": p })
        };
        let result = result(json!({
            "method": "promethee-ii",
            "criteria": [
                criterion("a", 8, "max", 10, 40),
                criterion("b", 5, "max", 5, 30),
                criterion("c", 6, "min", 8, 20),
                criterion("d", 7, "min", 2, 10),
            ],
            "alternatives": [
                { "name": "1", "scores": [96, 83, 75, 7] },
                { "name": "2", "scores": [63, 5, 56, 9] },
                { "name": "3", "scores": [72, 30, 32, 48] },
                { "name": "4", "scores": [11, 4, 27, 9] },
                { "name": "5", "scores": [77, 21, 17, 11] },
            ],
        }));
        assert_near(&scores(&result), &expected, 1e-8);
    }
}

/// Barron & Barrett (1996): centroids of four ranks; Stillwell, Seaver & Edwards (1981): rank sums.
#[test]
fn an_order_of_importance_becomes_weights() {
    let cases = [
        ("rank-order-centroid", [1, 2, 3, 4], [0.5208, 0.2708, 0.1458, 0.0625]),
        ("rank-sum", [1, 2, 3, 4], [0.4, 0.3, 0.2, 0.1]),
        ("rank-sum", [1, 2, 2, 4], [0.4, 0.25, 0.25, 0.1]),
    ];
    for (weighing, ranks, expected) in cases {
        let criteria: Vec<Value> = ranks
            .iter()
            .enumerate()
            .map(|(at, rank)| json!({ "name": format!("c{at}"), "importance": rank }))
            .collect();
        let result = result(json!({
            "weighing": weighing,
            "criteria": criteria,
            "alternatives": [{ "name": "A", "scores": [1, 2, 3, 4] }],
        }));
        let criteria = result["criteria"].as_array().expect("a list");
        let weights: Vec<f64> =
            criteria.iter().map(|one| one["weight"].as_f64().expect("a number")).collect();
        assert_near(&weights, &expected, 0.0001);
    }
}

//! Published apportionments.

use super::super::{Method, Rule, apportion_counts};

fn places(method: Method, total: u64, bases: &[u64]) -> Vec<u64> {
    let shared = apportion_counts(&Rule::new(method), total, bases).expect("is shared");
    assert_eq!(shared.tie, None);
    shared.places
}

/// United States Census Bureau, 2020 Census, apportionment population and number of representatives
/// by state (table 1, 26 April 2021): 435 seats by equal proportions.
#[test]
fn the_house_of_2020_is_apportioned_as_published() {
    const STATES: [(u64, u64); 50] = [
        (5_030_053, 7),
        (736_081, 1),
        (7_158_923, 9),
        (3_013_756, 4),
        (39_576_757, 52),
        (5_782_171, 8),
        (3_608_298, 5),
        (990_837, 1),
        (21_570_527, 28),
        (10_725_274, 14),
        (1_460_137, 2),
        (1_841_377, 2),
        (12_822_739, 17),
        (6_790_280, 9),
        (3_192_406, 4),
        (2_940_865, 4),
        (4_509_342, 6),
        (4_661_468, 6),
        (1_363_582, 2),
        (6_185_278, 8),
        (7_033_469, 9),
        (10_084_442, 13),
        (5_709_752, 8),
        (2_963_914, 4),
        (6_160_281, 8),
        (1_085_407, 2),
        (1_963_333, 3),
        (3_108_462, 4),
        (1_379_089, 2),
        (9_294_493, 12),
        (2_120_220, 3),
        (20_215_751, 26),
        (10_453_948, 14),
        (779_702, 1),
        (11_808_848, 15),
        (3_963_516, 5),
        (4_241_500, 6),
        (13_011_844, 17),
        (1_098_163, 2),
        (5_124_712, 7),
        (887_770, 1),
        (6_916_897, 9),
        (29_183_290, 38),
        (3_275_252, 4),
        (643_503, 1),
        (8_654_542, 11),
        (7_715_946, 10),
        (1_795_045, 2),
        (5_897_473, 8),
        (577_719, 1),
    ];
    let populations = STATES.map(|(population, _)| population);
    assert_eq!(populations.iter().sum::<u64>(), 331_108_434);
    let seats = STATES.map(|(_, seats)| seats);
    assert_eq!(places(Method::HuntingtonHill, 435, &populations), seats);
    // The Bureau's own note: New York would have kept its 27th seat with 89 inhabitants more.
    let mut more = populations;
    more[31] += 88;
    assert_eq!(places(Method::HuntingtonHill, 435, &more)[31], 26);
    more[31] += 1;
    assert_eq!(places(Method::HuntingtonHill, 435, &more)[31], 27);
}

/// Balinski & Young, *Fair Representation*: five methods, five results.
#[test]
fn the_methods_differ_as_in_the_textbook() {
    for (method, expected) in [
        (Method::Adams, [9, 7, 5, 3, 2]),
        (Method::Dean, [9, 7, 5, 4, 1]),
        (Method::HuntingtonHill, [9, 7, 6, 3, 1]),
        (Method::SainteLague, [9, 8, 5, 3, 1]),
        (Method::DHondt, [10, 7, 5, 3, 1]),
        (Method::LargestRemainder, [9, 7, 5, 4, 1]),
    ] {
        assert_eq!(places(method, 26, &[9061, 7179, 5259, 3319, 1182]), expected, "{method}");
    }
}

/// The examples of the encyclopaedia's articles on the largest remainder and on the highest averages.
#[test]
fn quotas_and_divisors_give_the_usual_examples() {
    let parties = [47_000, 16_000, 15_900, 12_000, 6_000, 3_100];
    assert_eq!(places(Method::LargestRemainder, 10, &parties), [5, 2, 1, 1, 1, 0]);
    assert_eq!(places(Method::Droop, 10, &parties), [5, 2, 2, 1, 0, 0]);
    let votes = [53_000, 24_000, 23_000];
    assert_eq!(places(Method::SainteLague, 7, &votes), [3, 2, 2]);
    assert_eq!(places(Method::DHondt, 7, &votes), [4, 2, 1]);
}

/// The paradox in its smallest form: with populations 6, 6 and 2 the third loses a place when there are
/// eleven instead of ten.
#[test]
fn the_largest_remainder_has_the_alabama_paradox() {
    assert_eq!(places(Method::LargestRemainder, 10, &[6, 6, 2]), [4, 4, 2]);
    assert_eq!(places(Method::LargestRemainder, 11, &[6, 6, 2]), [5, 5, 1]);
    for method in Method::ALL.into_iter().filter(|method| !method.is_quota()) {
        let at = |total| apportion_counts(&Rule::new(method), total, &[6, 6, 2]).expect("shared");
        let (ten, eleven) = (at(10), at(11));
        let most = |shared: &super::super::Apportionment, unit: usize| {
            let waits = shared.tie.as_ref().is_some_and(|tie| tie.units.contains(&unit));
            shared.places[unit] + u64::from(waits)
        };
        for unit in 0..3 {
            assert!(most(&eleven, unit) >= ten.places[unit], "{method}");
        }
    }
}

/// With fewer places than units the methods whose first divisor is zero give one to the largest.
#[test]
fn fewer_places_than_units_go_to_the_largest() {
    for method in Method::ALL.into_iter().filter(|method| method.gives_everyone_one()) {
        assert_eq!(places(method, 2, &[5, 0, 9, 7]), [0, 0, 1, 1], "{method}");
        assert_eq!(places(method, 3, &[1, 0, 900, 70]), [1, 0, 1, 1], "{method}");
    }
}

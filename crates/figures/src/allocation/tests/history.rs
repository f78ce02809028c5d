//! Apportionments that were carried out: parliaments, by the numbers their law counted.

use super::super::{Bounds, Method, Rule, apportion, apportion_counts};
use super::exacts;

fn places(method: Method, total: u64, bases: &[u64]) -> Vec<u64> {
    let shared = apportion_counts(&Rule::new(method), total, bases).expect("is shared");
    assert_eq!(shared.tie, None);
    shared.places
}

fn within(method: Method, total: u64, bases: &[u64], least: &[u64]) -> Vec<u64> {
    let bounds: Vec<Bounds> = least.iter().map(|&least| Bounds { least, most: total }).collect();
    let shared = apportion(&Rule::new(method), total, &exacts(bases), &bounds).expect("is shared");
    assert_eq!(shared.tie, None);
    shared.places
}

/// The first census, 1790: Virginia, Massachusetts, Pennsylvania, North Carolina, New York, Maryland,
/// Connecticut, South Carolina, New Jersey, New Hampshire, Vermont, Georgia, Kentucky, Rhode Island and
/// Delaware. Source: Balinski & Young, *Fair Representation*, appendix B.
const STATES_1790: [u64; 15] = [
    630_560, 475_327, 432_879, 353_523, 331_589, 278_514, 236_841, 206_236, 179_570, 141_822,
    85_533, 70_835, 68_705, 68_446, 55_540,
];

/// Hamilton's bill of 120 seats, which Washington vetoed, and the act of 1792 by Jefferson.
#[test]
fn the_first_house_is_jeffersons_and_the_vetoed_one_hamiltons() {
    assert_eq!(STATES_1790.iter().sum::<u64>(), 3_615_920);
    assert_eq!(
        places(Method::LargestRemainder, 120, &STATES_1790),
        [21, 16, 14, 12, 11, 9, 8, 7, 6, 5, 3, 2, 2, 2, 2]
    );
    assert_eq!(
        places(Method::DHondt, 105, &STATES_1790),
        [19, 14, 13, 10, 10, 8, 7, 6, 5, 4, 2, 2, 2, 2, 1]
    );
}

/// The tenth census, 1880, in the order of the alphabet from Alabama to Wisconsin, with the seats of the
/// act of 1882. Source: Balinski & Young, appendix B.
const STATES_1880: [(u64, u64); 38] = [
    (1_262_505, 8),
    (802_525, 5),
    (864_694, 6),
    (194_327, 1),
    (622_700, 4),
    (146_608, 1),
    (269_493, 2),
    (1_542_180, 10),
    (3_077_871, 20),
    (1_978_301, 13),
    (1_624_615, 11),
    (996_096, 7),
    (1_648_690, 11),
    (939_946, 6),
    (648_936, 4),
    (934_943, 6),
    (1_783_085, 12),
    (1_636_937, 11),
    (780_773, 5),
    (1_131_597, 7),
    (2_168_380, 14),
    (452_402, 3),
    (62_266, 1),
    (346_991, 2),
    (1_131_116, 7),
    (5_082_871, 34),
    (1_399_750, 9),
    (3_198_062, 21),
    (174_768, 1),
    (4_282_891, 28),
    (276_531, 2),
    (995_577, 7),
    (1_542_359, 10),
    (1_591_749, 11),
    (332_286, 2),
    (1_512_565, 10),
    (618_457, 4),
    (1_315_497, 9),
];
const ALABAMA: usize = 0;
const ILLINOIS: usize = 8;
const NEVADA: usize = 22;
const TEXAS: usize = 33;

/// By the largest remainder, with Nevada's one seat given beside the quotas as the chief clerk did, so
/// that the last seat by remainders falls away for it.
fn beside_nevada(total: u64) -> Vec<u64> {
    let states = STATES_1880.map(|(population, _)| population);
    let shared = apportion_counts(&Rule::new(Method::LargestRemainder), total, &states);
    let mut shared = shared.expect("is shared");
    assert_eq!(shared.places[NEVADA], 0);
    let [last] = shared.last[..] else { panic!("one has the smallest remainder") };
    shared.places[last] -= 1;
    shared.places[NEVADA] += 1;
    shared.places
}

/// 325 seats were chosen because the methods of Hamilton and Webster agreed.
#[test]
fn the_house_of_1882_is_the_same_by_two_methods() {
    let states = STATES_1880.map(|(population, _)| population);
    assert_eq!(states.iter().sum::<u64>(), 49_371_340);
    let seats = STATES_1880.map(|(_, seats)| seats);
    assert_eq!(seats.iter().sum::<u64>(), 325);
    assert_eq!(beside_nevada(325), seats);
    assert_eq!(within(Method::SainteLague, 325, &states, &[1; 38]), seats);
}

/// The paradox that has its name from here: of 299 seats Alabama had 8, of 300 only 7.
#[test]
fn alabama_loses_a_seat_when_there_is_one_more() {
    let three = |total| [ALABAMA, ILLINOIS, TEXAS].map(|state| beside_nevada(total)[state]);
    assert_eq!(three(299), [8, 18, 9]);
    assert_eq!(three(300), [7, 19, 10]);
}

/// Folketing, 5 June 2019: A, V, O, B, F, Ø, C, Å, D, I. All 175 seats by the largest remainder
/// (folketingsvalgloven § 77). Source: Statistics Denmark, Folketingsvalget den 5. juni 2019.
#[test]
fn the_folketing_of_2019_is_shared_by_the_largest_remainder() {
    let votes =
        [914_882, 826_161, 308_513, 304_714, 272_304, 245_100, 233_865, 104_278, 83_201, 82_270];
    assert_eq!(
        places(Method::LargestRemainder, 175, &votes),
        [48, 43, 16, 16, 14, 13, 12, 5, 4, 4]
    );
}

/// Folketing, 1 November 2022: A, V, M, F, Æ, I, C, Ø, B, D, Å, O. A won 50 constituency seats, one more
/// than its 49 by the vote; it kept them, and the rest was shared among the others (§ 77(4)). Source:
/// Lex, "Folketingsvalg 2022"; Statistics Denmark, press release of 3 November 2022.
#[test]
fn the_folketing_of_2022_keeps_the_seat_that_was_won_beyond_the_vote() {
    let votes = [
        971_995, 470_546, 327_699, 293_186, 286_796, 278_656, 194_820, 181_452, 133_931, 129_524,
        117_567, 93_428,
    ];
    let mut least = [0; 12];
    assert_eq!(within(Method::LargestRemainder, 175, &votes, &least)[0], 49);
    least[0] = 50;
    assert_eq!(
        within(Method::LargestRemainder, 175, &votes, &least),
        [50, 23, 16, 15, 14, 14, 10, 9, 7, 6, 6, 5]
    );
}

/// Bundestag, 27 September 2009: CDU, SPD, FDP, Die Linke, Grüne, CSU; 598 seats before the 24 overhang
/// seats (CDU 194 and CSU 45 with them). Source: Bundeswahlleiter, Endgültiges Ergebnis, 14 October 2009.
#[test]
fn the_bundestag_of_2009_is_shared_by_sainte_lague() {
    let votes = [11_828_277, 9_990_488, 6_316_080, 5_155_933, 4_643_272, 2_830_238];
    let seats = places(Method::SainteLague, 598, &votes);
    assert_eq!(seats, [194 - 21, 146, 93, 76, 68, 45 - 3]);
}

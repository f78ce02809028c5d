use jiff::{Timestamp, ToSpan};

use crate::access::Grant;
use crate::accounts::rules::{may_be_given, wait};
use crate::accounts::{AccountError, Email, HeldGrant, Password, is_over};

#[test]
fn an_address_is_what_mail_can_reach() {
    for good in ["a@b.dk", " Anna.Ågård@Kommune.dk ", "a+b@c.d.e"] {
        assert!(good.parse::<Email>().is_ok(), "{good}");
    }
    assert_eq!(" A@B.DK ".parse::<Email>().unwrap().as_str(), "a@b.dk");
    for bad in ["", "a", "a@", "@b.dk", "a@b", "a@b..dk", "a b@c.dk", "a@b@c.dk", "a@b.dk\r\nX: y"]
    {
        assert!(bad.parse::<Email>().is_err(), "{bad}");
    }
    let long = format!("{}@b.dk", "a".repeat(250));
    assert!(long.parse::<Email>().is_err());
}

#[test]
fn a_password_is_long_rather_than_strange() {
    assert!(matches!(Password::new("kort"), Err(AccountError::Short(4))));
    assert!(Password::new("ålegræs ålegræs").is_ok());
    assert!(matches!(Password::new(&"x".repeat(201)), Err(AccountError::Long)));
    assert!(!format!("{:?}", Password::new("hemmeligheden")).contains("hemmelig"));
}

#[test]
fn after_so_many_failed_attempts_one_waits_until_the_oldest_that_counts_is_out_of_the_window() {
    let now = Timestamp::from_second(1_700_000_000).unwrap();
    let ago = |minutes: i64| now.saturating_sub(minutes.minutes()).unwrap();
    assert_eq!(wait(&[ago(1), ago(2)], 3, now), None);
    assert_eq!(wait(&[ago(1), ago(2), ago(5)], 3, now), Some(ago(-10)));
    assert_eq!(wait(&[ago(1), ago(2), ago(15)], 3, now), None);
}

#[test]
fn a_session_ends_after_two_idle_hours_and_after_twelve() {
    let now = Timestamp::from_second(1_700_000_000).unwrap();
    let ago = |minutes: i64| now.saturating_sub(minutes.minutes()).unwrap();
    assert!(!is_over(ago(700), ago(119), now));
    assert!(is_over(ago(700), ago(121), now));
    assert!(is_over(ago(721), ago(1), now));
}

#[test]
fn nobody_has_a_role_twice_at_the_same_time() {
    let term = |role: &str, first: Option<&str>, last: Option<&str>| Grant {
        first_day: first.map(|day| day.parse().unwrap()),
        last_day: last.map(|day| day.parse().unwrap()),
        ..role.parse().unwrap()
    };
    let id = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
    let held = [HeldGrant { id, grant: term("member@kkr/A", None, Some("2026-06-30")) }];
    for (grant, may) in [
        (term("member@kkr/A", None, None), false),
        (term("member@kkr/V", Some("2026-06-30"), None), false),
        (term("member@kkr/A", Some("2026-07-01"), None), true),
        (term("member@sund/A", None, None), true),
        (term("chair@kkr/A", None, None), true),
    ] {
        assert_eq!(may_be_given(&grant, &held).is_ok(), may, "{grant:?}");
    }
    let groupless = may_be_given(&term("secretary@kkr/A", None, None), &[]);
    assert!(matches!(groupless, Err(AccountError::Groupless)));
}

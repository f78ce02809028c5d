//! The demonstration's figures: the example each kind's template begins with, and beside it the tables of
//! training places of two years for two programmes, and committees filled at once.

use anyhow::Result;
use raadslag_app::archive::Archive;
use raadslag_app::figures::Draft;
use raadslag_document::Access;
use raadslag_figures::{Kind, from_toml};

/// Kind, name in addresses and input of the further ones.
const FURTHER: [(Kind, &str, &str); 4] = [
    (Kind::Allocation, "sosu-hjaelpere-2025", include_str!("figures/sosu-hjaelpere-2025.toml")),
    (Kind::Allocation, "sosu-assistenter-2025", include_str!("figures/sosu-assistenter-2025.toml")),
    (Kind::Allocation, "sosu-assistenter-2026", include_str!("figures/sosu-assistenter-2026.toml")),
    (Kind::Election, "konstituering-naestved", include_str!("figures/konstituering-naestved.toml")),
];

/// Publishes them; gives how many.
pub(super) async fn publish(archive: &Archive) -> Result<usize> {
    let examples = Kind::ALL.into_iter().map(|kind| (kind, None, kind.example()));
    let further = FURTHER.into_iter().map(|(kind, slug, toml)| (kind, Some(slug), toml));
    let mut count = 0;
    for (kind, slug, toml) in examples.chain(further) {
        let intake = from_toml(toml, &kind.schema())?;
        let slug = slug.map(str::to_owned);
        archive.publish_figure(&Draft { kind, intake, slug, access: Access::Open }).await?;
        count += 1;
    }
    Ok(count)
}

#[cfg(test)]
mod tests {
    use raadslag_figures::{Context, Kind, from_toml};

    use super::FURTHER;

    #[test]
    fn every_figure_of_the_demonstration_computes_and_the_tables_add_up() {
        let context = Context { today: jiff::civil::date(2025, 9, 2) };
        for (kind, slug, toml) in FURTHER {
            let intake = from_toml(toml, &kind.schema()).expect(slug);
            let json = kind.compute(&intake, context).expect(slug).json();
            if kind == Kind::Allocation {
                let units = json["units"].as_array().expect(slug);
                let sum =
                    |key: &str| units.iter().filter_map(|unit| unit[key].as_u64()).sum::<u64>();
                assert_eq!(Some(sum("announced")), json["total"].as_u64(), "{slug}");
                assert_eq!(sum("places"), sum("announced"), "{slug}");
            }
        }
    }
}

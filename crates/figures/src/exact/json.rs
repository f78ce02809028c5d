//! Numbers in JSON and other formats of serde.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::Exact;

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(integer) = self.to_i64() {
            return serializer.serialize_i64(integer);
        }
        let float = self.to_f64();
        if Self::from_float(float).as_ref() == Some(self) {
            return serializer.serialize_f64(float);
        }
        serializer.serialize_str(&self.to_fraction())
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Exact;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Exact, E> {
                Ok(integer.into())
            }
            fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Exact, E> {
                Ok(integer.into())
            }
            fn visit_f64<E: de::Error>(self, float: f64) -> Result<Exact, E> {
                Exact::from_float(float).ok_or_else(|| E::custom("NaN and infinity are no numbers"))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exact, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

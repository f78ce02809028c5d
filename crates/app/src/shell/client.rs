use std::convert::Infallible;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// The other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Peer(pub(super) IpAddr);

/// The network address a request comes from: the connection's other end, or, where that is a proxy
/// on this machine, the one the proxy names last in `X-Forwarded-For`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Client(IpAddr);

impl fmt::Display for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Client {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<Peer>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Peer(address)| *address);
        if !peer.is_loopback() {
            return Ok(Self(peer));
        }
        let named = parts.headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
        let last = named.and_then(|named| named.rsplit(',').next());
        let last = last.and_then(|address| address.trim().parse().ok());
        Ok(Self(last.unwrap_or(peer)))
    }
}

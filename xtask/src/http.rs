//! A client just large enough to ask our own server on loopback.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result};

/// An answer.
pub(crate) struct Answer {
    /// The status code.
    pub(crate) status: u16,
    /// The head's lines, the status line first.
    pub(crate) head: String,
    /// The body, text or not.
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Gets `path` from the server at `address`.
pub(crate) fn get(address: SocketAddr, path: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))
        .with_context(|| format!("no server answers on {address}"))?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    // HTTP/1.0: the body ends where the connection does, so no chunks have to be put together.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {address}\r\nAccept: text/html,*/*\r\n\r\n")?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).with_context(|| format!("no whole answer for {path}"))?;
    parse(&bytes).with_context(|| format!("the answer for {path} is not HTTP"))
}

fn parse(bytes: &[u8]) -> Option<Answer> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head, body: bytes[end + 4..].to_vec() })
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn status_headers_and_body_are_told_apart() {
        let answer = parse(b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>\r\n\r\n")
            .expect("it is HTTP");
        assert_eq!(answer.status, 404);
        assert_eq!(answer.header("content-type"), Some("text/html"));
        assert_eq!(answer.text(), "<p>\r\n\r\n");
        assert!(parse(b"hello").is_none());
    }
}

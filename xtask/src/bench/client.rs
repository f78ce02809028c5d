//! A client that keeps its connection, as browsers and programs do.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::http::Answer;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(2);

/// What is asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    /// "GET", say.
    pub(crate) method: &'static str,
    /// The address within the site.
    pub(crate) path: String,
    /// Names and values.
    pub(crate) headers: Vec<(&'static str, String)>,
    /// What is sent along.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// Asks for a path.
    pub(crate) fn get(path: &str) -> Self {
        Self { method: "GET", path: path.to_owned(), ..Self::default() }
    }

    /// Sends the fields of a form.
    pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Self {
        let encoded = |(name, value): &(&str, &str)| format!("{name}={}", percent(value));
        let body = fields.iter().map(encoded).collect::<Vec<_>>().join("&").into_bytes();
        let request = Self { method: "POST", path: path.to_owned(), body, ..Self::default() };
        request.header("Content-Type", "application/x-www-form-urlencoded")
    }

    /// The same with a header more.
    pub(crate) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As it goes over the wire.
    pub(crate) fn bytes(&self, address: SocketAddr) -> Vec<u8> {
        let mut head = format!("{} {} HTTP/1.1\r\nHost: {address}\r\n", self.method, self.path);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if self.method != "GET" {
            head += &format!("Content-Length: {}\r\n", self.body.len());
        }
        [head.as_bytes(), b"\r\n", &self.body].concat()
    }
}

/// A connection, opened again where the server has closed it while nothing was asked.
pub(crate) struct Connection {
    address: SocketAddr,
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Opens it.
    pub(crate) fn open(address: SocketAddr) -> Result<Self> {
        Ok(Self { address, stream: BufReader::with_capacity(1 << 16, connect(address)?) })
    }

    /// Sends a request and reads the whole answer.
    pub(crate) fn ask(&mut self, request: &Request) -> Result<Answer> {
        let bytes = request.bytes(self.address);
        self.send(&bytes).with_context(|| format!("{} {}", request.method, request.path))
    }

    /// Sends what [`Request::bytes`] gave and reads the whole answer.
    pub(crate) fn send(&mut self, bytes: &[u8]) -> Result<Answer> {
        let is_open = self.stream.get_mut().write_all(bytes).is_ok()
            && self.stream.fill_buf().is_ok_and(|read| !read.is_empty());
        if !is_open {
            *self = Self::open(self.address)?;
            self.stream.get_mut().write_all(bytes)?;
        }
        read(&mut self.stream)
    }
}

fn connect(address: SocketAddr) -> Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, Duration::from_secs(5))
        .with_context(|| format!("no server answers on {address}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

/// Reads an answer with its length told or in chunks.
fn read(stream: &mut impl BufRead) -> Result<Answer> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        ensure!(stream.read_line(&mut head)? > 0, "the connection was closed in the head");
    }
    let head = head.trim_end().to_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.with_context(|| format!("no status in `{head}`"))?;
    let mut answer = Answer { status, head, body: Vec::new() };
    answer.body = match (answer.header("content-length"), answer.header("transfer-encoding")) {
        (Some(length), _) => whole(stream, length.parse()?)?,
        (None, Some("chunked")) => chunks(stream)?,
        // What has no body says nothing of one.
        (None, None) if matches!(status, 204 | 304) => Vec::new(),
        _ => bail!("no length in `{}`", answer.head),
    };
    Ok(answer)
}

fn whole(stream: &mut impl Read, length: usize) -> Result<Vec<u8>> {
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn chunks(stream: &mut impl BufRead) -> Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let length = usize::from_str_radix(line.trim(), 16)
            .with_context(|| format!("`{}` is no length of a chunk", line.trim()))?;
        body.extend(whole(stream, length)?);
        whole(stream, 2)?;
        if length == 0 {
            return Ok(body);
        }
    }
}

/// A value as forms send it.
fn percent(text: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
            char::from(byte).to_string()
        }
        b' ' => "+".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encoded).collect()
}

#[cfg(test)]
mod tests {
    use super::{Request, read};

    #[test]
    fn a_body_is_read_by_its_length_or_in_chunks_and_no_further() {
        for (sent, body) in [
            ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP", "abc"),
            (
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\nHTTP",
                "abc",
            ),
            ("HTTP/1.1 204 No Content\r\n\r\nHTTP", ""),
        ] {
            let mut stream = sent.as_bytes();
            assert_eq!(read(&mut stream).expect(sent).text(), body, "{sent}");
            assert_eq!(stream, b"HTTP", "{sent}");
        }
        assert!(read(&mut &b"HTTP/1.1 200 OK\r\n\r\n"[..]).is_err());
    }

    #[test]
    fn a_form_is_sent_as_browsers_do() {
        let request = Request::form("/log-ind", &[("email", "a@b.dk"), ("navn", "Sorø K")]);
        let bytes = request.bytes("127.0.0.1:1".parse().expect("an address"));
        let expected = "POST /log-ind HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\
            Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 31\r\n\r\n\
            email=a%40b.dk&navn=Sor%C3%B8+K";
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }
}

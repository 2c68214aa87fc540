//! How a proxy lets people sign in. reqwest reports that a tunnel was refused, and not what the proxy wants.

use std::io;

use reqwest::Url;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::ProxyServer;

const MAX_HEAD_BYTES: usize = 16 * 1024;
const MAX_HEADERS: usize = 64;
const AUTHENTICATION_REQUIRED: u16 = 407;

/// Whether one of the header `Proxy-Authenticate`'s values stands for a name and a password (RFC 7617). The others are
/// NTLM, Negotiate (Kerberos), Digest and Bearer. A proxy without the header is asked with a password all the same.
pub(crate) fn takes_password<'a>(methods: impl IntoIterator<Item = &'a [u8]>) -> bool {
    let mut methods = methods.into_iter().peekable();
    methods.peek().is_none() || methods.any(names_basic)
}

/// Reads the schemes of one value, such as « NTLM, Basic realm="Agence, Lens" »: a scheme begins an element of the list.
fn names_basic(method: &[u8]) -> bool {
    let method = String::from_utf8_lossy(method);
    let mut elements = method.split(',').map(str::trim_start);
    elements.any(|element| {
        let scheme = element.split_ascii_whitespace().next().unwrap_or_default();
        scheme.eq_ignore_ascii_case("basic")
    })
}

/// Asks a proxy for a tunnel without a name and a password, and reads whether it wants something else. False when it does
/// not say.
pub(super) async fn takes_no_password(server: &ProxyServer, target: &Url) -> bool {
    match refusal(server, target).await {
        Ok(Some(head)) => !accepts_password(&head).unwrap_or(true),
        Ok(None) => false,
        Err(error) => {
            tracing::debug!(kind = ?error.kind(), "the proxy does not say what it wants");
            false
        }
    }
}

/// The head of the proxy's answer. None for a proxy that speaks through TLS, or SOCKS.
async fn refusal(server: &ProxyServer, target: &Url) -> io::Result<Option<Vec<u8>>> {
    let url = &server.0;
    let (Some(proxy), Some(port)) = (url.host_str(), url.port_or_known_default()) else {
        return Ok(None);
    };
    let (Some(host), Some(target_port)) = (target.host_str(), target.port_or_known_default()) else {
        return Ok(None);
    };
    if url.scheme() != "http" {
        return Ok(None);
    }
    // An address of IPv6 stands in brackets in a URL.
    let mut connection = TcpStream::connect((proxy.trim_matches(['[', ']']), port)).await?;
    let authority = format!("{host}:{target_port}");
    let request = format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n");
    connection.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    let mut connection = connection.take(MAX_HEAD_BYTES as u64);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if connection.read_buf(&mut head).await? == 0 {
            return Ok(None);
        }
    }
    Ok(Some(head))
}

/// Whether a refusal names a password; none when it is no refusal.
fn accepts_password(head: &[u8]) -> Option<bool> {
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut answer = httparse::Response::new(&mut headers);
    answer.parse(head).ok()?;
    if answer.code != Some(AUTHENTICATION_REQUIRED) {
        return None;
    }
    let methods = answer.headers.iter();
    let methods = methods.filter(|header| header.name.eq_ignore_ascii_case("proxy-authenticate"));
    Some(takes_password(methods.map(|header| header.value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_is_found_among_the_methods_of_a_proxy() {
        let takes = |methods: &[&str]| takes_password(methods.iter().map(|method| method.as_bytes()));
        assert!(takes(&["Basic realm=\"Agence\""]));
        assert!(takes(&["Negotiate", "NTLM", "basic realm=\"a\""]));
        assert!(takes(&["NTLM, Basic realm=\"Agence, Lens\""]));
        assert!(!takes(&["Negotiate", "NTLM"]));
        assert!(!takes(&["Digest realm=\"Basic\", nonce=\"x\""]));
        assert!(takes(&[]), "it does not say");
    }

    #[test]
    fn only_a_refusal_says_what_a_proxy_wants() {
        let refused = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n";
        assert_eq!(accepts_password(refused), Some(false));
        assert_eq!(accepts_password(b"HTTP/1.1 200 Connected\r\n\r\n"), None);
        assert_eq!(accepts_password(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), None);
    }
}

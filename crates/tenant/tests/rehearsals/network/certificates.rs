//! Certificates: the landlord's, and one that no authority has signed.

use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivatePkcs8KeyDer},
};
use tokio_rustls::TlsAcceptor;

/// The only host name of the landlord.
pub const NAME: &str = "localhost";

/// The certificates of the landlord and of an impostor, and the authority that signs the landlord's.
pub struct Certificates {
    pub landlord: TlsAcceptor,
    /// The landlord's too, over HTTP/2.
    pub landlord_http2: TlsAcceptor,
    pub impostor: TlsAcceptor,
    pub authority: reqwest::Certificate,
}

impl Certificates {
    pub fn issue() -> Self {
        let authority_key = KeyPair::generate().expect("a key");
        let mut authority = CertificateParams::new([]).expect("no name");
        authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = authority.self_signed(&authority_key).expect("signed");
        let issuer = Issuer::new(authority, authority_key);

        let key = KeyPair::generate().expect("a key");
        let named = CertificateParams::new([NAME.to_owned()]).expect("a name");
        let vouched = named.signed_by(&key, &issuer).expect("signed");
        let own_key = KeyPair::generate().expect("a key");
        let unvouched = named.self_signed(&own_key).expect("signed");
        Self {
            landlord: acceptor(vouched.der().clone(), &key, &[]),
            landlord_http2: acceptor(vouched.der().clone(), &key, &[b"h2"]),
            impostor: acceptor(unvouched.der().clone(), &own_key, &[]),
            authority: reqwest::Certificate::from_der(root.der()).expect("a certificate"),
        }
    }
}

fn acceptor(certificate: CertificateDer<'static>, key: &KeyPair, protocols: &[&[u8]]) -> TlsAcceptor {
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key.into())
        .expect("a certificate and its key");
    config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

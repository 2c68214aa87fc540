//! Where a request comes from, and the quotas of it (S23).

use std::{iter, net::IpAddr};

use super::{Quota, address_subject};
use crate::{
    figures::AtMost,
    keys::{Hash, ServiceKey},
    operations::event::Event,
    refusal::Refusal,
    store::{Reading, Writing},
};

/// Bytes of an IPv6 network wider than a /64, and how many times the limits of a /64 it has. A customer may have a
/// /56 or a /48, but others may share it.
const WIDER: [(usize, i64); 2] = [(7, 2), (6, 4)];

/// An address and, for IPv6, the customer's networks that it may lie in: /64, /56 and /48. An IPv4 address has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Source {
    /// As [`address_subject`] says.
    nearest: Hash,
    /// From the narrowest to the widest, each with its multiple of a limit.
    wider: Vec<(Hash, i64)>,
}

impl Source {
    pub(crate) fn of(key: &ServiceKey, address: IpAddr) -> Self {
        let wider = match address.to_canonical() {
            IpAddr::V4(_) => Vec::new(),
            IpAddr::V6(address) => {
                let octets = address.octets();
                let network = |bytes| key.derive_lasting("quota-address", &[&octets[..bytes]]);
                WIDER.map(|(bytes, times)| (network(bytes), times)).to_vec()
            }
        };
        Self {
            nearest: address_subject(key, address),
            wider,
        }
    }

    /// The same networks for one tenant code: what is counted there counts for no other.
    pub(crate) fn within(&self, key: &ServiceKey, tenant: &Hash) -> Self {
        let within = |network: &Hash| key.derive_lasting("quota-address-of-tenant", &[tenant, network]);
        let wider = self.wider.iter();
        Self {
            nearest: within(&self.nearest),
            wider: wider.map(|(network, times)| (within(network), *times)).collect(),
        }
    }

    /// The quota subject of the address itself.
    pub(crate) fn nearest(&self) -> &Hash {
        &self.nearest
    }

    /// The quota subjects, each with its multiple of a limit.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (&Hash, i64)> {
        let wider = self.wider.iter().map(|(network, times)| (network, *times));
        iter::once((&self.nearest, 1)).chain(wider)
    }
}

/// A quota per source. The limits of a figure are those of an address or a /64; wider networks have a multiple.
pub(crate) struct SourceQuota(Quota);

impl SourceQuota {
    pub(super) const fn new(kind: &'static str, limits: &'static [AtMost], full: Event) -> Self {
        Self(Quota { kind, limits, full })
    }

    /// Refuses when the quota of one of the networks is full.
    pub(crate) async fn check(
        &self,
        reading: &mut Reading,
        source: &Source,
        now: i64,
    ) -> Result<(), Refusal> {
        for (network, times) in source.subjects() {
            self.0.check_times(reading, network, times, now).await?;
        }
        Ok(())
    }

    /// Counts one event, whether or not there is room for it.
    pub(crate) async fn count(
        &self,
        writing: &mut Writing,
        source: &Source,
        now: i64,
    ) -> Result<(), Refusal> {
        for (network, _) in source.subjects() {
            self.0.count(writing, network, now).await?;
        }
        Ok(())
    }

    /// Counts one event, or refuses and counts nothing.
    pub(crate) async fn consume(
        &self,
        writing: &mut Writing,
        source: &Source,
        now: i64,
    ) -> Result<(), Refusal> {
        self.check(writing, source, now).await?;
        self.count(writing, source, now).await
    }

    /// Deletes one event that was counted at this time, in advance.
    pub(crate) async fn take_back(
        &self,
        writing: &mut Writing,
        source: &Source,
        at: i64,
    ) -> Result<(), Refusal> {
        for (network, _) in source.subjects() {
            self.0.take_back(writing, network, at).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> Vec<(Hash, i64)> {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("service.key");
        // Always the same key: hashes are compared between calls.
        std::fs::write(&path, "A".repeat(43)).expect("written");
        let key = ServiceKey::load_or_make(&path).expect("a key");
        let source = Source::of(&key, address.parse().expect("an address"));
        source
            .subjects()
            .map(|(subject, times)| (*subject, times))
            .collect()
    }

    #[test]
    fn s23_an_ipv6_address_counts_for_its_64_56_and_48() {
        let home = of("2001:db8:1:2::7");
        assert_eq!(
            home.iter().map(|(_, times)| *times).collect::<Vec<_>>(),
            [1, 2, 4]
        );
        for (neighbour, same) in [
            ("2001:db8:1:2:ffff::1", 3),
            ("2001:db8:1:ff::1", 2),
            ("2001:db8:1:ffff::1", 1),
            ("2001:db8:2:2::7", 0),
        ] {
            let neighbour_of = of(neighbour);
            let shared = home.iter().filter(|network| neighbour_of.contains(network));
            assert_eq!(shared.count(), same, "{neighbour}");
        }
    }

    #[test]
    fn s23_an_ipv4_address_counts_for_itself_however_it_is_written() {
        assert_eq!(of("198.51.100.7").len(), 1);
        assert_eq!(of("198.51.100.7"), of("::ffff:198.51.100.7"));
        assert_ne!(of("198.51.100.7"), of("198.51.100.8"));
    }
}

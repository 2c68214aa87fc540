//! Deterministic chance: a household's past is the same from day to day.

/// A number from 0 to below `bound` (at least 1), always the same for an occasion of a household.
pub(super) fn chance(household: usize, occasion: i64, what: &str, bound: i64) -> i64 {
    // SplitMix64 over the parts.
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let parts = what
        .bytes()
        .map(u64::from)
        .chain([household as u64, occasion.unsigned_abs()]);
    for part in parts {
        state = state.wrapping_add(part).wrapping_add(0x9E37_79B9_7F4A_7C15);
        state = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        state ^= state >> 31;
    }
    i64::try_from(state % bound.max(1).unsigned_abs()).unwrap_or(0)
}

//! (being written)
/// A tenant to try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShownTenant {
    /// Fifteen digits.
    pub tenant_code: &'static str,
    /// Name as on the documents.
    pub name: &'static str,
    /// Mobile on file, national form.
    pub mobile: &'static str,
    /// What there is to see, in French.
    pub what: &'static str,
}
/// Tenants to try.
pub const SHOWN_TENANTS: [ShownTenant; 0] = [];
/// Writes the exports.
///
/// # Errors
/// When a file cannot be written.
pub fn write_exports(_directory: &std::path::Path, _today: jiff::civil::Date) -> std::io::Result<()> {
    Ok(())
}

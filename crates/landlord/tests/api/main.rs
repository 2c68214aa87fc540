//! The API of the landlord service, on the real router and a real database.

mod enrolments;
mod rent_documents;
mod robot_checks;
mod service;
mod sessions;

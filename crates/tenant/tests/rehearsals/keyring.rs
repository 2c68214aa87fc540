//! The keyring matrix (R6): a tenant's life with a keyring that fails from each of its calls on, in turn.

mod failing;
mod life;
mod matrix;

//! The keyring matrix (R6): a tenant's life here with a keyring that fails at each of its calls in turn.

mod failing;
mod life;
mod matrix;

"""Money: appropriations, frames, commitments, and the ledger that every krone goes through."""

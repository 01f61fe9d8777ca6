"""Documents that are issued, versioned and kept: a pure context and a template each."""

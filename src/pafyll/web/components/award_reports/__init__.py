"""Reports on awards of collective schemes, the same at the desks of an owner and of a provider."""

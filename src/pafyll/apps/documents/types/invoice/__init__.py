"""To whoever pays: what it is for, the tax, and how it is paid."""

"""To an owner: what it sent about its needs, when it was stored, and the fingerprint that proves it."""

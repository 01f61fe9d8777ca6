"""The seeds and the tools of the demonstration."""

"""The representative's desk: what employees' representatives may read."""

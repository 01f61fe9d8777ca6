"""Which status may follow which, as tables. Every status is a key; a terminal one has an empty set."""

"""Public figures: what is counted, tables with their totals, which cells must be hidden, and historic tables."""

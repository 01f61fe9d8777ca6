"""Study programmes and the offers of a study year."""

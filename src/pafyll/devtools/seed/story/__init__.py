"""The story world: a fictive county with a small and a large municipality, the cast, and its application rounds."""

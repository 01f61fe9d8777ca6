"""Work from a file: tried first without doing anything, then done row by row, and undone where that is safe."""

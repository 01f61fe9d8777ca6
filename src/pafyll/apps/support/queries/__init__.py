"""Lists as they stand on the pages."""

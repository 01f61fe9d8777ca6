"""Public figures: what was counted when, in releases that stay as they were published."""

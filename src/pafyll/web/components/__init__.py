"""Parts that more than one desk uses: the page frame, tags, styles, gates and the style guide."""

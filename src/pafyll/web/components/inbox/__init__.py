"""«Oppgaver»: what waits for somebody at a desk, the same at every desk (see urls.inbox_urls)."""

"""Cases, decisions with grounds, and the history of who did what when and why."""

"""For everyone: catalogue, rules, deadlines and log-in. No log-in needed."""

"""To whoever was invoiced: what is taken off an invoice, and why."""

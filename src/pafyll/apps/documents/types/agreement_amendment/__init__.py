"""A numbered amendment: what is changed in an agreement, and what it does to the money and the invoices."""

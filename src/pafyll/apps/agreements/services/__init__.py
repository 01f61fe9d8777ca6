"""What is done with agreements and invoices."""

"""The pages of agreements and invoices, the same at every desk whose people are a party."""

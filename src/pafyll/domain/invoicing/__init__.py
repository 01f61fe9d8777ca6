"""Invoices and credit notes: lines, value added tax, totals, KID, and the plan that they are made from."""

"""The agreement between a provider and a counterpart: the parties' duties, money, invoices and how it ends."""

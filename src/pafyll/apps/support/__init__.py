"""Help for those who use Påfyll: changes of organisations, bulk work from a file, and what people get wrong."""

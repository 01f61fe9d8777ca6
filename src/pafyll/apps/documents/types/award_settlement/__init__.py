"""To a recipient: what becomes of every krone of an award after the final report, with grounds and how to appeal."""

"""What may be done with rounds, applications, rankings and runs: one module per actor."""

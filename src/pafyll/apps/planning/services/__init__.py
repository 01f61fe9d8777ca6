"""What may be done with staff, qualifications, deviations and assumptions."""

"""The directorate's and the County Governor's desk: rounds, allocation, review and decision."""

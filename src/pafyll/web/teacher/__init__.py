"""The teacher's desk: my application, my turn, my decision."""

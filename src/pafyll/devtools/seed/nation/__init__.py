"""A whole nation by size: real municipalities and counties, invented schools and people, one round ready to allocate.

What is known and where it stands:
- municipalities and counties: the division of 1 January 2024 (data/municipalities-2024.csv), as in Statistics
  Norway's standard classification of municipalities;
- applicants by county: the printed table for 2017, moved to today's counties (counties.py);
- applicants by subject, and how many the owners approved: the spring of 2018 (subjects.py, sizes.py).

What is not known is drawn from a fixed seed and resembles nothing in particular: how big each municipality and school
is, who teaches what, every rate and every budget.
"""

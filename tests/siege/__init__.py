"""Web, worker and database processes, each in a network of its own, killed and cut off from each other at random.

`python -m tests.siege --rounds 60` runs it (make siege: 200 rounds). What was acknowledged must be there once.
"""

"""A place to try the API: each client makes a world of its own, generates what is in it, and clears it.

A world is a database of its own, so nothing that one client does can be seen by another, and clearing leaves nothing.
"""

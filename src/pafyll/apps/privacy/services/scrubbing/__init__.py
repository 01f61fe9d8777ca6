"""What is past its time is removed by the rules of the register: a module for each kind, listed in `rules.py`."""

"""An assignment between a school and a university: teams, gates and prices."""

"""To a participant and her owner: the decision on a change of study, with grounds and what it does to the money."""

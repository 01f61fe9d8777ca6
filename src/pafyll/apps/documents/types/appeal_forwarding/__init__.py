"""To the appeals body, with a copy to the party: the appeal and what the first instance says about it."""

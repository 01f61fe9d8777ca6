"""To the owner: what the state promises for its teachers, when to confirm them, and the conditions."""

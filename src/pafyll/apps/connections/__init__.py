"""Other systems: the keys they come with, how often they call, what they were answered, and what they are told."""

"""Other systems: the keys they come with, how often they call, and what they were answered."""

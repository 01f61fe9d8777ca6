"""For development and demonstration: the story world, previews and log in as. Nobody imports it."""

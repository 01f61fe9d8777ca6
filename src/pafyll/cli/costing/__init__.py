"""What `pafyll cost` and `pafyll schemes` need: the question, its answer in tables or JSON, and the list of schemes."""

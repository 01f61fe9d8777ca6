"""The parts of `pafyll distribute`: reading, telling and writing."""

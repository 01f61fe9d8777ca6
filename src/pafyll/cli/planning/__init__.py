"""The parts of `pafyll plan`: reading, building the problem, telling and writing."""

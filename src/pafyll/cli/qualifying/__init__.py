"""What `pafyll qualifications` does with a file of staff."""

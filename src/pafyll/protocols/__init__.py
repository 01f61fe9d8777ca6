"""The protocol of a run: what a person reads, signs and files. One content for command line and web, no Django."""

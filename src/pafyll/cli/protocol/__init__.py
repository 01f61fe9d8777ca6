"""The protocol of a run: what a person reads, signs and files. One content, shown as HTML and as PDF."""

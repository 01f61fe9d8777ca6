"""One file per family of commands; a command reads its arguments, lets others work, and prints."""

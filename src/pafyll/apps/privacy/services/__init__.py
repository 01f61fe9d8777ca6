"""What is done: a period entered, a reading noted, deletion asked for, and what is past its time removed."""

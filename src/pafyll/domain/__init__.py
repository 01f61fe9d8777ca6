"""The rules: pure Python that reads like the regulation. No Django, no clock, no input or output."""

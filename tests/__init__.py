"""The test suite. `python -m tests.run` runs all of it; `pytest tests/<folder>` a part."""

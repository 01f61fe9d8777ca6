"""The test suite. `python -m tests.run` runs all of it; `pytest tests/<folder>` a part."""

from pafyll.integrations.postgresql.reading import this_process_reads_everything

this_process_reads_everything("a test makes and reads its rows; what a client asks for is read on its behalf")

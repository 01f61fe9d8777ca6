"""What shows that Påfyll does what it says."""

from pafyll.integrations.postgresql.reading import this_process_reads_everything

this_process_reads_everything("a measurement makes and reads its rows")

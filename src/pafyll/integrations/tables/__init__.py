"""Tables from outside: CSV, Excel and Parquet files read with care, and every fault told with row and remedy."""

from pafyll.integrations.tables.checks import Checked, check
from pafyll.integrations.tables.columns import Column, Kind, Spec
from pafyll.integrations.tables.faults import Fault, faults_as_csv
from pafyll.integrations.tables.reader import RawTable, Unreadable, read

__all__ = ["Checked", "Column", "Fault", "Kind", "RawTable", "Spec", "Unreadable", "check", "faults_as_csv", "read"]

"""What every factory has in common, and the moment at which the tests stand unless they say otherwise."""

from __future__ import annotations

from datetime import date, datetime

from factory.builder import DeclarationSet
from factory.django import DjangoModelFactory

from pafyll.integrations.clock import OSLO

TODAY = date(2026, 3, 10)  # the owners' window of the round 2026/27
NOW = datetime(2026, 3, 10, 10, tzinfo=OSLO)

# A trait that is off is asked for, refused in a message with all that its factory declares, and passed over: to write
# that message took a sixteenth of the suite.
DeclarationSet.__repr__ = object.__repr__  # type: ignore[method-assign]


class Factory(DjangoModelFactory):
    """A factory that saves once: nothing is written again after the related rows are made."""

    class Meta:
        abstract = True
        skip_postgeneration_save = True

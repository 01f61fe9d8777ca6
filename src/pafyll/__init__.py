"""Påfyll: from a need in a classroom to a place, the money and an explained decision."""

__version__ = "0.1.0"

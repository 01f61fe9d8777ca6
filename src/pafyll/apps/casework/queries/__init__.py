"""Decisions, appeals, outages and histories, as the pages list them."""

from pafyll.apps.casework.queries.history import VERBS, HistoryRow, decisions_about, history_of

__all__ = ["VERBS", "HistoryRow", "decisions_about", "history_of"]

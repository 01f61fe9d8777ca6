"""A plan for all owners who share the country's places, as jobs: one sets it together, many work for some owners."""

from pafyll.apps.planning.services.nation.starting import NationTerms, start_nation, stop_nation, try_again

__all__ = ["NationTerms", "start_nation", "stop_nation", "try_again"]

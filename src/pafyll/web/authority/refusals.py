"""A service's no, put where the person can do something about it: the same at every desk."""

from pafyll.web.components.refusals import tried

__all__ = ["tried"]

"""Fills the database: the story world that people and tests share, and a whole nation for the speed work."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

SIZES = {
    "story": "pafyll.devtools.seed.story.planting:plant_story",
    "nation": "pafyll.devtools.seed.nation.planting:plant_nation",
    "trondheim-2011": "pafyll.devtools.seed.trondheim.planting:plant_trondheim",
    "short-nation": "pafyll.devtools.seed.nation.planting:plant_short_nation",
}


def plant(size: str, *, tell: Callable[[str], object] = lambda text: None) -> None:
    """Plants a world of the size in an empty database; tell is called with a line for each part."""
    module, function = SIZES[size].split(":")
    getattr(import_module(module), function)(tell)

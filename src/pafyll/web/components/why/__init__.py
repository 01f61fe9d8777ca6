"""Why a figure is what it is: the rule and where it stands, what the figure is made of, and when.

A page shows it beside the figure (components/why.html), so whoever sees the figure sees why, and nobody else does.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Why:
    """The answer. inputs are (what, how much or which), in the order that the rule uses them.

    url is the public page where the rule stands, where there is one. anchor names the answer on its page, so that
    others can link to it.
    """

    figure: str
    rule: str
    source: str
    inputs: tuple[tuple[str, str], ...]
    when: str
    url: str = ""
    anchor: str = "hvorfor"

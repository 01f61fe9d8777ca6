"""Whom a step is for: kinds, counties, regions or named recipients; what is not said fits all."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.distribution.recipients import KINDS, Recipient
from pafyll.domain.grants.distribution.texts import Text, listed, plain


@dataclass(frozen=True)
class Selection:
    """All lists that are given must fit."""

    kinds: tuple[str, ...] = ()
    counties: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def is_by_kind_only(self) -> bool:
        """Whether the kind alone decides."""
        return not (self.counties or self.regions or self.numbers)

    def fits(self, recipient: Recipient) -> bool:
        """Whether the recipient is among them."""
        return (
            (not self.kinds or recipient.kind in self.kinds)
            and (not self.counties or recipient.county in self.counties)
            and (not self.regions or recipient.region in self.regions)
            and (not self.numbers or recipient.number in self.numbers)
        )

    def words(self) -> Text:
        """«kommunene og de private eierne i fylke 18»."""
        kinds = listed([Text(KINDS[kind]) for kind in self.kinds]) if self.kinds else Text("alle mottakerne")
        said = Text("{kinds}", {"kinds": kinds})
        for template, names in (
            ("{who} i fylke {names}", self.counties),
            ("{who} i kompetanseregion {names}", self.regions),
            ("{who} med organisasjonsnummer {names}", self.numbers),
        ):
            if names:
                said = Text(template, {"who": said, "names": listed([plain(name) for name in names])})
        return said


EVERYBODY = Selection()

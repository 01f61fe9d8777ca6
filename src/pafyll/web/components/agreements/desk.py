"""What a desk says about itself when it takes the pages of agreements in."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

NAMES = (
    "agreements",
    "agreement",
    "agreement_version",
    "sign_agreement",
    "return_agreement",
    "agreement_file",
    "agreement_incident",
    "end_incident",
    "invoices",
    "invoice",
    "invoice_file",
)


@dataclass(frozen=True)
class AgreementDesk:
    """The desk's URL namespace, and of which kinds the parties are that it is for: none is the provider's own desk."""

    name: str
    kinds: tuple[str, ...] = ()

    @property
    def to(self) -> dict[str, str]:
        """The addresses' names by what they are."""
        return {one: f"{self.name}:{one}" for one in NAMES}

    @property
    def is_provider(self) -> bool:
        return not self.kinds

    def mine(self, viewer_organisations: frozenset[int], party: str) -> Q:
        """The rows of this desk: the viewer's own provider's, or those where a party of the kinds is theirs."""
        if self.is_provider:
            return Q(provider__in=viewer_organisations)
        return Q(**{f"{party}__in": viewer_organisations, f"{party}__kind__in": self.kinds})

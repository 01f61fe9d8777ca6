"""A small municipality: Siri has the case, Marit decides, Eli is a colleague; Leif and Randi speak for the unions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from pafyll.apps.accounts.models import User
from pafyll.apps.casework import figures, resolving
from pafyll.apps.casework.figures import Figure, Offered, UnknownFigure
from pafyll.apps.casework.models import Case, CaseBody, CasePaper
from pafyll.apps.casework.resolving import Opened, Opening, Target
from pafyll.apps.casework.services.cases import WantedBody, WantedCase, create_case
from pafyll.apps.casework.services.drafting import draft_paper
from pafyll.apps.organisations.models import Organisation, RoleGrant
from tests.factories import OrganisationFactory, PersonFactory, RoleGrantFactory, UserFactory
from tests.factories.base import NOW

Role = RoleGrant.Role
AVAILABLE = "purse:2027:available"


@dataclass
class Purse:
    """A budget in miniature that answers for figures and opens quotas: what it says now, and what it has opened."""

    amounts: dict[str, int] = field(default_factory=lambda: {AVAILABLE: 2_000_000})
    opened: list[Opening] = field(default_factory=list)

    def resolve(self, reference: str, *, owner: Organisation) -> Figure:
        if reference not in self.amounts:
            raise UnknownFigure(reference)
        amount = self.amounts[reference]
        return Figure(amount, "NOK", f"{amount} kr", "Disponibelt i 2027", "Budsjettet for 2027", "/eier/budsjett/")

    def offer(self, *, owner: Organisation, about: str) -> list[Offered]:
        proposal = f"Kommunen bruker {{{AVAILABLE}}} til videreutdanning."
        return [
            Offered(AVAILABLE, "Disponibelt i 2027"),
            Offered(AVAILABLE, "", "proposal", sentence=proposal, opens="pocket", target="purse:1", quantity=40),
        ]

    def open(self, opening: Opening) -> list[Opened]:
        self.opened.append(opening)
        return [Opened(f"{opening.quantity} plasser", "/eier/plan/")]


@pytest.fixture
def purse(monkeypatch: pytest.MonkeyPatch) -> Purse:
    """Stands in for an app above, in registries of its own."""
    registry: Any = figures._registry
    monkeypatch.setattr(registry, "resolve", {})
    monkeypatch.setattr(registry, "offer", {})
    monkeypatch.setattr(resolving._registry, "kinds", {})
    made = Purse()
    figures.register("purse", made.resolve, offer=made.offer)
    targets = [Target("purse:1", "Pungen")]
    resolving.when_resolved("pocket", made.open, label="Lomme", owner="planning", targets=lambda owner: targets)
    return made


@pytest.fixture
def fjordvik(db: None) -> Organisation:
    return OrganisationFactory(municipality=True, name="Fjordvik kommune")


def _works(name: str, role: str, organisation: Organisation) -> User:
    user = UserFactory(username=name, first_name=name.title(), last_name="Nordmann")
    person = PersonFactory(user=user, first_name=name.title(), last_name="Nordmann")
    RoleGrantFactory(person=person, role=role, organisation=organisation)
    return user


@pytest.fixture
def siri(fjordvik: Organisation) -> User:
    return _works("siri", Role.OWNER_OFFICER, fjordvik)


@pytest.fixture
def eli(fjordvik: Organisation) -> User:
    return _works("eli", Role.OWNER_OFFICER, fjordvik)


@pytest.fixture
def marit(fjordvik: Organisation) -> User:
    return _works("marit", Role.OWNER_DECIDER, fjordvik)


@pytest.fixture
def ola(db: None) -> User:
    return _works("ola", Role.OWNER_DECIDER, OrganisationFactory(municipality=True, name="Storby kommune"))


@pytest.fixture
def union(db: None) -> Organisation:
    return OrganisationFactory(union=True, name="Utdanningsforbundet Fjordvik")


@pytest.fixture
def leif(union: Organisation) -> User:
    return _works("leif", Role.UNION_REPRESENTATIVE, union)


@pytest.fixture
def randi(db: None) -> User:
    other = OrganisationFactory(union=True, name="Skolelederforbundet Innhavet")
    return _works("randi", Role.UNION_REPRESENTATIVE, other)


@pytest.fixture
def case(purse: Purse, fjordvik: Organisation, siri: User) -> Case:
    """Siri's case about next year, with the executive board to resolve and a committee to hear it."""
    bodies = (WantedBody("Formannskapet", CaseBody.Part.RESOLVES), WantedBody("Oppvekst", CaseBody.Part.HEARS))
    wanted = WantedCase("Videreutdanning 2026/27", bodies=bodies)
    return create_case(owner=fjordvik, wanted=wanted, by=siri, at=NOW)


@pytest.fixture
def paper(case: Case, siri: User) -> CasePaper:
    return draft_paper(case=case, by=siri, at=NOW)


@pytest.fixture(autouse=True)
def standing_clock(clock: Any) -> None:
    """Noon on 10 March 2026 for the pages."""

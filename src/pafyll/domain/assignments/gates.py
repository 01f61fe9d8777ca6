"""What must be in place before an assignment starts, in order, and who has what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.domain.answers import Answer, no, yes
from pafyll.domain.lifecycles.assignment_papers import BudgetStatus, ChecklistStatus
from pafyll.domain.values import Kroner

# Who has what is missing: the words of the roles.
HOLDERS = {
    "coordinator": "koordinatoren for oppdrag",
    "project": "prosjektlederen",
    "economist": "prosjektøkonomen",
    "unit_head": "enhetslederen",
    "parties": "partene i avtalen",
}
STEPS = {
    "project_leader": "Prosjektleder",
    "classification": "Oppdrag eller bidrag",
    "project_list": "Prosjektlederens sjekkliste",
    "budget": "Pris og budsjett",
    "unit_list": "Enhetslederens sjekkliste",
    "agreement": "Avtale",
}


@dataclass(frozen=True)
class SignedList:
    """A checklist as it stands: its status, and the version of the budget that was signed when it was."""

    status: str
    budget_version: int | None = None
    list_version: int | None = None  # of the project's list, in the unit's


@dataclass(frozen=True)
class Standing:
    """What is in place for an assignment. None: nothing is begun. agreed is the sum of the signed agreement."""

    leader: str
    funding: str
    budget_funding: str  # what the signed budget was classified as
    budget_status: str | None
    budget_version: int | None
    budget_draft: int | None  # the version of a draft that is newer than what is signed
    price: Kroner | None
    project_list: SignedList | None
    project_list_version: int | None
    unit_list: SignedList | None
    agreement: str
    agreed: Kroner | None
    agreed_from: date | None
    agreed_to: date | None


@dataclass(frozen=True)
class Step:
    """One gate: whether it is open, and who has it when it is not."""

    code: str
    holder: str
    answer: Answer

    @property
    def label(self) -> str:
        return STEPS[self.code]

    @property
    def held_by(self) -> str:
        return HOLDERS[self.holder]


def steps_of(standing: Standing, *, starts_on: date, ends_on: date) -> list[Step]:
    """Every gate in its order, open or not."""
    return [
        Step("project_leader", "coordinator", _has_leader(standing)),
        Step("project_list", *_project_list(standing.project_list)),
        Step("classification", "economist", _is_classified(standing)),
        Step("budget", "economist", _has_budget(standing)),
        Step("unit_list", "unit_head", _unit_list(standing)),
        Step("agreement", "parties", _has_agreement(standing, starts_on, ends_on)),
    ]


def may_start(steps: list[Step]) -> Answer:
    """Whether the assignment can start: every gate is open. A no names everything that is missing, and who has it."""
    closed = [step for step in steps if not step.answer]
    if not closed:
        return yes()
    return no(
        "gates_closed",
        "Oppdraget kan ikke starte ennå. Dette mangler: {missing}.",
        missing=_named(closed),
    )


def _named(closed: list[Step]) -> Answer:
    """Each gate with who has it, one inside the other, so that every word can be said in the reader's language."""
    one = no("missing", "{what} ({who})", what=closed[0].label, who=closed[0].held_by)
    return one if len(closed) == 1 else no("missing", "{one}; {others}", one=one, others=_named(closed[1:]))


def papers_are_signed(steps: list[Step]) -> Answer:
    """Whether an agreement can be entered into: everything but the agreement is in place."""
    return may_start([step for step in steps if step.code != "agreement"])


def _has_leader(standing: Standing) -> Answer:
    if standing.leader:
        return yes()
    return no("no_project_leader", "Ingen er prosjektleder.", remedy="Sett en prosjektleder på oppdraget.")


def _is_classified(standing: Standing) -> Answer:
    if standing.funding:
        return yes()
    return no(
        "not_classified",
        "Det er ikke vurdert om dette er et oppdrag eller et bidrag.",
        law="F-07-13",
    )


def _project_list(found: SignedList | None) -> tuple[str, Answer]:
    """Who has the project's list now, and how it stands."""
    if found is None or found.status == ChecklistStatus.DRAFT:
        return "project", no("project_list_unsigned", "Prosjektlederen har ikke signert sjekklisten.")
    if found.status == ChecklistStatus.PRESENTED:
        return "economist", no("project_list_presented", "Prosjektøkonomen har ikke signert sjekklisten.")
    return "economist", yes()


def _has_budget(standing: Standing) -> Answer:
    if standing.budget_status != BudgetStatus.SIGNED:
        return no("budget_unsigned", "Budsjettet er ikke signert av prosjektøkonomen.")
    if standing.budget_funding != standing.funding:
        return no(
            "budget_of_another_class",
            "Oppdraget er klassifisert på nytt etter at budsjettet ble signert.",
            remedy="Lag et nytt budsjett.",
        )
    if standing.budget_draft is not None:
        return no(
            "budget_reopened",
            "Budsjettet er åpnet på nytt: versjon {version} er ikke signert.",
            version=standing.budget_draft,
        )
    return yes()


def _unit_list(standing: Standing) -> Answer:
    found = standing.unit_list
    if found is None or found.status != ChecklistStatus.SIGNED:
        return no("unit_list_unsigned", "Enhetslederen har ikke signert sjekklisten.")
    if found.budget_version != standing.budget_version or standing.budget_draft is not None:
        return no(
            "unit_list_of_another_budget",
            "Enhetslederen signerte da budsjettet var versjon {version}. Det er endret siden.",
            remedy="Åpne sjekklisten på nytt, og signer igjen.",
            version=found.budget_version or "–",
        )
    if found.list_version != standing.project_list_version:
        return no(
            "unit_list_of_another_list",
            "Prosjektlederens sjekkliste er åpnet etter at enhetslederen signerte.",
            remedy="Åpne sjekklisten på nytt, og signer igjen.",
        )
    return yes()


def _has_agreement(standing: Standing, starts_on: date, ends_on: date) -> Answer:
    if not standing.agreement:
        return no("agreement_unsigned", "Avtalen er ikke signert av begge parter.")
    if standing.agreed_from and standing.agreed_from > starts_on:
        return no(
            "agreement_starts_later",
            "Avtalen {number} gjelder først fra {day}. Oppdraget skal starte før.",
            number=standing.agreement,
            day=standing.agreed_from,
        )
    if standing.agreed_to and standing.agreed_to < ends_on:
        return no(
            "agreement_ends_before",
            "Avtalen {number} slutter {day}. Oppdraget skal vare lenger.",
            number=standing.agreement,
            day=standing.agreed_to,
        )
    return _is_of_the_budget(standing)


def _is_of_the_budget(standing: Standing) -> Answer:
    if standing.price is None or standing.agreed == standing.price:
        return yes()
    return no(
        "agreement_of_another_sum",
        "Avtalen {number} er på {agreed}, og budsjettet på {price}.",
        remedy="De to må være like: endre avtalen, eller lag et nytt budsjett.",
        number=standing.agreement,
        agreed=str(standing.agreed),
        price=str(standing.price),
    )

"""What a teacher sees: what is open, her application and what happens next, and what became of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, OuterRef, Prefetch, QuerySet, Subquery

from pafyll.apps.applications.models import (
    AllocationResult,
    Application,
    ApplicationVersion,
    PlaceOffer,
    Round,
    RoundRate,
)
from pafyll.apps.applications.permissions.applying import may_apply, may_edit, may_withdraw
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING, as_result
from pafyll.apps.casework.models import Decision
from pafyll.apps.documents.models import Document
from pafyll.apps.organisations.permissions import Viewer
from pafyll.domain.answers import Answer
from pafyll.domain.lifecycles.allocation import RunStatus
from pafyll.domain.lifecycles.application import ApplicationStatus as S
from pafyll.domain.lifecycles.freed_place import PlaceOfferStatus
from pafyll.domain.lifecycles.round import RoundStatus
from pafyll.domain.rules.approval import REFUSAL_REASONS
from pafyll.integrations.prepared import Prepared, Slot

TO_WRITE = ("round", "school", "owner", "offer_1__programme__provider", "offer_2__programme__provider")
AROUND = (*TO_WRITE, "person__user", "approval", "statement")
ANSWERED = {S.GRANTED, S.REFUSED, S.REJECTED}
WHY_NOT = ("refused_", "not_approved", "no_wishes", "unranked")


@dataclass(frozen=True)
class Desk:
    """The teacher's front page."""

    round: Round | None  # the one that is open, else the latest announced
    next_round: Round | None  # the next that opens
    may_apply: Answer | None
    current: Application | None
    earlier: tuple[Application, ...]


def my_applications(*, viewer: Viewer) -> QuerySet[Application]:
    """The viewer's own applications, newest first, with everything that a line about them needs."""
    mine = Application.objects.filter(person=viewer.person) if viewer.person else Application.objects.none()
    decided = AllocationResult.objects.filter(run__status=RunStatus.DECIDED).select_related(
        "offer__programme__provider"
    )
    accepted = PlaceOffer.objects.filter(status=PlaceOfferStatus.ACCEPTED).select_related(*WITH_EVERYTHING)
    return (
        mine.select_related(*AROUND)
        .prefetch_related(
            Prefetch("results", decided, to_attr="decided_results"),
            Prefetch("place_offers", accepted, to_attr="accepted_offers"),
        )
        .order_by("-round__study_year", "-pk")
    )


def my_application(*, viewer: Viewer, pk: int) -> Application | None:
    """One of them, without what was decided about it: for pages before that. None when not hers. One query."""
    return MINE.first(person=viewer.person.pk, pk=pk) if viewer.person else None


def my_application_to_write(*, viewer: Viewer, pk: int, alone: bool = False) -> Application | None:
    """The same for the form, without what others have said about it; alone: with its round and nothing more."""
    question = MINE_ALONE if alone else MINE_TO_WRITE
    found = question.first(person=viewer.person.pk, pk=pk) if viewer.person else None
    if found is not None and viewer.person is not None:
        found.person = viewer.person  # who is read already
    return found


def _mine() -> QuerySet[Application]:
    key = BigIntegerField()
    return Application.objects.filter(person=Slot("person", key), pk=Slot("pk", key))


LAST_NUMBER = Subquery(
    ApplicationVersion.objects.filter(application=OuterRef("pk")).order_by("-number").values("number")[:1]
)
MINE = Prepared(lambda: _mine().select_related(*AROUND))
MINE_TO_WRITE = Prepared(lambda: _mine().select_related(*TO_WRITE).annotate(last_number=LAST_NUMBER))
MINE_ALONE = Prepared(lambda: _mine().select_related("round"))


def my_desk(*, viewer: Viewer, at: datetime) -> Desk:
    """What the front page shows. Five queries."""
    rounds = list(Round.objects.exclude(status=RoundStatus.CLOSED).order_by("opens_at"))
    announced = [one for one in rounds if one.status != RoundStatus.DRAFT]
    started = [one for one in announced if one.opens_at <= at]
    round = next((one for one in started if one.takes_applications(at)), started[-1] if started else None)
    upcoming = next((one for one in rounds if one.opens_at > at), None)
    applications = list(my_applications(viewer=viewer))
    current = next((a for a in applications if round and a.round_id == round.pk and a.status != S.WITHDRAWN), None)
    return Desk(
        round=round,
        next_round=upcoming,
        may_apply=may_apply(viewer, round, at) if round else None,
        current=current,
        earlier=tuple(one for one in applications if one != current and one.status != S.DRAFT),
    )


@dataclass(frozen=True)
class Milestone:
    """A station on the way: what, when ("day" alone or "from"–"to"), and whether it is past, now or later."""

    code: str
    state: str
    on: date | datetime | None = None
    from_day: datetime | None = None
    until: datetime | None = None
    supports: bool | None = None  # the principal's opinion, on the station where it was given


def way_of(application: Application, *, at: datetime) -> list[Milestone]:
    """The stations of an application in order. Exactly one is now, unless the way is at its end."""
    round, status = application.round, application.status
    statement = getattr(application, "statement", None)
    approval = getattr(application, "approval", None)
    is_stated = statement is not None and status != S.SUBMITTED
    stations: list[tuple[str, bool, dict[str, Any]]] = [
        ("sent", status != S.DRAFT, {"on": application.submitted_at, "until": round.teacher_closes_at}),
        (
            "stated",
            is_stated or approval is not None,
            {"on": statement.at if statement else None, "supports": statement.supports if statement else None},
        ),
        (
            "handled",
            approval is not None,
            {
                "on": approval.at if approval else None,
                "from_day": round.owner_opens_at,
                "until": round.owner_closes_at,
            },
        ),
        ("answered", status in {S.GRANTED, S.REFUSED}, {"on": round.result_on}),
        ("admitted", False, {"on": round.admission_on}),
    ]
    if status in {S.REJECTED, S.LAPSED, S.WITHDRAWN}:
        stations = [one for one in stations[:3] if one[1]]
    if status == S.REFUSED:
        stations = stations[:4]
    return _with_states(stations)


def _with_states(stations: list[tuple[str, bool, dict[str, Any]]]) -> list[Milestone]:
    here = next((i for i, (_code, done, _when) in enumerate(stations) if not done), len(stations))
    return [
        Milestone(code, "past" if i < here else "now" if i == here else "later", **when)
        for i, (code, _done, when) in enumerate(stations)
    ]


@dataclass(frozen=True)
class Outcome:
    """How it went, with the reasons: the chain's steps, or the owner's words."""

    is_answered: bool
    is_granted: bool
    result: AllocationResult | None
    steps: tuple[dict[str, Any], ...]  # as stored: {code, text, facts}
    owner_reason: str  # a domain text, "" when the owner said yes
    owner_words: str

    @property
    def why(self) -> list[dict[str, Any]]:
        """The first step that says why not, and what would have been enough: for a line in a list."""
        codes = [(str(step.get("code", "")), step) for step in self.steps]
        refused = [step for code, step in codes if code.startswith(WHY_NOT)]
        return refused[:1] + [step for code, step in codes if code.startswith("nearest")][:1]


def outcome_of(application: Application) -> Outcome:
    """What became of an application from my_applications(): no queries."""
    results = getattr(application, "decided_results", [])
    accepted = getattr(application, "accepted_offers", [])
    result = as_result(accepted[0]) if accepted else results[-1] if results else None
    approval = getattr(application, "approval", None)
    is_rejected = application.status == S.REJECTED and approval is not None
    reason = REFUSAL_REASONS.get(approval.reason_code) if is_rejected and approval else None
    return Outcome(
        is_answered=application.status in ANSWERED,
        is_granted=application.status == S.GRANTED,
        result=result,
        steps=tuple(result.chain.get("steps", ())) if result else (),
        owner_reason=reason.text if reason else "",
        owner_words=approval.reason if is_rejected and approval else "",
    )


@dataclass(frozen=True)
class Doings:
    """What the teacher may do with the application now."""

    edit: Answer
    withdraw: Answer


def doings(*, viewer: Viewer, application: Application, at: datetime) -> Doings:
    """The answers behind the buttons."""
    return Doings(may_edit(viewer, application, at), may_withdraw(viewer, application))


def versions_of(*, viewer: Viewer, application: Application) -> list[ApplicationVersion]:
    """What has been sent, newest first. One query."""
    return VERSIONS.ask(application=application.pk) if viewer.is_self(application.person_id) else []


VERSIONS = Prepared(
    lambda: ApplicationVersion.objects.filter(application=Slot("application", BigIntegerField())).order_by("-number")
)


def letters_to_me(*, viewer: Viewer, application: Application) -> QuerySet[Document]:
    """Letters about the application, without their bytes; a replaced one is left out. One query."""
    mine = viewer.is_self(application.person_id)
    letters = Document.objects.filter(about=application.about, replaced_by__isnull=True).defer("pdf", "text", "context")
    return letters if mine else letters.none()


def decision_to_me(*, viewer: Viewer, application: Application) -> Decision | None:
    """The decision on my application, or None before there is one. One query."""
    if not viewer.is_self(application.person_id):
        return None
    decisions = Decision.objects.filter(about=application.about).select_related("supersedes")
    return decisions.order_by("-decided_at", "-pk").first()


def rates_of(round: Round, scheme: str) -> QuerySet[RoundRate]:
    """What the state pays in a scheme in the round, with source. One query."""
    return round.rates.filter(scheme=scheme, payer="state").order_by("-per_30_credits")

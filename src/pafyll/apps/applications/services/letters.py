"""The letter of a decision: written from what the decision stored, set the first time somebody asks, and kept."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import AllocationResult, Application, PlaceOffer
from pafyll.apps.applications.queries.decided import sentences_of
from pafyll.apps.applications.queries.placed import WITH_EVERYTHING, as_result
from pafyll.apps.casework.models import Appeal, Decision
from pafyll.apps.casework.services.letters import appeal_right
from pafyll.apps.catalogue.models import StudyOffer
from pafyll.apps.documents.blocks import Head
from pafyll.apps.documents.models import Document
from pafyll.apps.documents.parts import MoneyLine, Reviewed, Signers, Study
from pafyll.apps.documents.services import issue
from pafyll.apps.documents.types.place_granted.type import PlaceGranted
from pafyll.apps.documents.types.place_refused.type import PlaceRefused
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.allocation import Text
from pafyll.domain.values import Credits, Kroner, SchoolYear
from pafyll.integrations.clock import OSLO

SCHEMES = {"substitute": "vikarordningen", "scholarship": "stipendordningen"}
TERMS = {"both": "høsten {autumn} og våren {spring}", "autumn": "høsten {autumn}", "spring": "våren {spring}"}


@transaction.atomic
def letter_of(*, decision: Decision, by: User | None, at: datetime, language: str = "nb") -> Document:
    """The decision's letter in the language. Set and kept the first time; afterwards the same bytes.

    A decision made anew after an appeal has the letter of the appeal, whatever language is asked for.
    """
    if decision.supersedes_id is not None:
        return _letter_of_appeal(decision)
    kind = f"place_{decision.outcome}"
    kept = Document.objects.filter(about=decision.about, kind=kind, language=language).order_by("-version").first()
    if kept is not None:
        return kept
    result = _result_of(decision)
    with override(language):
        context = _granted(decision, result) if result.is_granted else _refused(decision, result)
        head = _head(decision, result.application)
    document = issue(kind=kind, head=head, context=context, about=decision.about, by=by, at=at, language=language)
    Decision.objects.filter(pk=decision.pk, document__isnull=True).update(document=document)
    return document


def _letter_of_appeal(decision: Decision) -> Document:
    ended = Appeal.objects.select_related("outcome_decision__document").get(pk=decision.grounds["appeal"])
    assert ended.outcome_decision is not None
    assert ended.outcome_decision.document is not None
    return ended.outcome_decision.document


def _result_of(decision: Decision) -> AllocationResult:
    """What the run gave, or what was accepted when a place fell free."""
    if "place_offer" in decision.grounds:
        return as_result(PlaceOffer.objects.select_related(*WITH_EVERYTHING).get(pk=decision.grounds["place_offer"]))
    key = int(decision.about.removeprefix("application:"))
    results = AllocationResult.objects.select_related(
        "application__round",
        "application__person",
        "application__owner",
        "application__offer_1__programme__provider",
        "application__offer_2__programme__provider",
        "offer__programme__provider",
    )
    return results.get(run_id=decision.grounds["run"], application_id=key)


def _head(decision: Decision, application: Application) -> Head:
    sender = Organisation.objects.filter(kind=Organisation.Kind.DIRECTORATE).order_by("pk").first()
    person = application.person
    return Head(
        sender=sender.name if sender else _("Direktoratet"),
        recipient=str(person),
        dated_on=_day(decision),
        case_number=decision.case_number,
        recipient_lines=(person.email,) if person.email else (),
        contact=str(decision.prepared_by),
    )


def _day(decision: Decision) -> date:
    return decision.decided_at.astimezone(OSLO).date()


def _granted(decision: Decision, result: AllocationResult) -> PlaceGranted:
    application = result.application
    return PlaceGranted(
        study=_study(result.offer, application),
        choice=result.choice or 1,
        scheme=_(SCHEMES[result.scheme]),
        scheme_code=result.scheme,
        owner=application.owner.name if application.owner else "",
        admission_on=application.round.admission_on,
        grounds=_grounds(decision),
        money=tuple(_money(line) for line in decision.lines),
        reviewed=_reviewed(decision, application),
        signers=_signers(decision),
        appeal=appeal_right(decision),
    )


def _refused(decision: Decision, result: AllocationResult) -> PlaceRefused:
    application = result.application
    wishes = [application.offer_1, application.offer_2] if application.offer_1 else [None]
    *grounds, last = _grounds(decision)
    is_nearest = decision.grounds["steps"][-1]["code"].startswith("nearest")
    return PlaceRefused(
        study_year=str(application.round.school_year),
        wishes=tuple(_study(offer, application) for i, offer in enumerate(wishes) if i == 0 or offer is not None),
        owner=application.owner.name if application.owner else "",
        grounds=tuple(grounds if is_nearest else [*grounds, last]),
        reviewed=_reviewed(decision, application),
        signers=_signers(decision),
        nearest=last if is_nearest else "",
        reserve_position=result.reserve_position,
        appeal=appeal_right(decision),
    )


def _grounds(decision: Decision) -> tuple[str, ...]:
    """The chain's sentences in the language that is switched on."""
    return tuple(_said(text) for text in sentences_of(decision.grounds))


def _said(text: Text) -> str:
    return _(text.template).format_map({name: _said_fact(fact) for name, fact in text.facts.items()})


def _said_fact(fact: object) -> object:
    if isinstance(fact, Text):
        return _said(fact)
    return _(fact) if isinstance(fact, str) and fact else fact


def _money(line: dict[str, object]) -> MoneyLine:
    label = f"{_(str(line['label']))}, {line['budget_year']}"
    because = _(str(line["template"])).format_map(line["facts"])  # type: ignore[arg-type]
    return MoneyLine(label, Kroner(line["amount"]), because)


def _study(offer: StudyOffer | None, application: Application) -> Study:
    year = application.round.school_year
    terms = _terms(offer, application)
    if offer is None:
        return Study(
            name=application.other_study_name,
            provider=application.other_study_provider,
            credits=str(Credits(application.other_study_credits or 0)),
            study_year=str(year),
            semesters=terms,
        )
    programme = offer.programme
    return Study(programme.name, programme.provider.name, str(Credits(programme.credits)), str(year), terms)


def _terms(offer: StudyOffer | None, application: Application) -> str:
    year: SchoolYear = application.round.school_year
    wanted = application.semesters
    if offer is not None and offer.semesters < 2:
        wanted = "autumn" if offer.starts_in == "H" else "spring"
    return _(TERMS[wanted]).format(autumn=year.start, spring=year.start + 1)


def _reviewed(decision: Decision, application: Application) -> Reviewed:
    return Reviewed(
        rules_address=_rules_address(application.round.rule_set),
        decided_on=_day(decision),
        draw_seed=decision.grounds["draw_seed"],
    )


def _rules_address(rule_set: str) -> str:
    try:
        return "pafyll.example.no" + reverse("public:rules", args=[rule_set])
    except NoReverseMatch:
        return "pafyll.example.no"


def _signers(decision: Decision) -> Signers:
    return Signers(prepared_by=str(decision.prepared_by), decided_by=str(decision.decided_by))

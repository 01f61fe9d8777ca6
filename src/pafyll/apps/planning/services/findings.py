"""What a document says is stated fact by fact; what does not agree is found, and somebody says where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.models import Case
from pafyll.apps.casework.services import record, require
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import FindingStance, StatedDocument
from pafyll.apps.planning.permissions.findings import may_judge_findings
from pafyll.apps.planning.queries.findings import found
from pafyll.domain.answers import Answer, Refusal, no, yes
from pafyll.domain.planning.findings import Check, document_from
from pafyll.domain.rules.deadlines import norwegian_day

Facts = Mapping[str, Mapping[str, Any]]


@transaction.atomic
def state_document(
    *,
    owner: Organisation,
    case: Case | None,
    title: str,
    by: User,
    at: datetime,
    facts: Facts | None = None,
    checks: Sequence[Mapping[str, Any]] = (),
) -> StatedDocument:
    """A document to find contradictions in, with or without facts to begin with."""
    require(_may(owner, case, by, at))
    document_from({"title": title, "facts": facts or {}, "checks": checks})
    made = StatedDocument.objects.create(
        owner=owner, case=case, title=title, facts=dict(facts or {}), checks=list(checks), entered_by=by, entered_at=at
    )
    record(about=made.about, verb="stated", by=by, at=at, title=title)
    return made


@transaction.atomic
def add_fact(*, document: StatedDocument, fact: Mapping[str, Any], by: User, at: datetime) -> str:
    """One thing that the document says. A date is checked to exist by itself. The fact's key."""
    row = _held(document, by, at)
    key = f"f{max((int(one[1:]) for one in row.facts if one[1:].isdigit()), default=0) + 1}"
    checks = [{"kind": "date", "facts": [key]}] if fact.get("is_date") else []
    _keep(row, {**row.facts, key: dict(fact)}, [*row.checks, *checks])
    record(about=row.about, verb="fact_added", by=by, at=at, written=str(fact["written"]))
    return key


@transaction.atomic
def remove_fact(*, document: StatedDocument, key: str, by: User, at: datetime) -> None:
    """Takes a fact out, and the checks that need it. A fact that is gone already does nothing."""
    row = _held(document, by, at)
    if key not in row.facts:
        return
    checks = [check for check in map(_without(key), row.checks) if check is not None]
    record(about=row.about, verb="fact_removed", by=by, at=at, written=row.facts[key]["written"])
    _keep(row, {name: fact for name, fact in row.facts.items() if name != key}, checks)


@transaction.atomic
def add_check(*, document: StatedDocument, check: Check, by: User, at: datetime) -> None:
    """How some facts should hang together. The same check twice is one."""
    row = _held(document, by, at)
    require(_hangs_together(row.facts, check))
    plain = {"kind": check.kind, "facts": list(check.facts)} | ({"total": check.total} if check.total else {})
    if plain not in row.checks:
        _keep(row, row.facts, [*row.checks, plain])
        record(about=row.about, verb="check_added", by=by, at=at, kind=check.kind)


@transaction.atomic
def remove_check(*, document: StatedDocument, place: int, by: User, at: datetime) -> None:
    """Takes the check at the place out."""
    row = _held(document, by, at)
    if 0 <= place < len(row.checks):
        record(about=row.about, verb="check_removed", by=by, at=at, kind=row.checks[place]["kind"])
        _keep(row, row.facts, [*row.checks[:place], *row.checks[place + 1 :]])


@transaction.atomic
def remove_document(*, document: StatedDocument, by: User, at: datetime) -> None:
    """Takes the document out of the findings. It stays to be put back."""
    row = _held(document, by, at)
    if row.removed_at is None:
        StatedDocument.objects.filter(pk=row.pk).update(removed_by=by, removed_at=at)
        record(about=row.about, verb="removed", by=by, at=at, title=row.title)


@transaction.atomic
def restore_document(*, document: StatedDocument, by: User, at: datetime) -> None:
    """Puts the document back."""
    row = _held(document, by, at)
    if row.removed_at is not None:
        StatedDocument.objects.filter(pk=row.pk).update(removed_by=None, removed_at=None)
        record(about=row.about, verb="restored", by=by, at=at, title=row.title)


@transaction.atomic
def take_stance(
    *, owner: Organisation, case: Case | None, finding: str, kind: str, words: str, by: User, at: datetime
) -> FindingStance:
    """Says where the owner stands on a finding, in words. The document is not changed, and earlier words stay."""
    require(_may(owner, case, by, at))
    one = found(owner=owner, case=case, key=finding)
    if one is None:
        raise Refusal(_GONE)
    if kind not in FindingStance.Kind.values:
        raise Refusal(no("kind_missing", "Velg om feilen er erkjent eller forklart.", field="kind"))
    if not words.strip():
        raise Refusal(no("words_missing", "Skriv hvorfor.", field="words"))
    taken = FindingStance.objects.create(
        owner=owner, case=case, finding=finding, said=str(one.finding.text), kind=kind, words=words.strip(),
        taken_by=by, taken_at=at,
    )  # fmt: skip
    about = case.key if case else f"budget:{owner.pk}"
    record(about=about, verb="took_a_stance", by=by, at=at, why=words.strip(), kind=kind, finding=finding)
    return taken


_GONE = no(
    "finding_gone",
    "Dette stemmer nå, eller noe av det er endret siden du åpnet siden.",
    remedy="Gå tilbake til listen over funn.",
)


def _may(owner: Organisation, case: Case | None, by: User, at: datetime) -> Answer:
    day = norwegian_day(at)
    return may_judge_findings(viewer_of(by, day=day), owner, case, day=day)


def _held(document: StatedDocument, by: User, at: datetime) -> StatedDocument:
    """The document as it is now, for the one who may change it."""
    row = StatedDocument.objects.select_for_update().get(pk=document.pk)  # its case is read after the wait
    require(_may(row.owner, row.case, by, at))
    return row


def _keep(row: StatedDocument, facts: Mapping[str, Any], checks: Sequence[Mapping[str, Any]]) -> None:
    document_from({"title": row.title, "facts": facts, "checks": checks})
    row.facts, row.checks = dict(facts), list(checks)
    row.save(update_fields=["facts", "checks"])


def _without(key: str) -> Any:
    """A function that gives a check without the fact; None when it has no meaning without."""

    def changed(check: dict[str, Any]) -> dict[str, Any] | None:
        if key not in (*check["facts"], check.get("total")):
            return check
        left = [one for one in check["facts"] if one != key]
        return {**check, "facts": left} if check["kind"] == "date" and left else None

    return changed


def _hangs_together(facts: Facts, check: Check) -> Answer:
    """Whether the facts are of a sort that the check can compare."""
    chosen = [*check.facts, check.total]
    if check.kind not in ("product", "sum", "order") or not check.facts or not check.total:
        return no("facts_missing", "Velg hva som skal sammenlignes, og hva det skal stemme med.", field="facts")
    if any(one not in facts for one in chosen) or len(set(chosen)) < len(chosen):
        return no("same_fact", "Det som skal stemme, kan ikke være blant det du sammenligner.", field="total")
    wants_dates = check.kind == "order"
    if any(bool(facts[one].get("is_date")) != wants_dates for one in chosen):
        return no("other_sort", "Rekkefølge gjelder datoer. De andre sjekkene gjelder tall.", field="kind")
    if check.kind == "order" and len(check.facts) > 1:
        return no("one_earlier", "Velg bare én dato som kommer først.", field="facts")
    if check.kind == "product" and len(check.facts) < 2:
        return no("two_factors", "Velg minst to tall som skal ganges.", field="facts")
    return _same_units(facts, check)


def _same_units(facts: Facts, check: Check) -> Answer:
    units = [facts[one]["unit"] for one in (*check.facts, check.total)] if check.kind == "sum" else []
    if len(set(units)) > 1:
        return no("units_differ", "Kroner og lærere kan ikke legges sammen.", field="facts")
    if check.kind == "product":
        rate, *counts, total = [facts[one]["unit"] for one in (*check.facts, check.total)]
        if (rate, total) != ("NOK", "NOK") or "NOK" in counts:
            text = "Det må være én sats i kroner, ett eller flere antall, og en sum i kroner."
            return no("no_rate", text, field="facts")
    return yes()

"""How the recipients' own contributions stand, by the scheme year's own terms: it was announced with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.grants.models import Award, OwnContribution
from pafyll.domain.grants.own_contribution import Documented, Due, Standing, Terms, own_contributions, standing
from pafyll.domain.lifecycles.award import AwardStatus
from pafyll.domain.values import Kroner

STANDS = [one.value for one in AwardStatus if one != AwardStatus.DROPPED]


def own_standing(award: Award) -> Standing | None:
    """How the recipient's own contribution stands; None where the scheme year asks for none, or not of a provider.

    Two queries.
    """
    return own_standings(award.scheme_year, [award])[award.pk]


@dataclass(frozen=True)
class OwnReasons:
    """Why an owner must put in what it must: the rule's own words, where the rule stands, and what is entered."""

    due: Due
    source: str
    counted: Kroner
    not_counted: Kroner
    entries: int


def own_reasons(award: Award, standing: Standing) -> OwnReasons | None:
    """The reasons behind a standing; None where the recipient has nothing awarded yet. Two queries."""
    terms = own_terms(award.scheme_year)
    if terms is None:
        return None
    dues = _dues(terms, _standing_awards(award.scheme_year))
    due = next((one for one in dues if one.owner == str(award.recipient_id)), None)
    if due is None:
        return None
    entries = len(_entered([award])[award.pk])
    source = award.scheme_year.own_contribution_source
    return OwnReasons(due, source, standing.counted, standing.not_counted, entries)


def own_standings(year: SchemeYear, awards: Sequence[Award]) -> dict[int, Standing | None]:
    """The same for many awards of a scheme year, by the key of the award. Two queries, whatever their number."""
    terms = own_terms(year)
    if terms is None:
        return {award.pk: None for award in awards}
    due = {one.owner: one.kroner for one in _dues(terms, _standing_awards(year))}
    entered = _entered(awards)
    return {
        award.pk: standing(due.get(str(award.recipient_id), Kroner(0)), _documents(entered[award.pk]), terms)
        if award.recipient.is_owner
        else None
        for award in awards
    }


def _entered(awards: Sequence[Award]) -> dict[int, list[OwnContribution]]:
    found: dict[int, list[OwnContribution]] = defaultdict(list)
    for one in OwnContribution.objects.filter(award__in=[award.pk for award in awards], struck_out_at=None):
        found[one.award_id].append(one)
    return found


def own_terms(year: SchemeYear) -> Terms | None:
    """What the scheme year asks the owners to put in; None when nothing."""
    if not year.own_contribution_percent:
        return None
    return Terms(year.own_contribution_percent, year.own_contribution_base, year.own_working_time_counts)


def _standing_awards(year: SchemeYear) -> Iterable[Award]:
    return Award.objects.filter(scheme_year=year, status__in=STANDS).select_related("recipient")


def _dues(terms: Terms, awards: Iterable[Award]) -> tuple[Due, ...]:
    found = list(awards)
    grant = Kroner(sum(award.amount for award in found))
    owners = {str(award.recipient_id): award.kroner for award in found if award.recipient.is_owner}
    return own_contributions(terms, forum_grant=grant, owner_awards=owners)


def _documents(rows: Iterable[OwnContribution]) -> list[Documented]:
    return [Documented(row.kind, Kroner(row.amount), row.what) for row in rows]

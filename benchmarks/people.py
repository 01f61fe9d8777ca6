"""People and records that a page benchmark needs in a planted nation: who looks, at how long a list."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any


def allocated(round: Any, by: Any) -> Any:
    """A run over the whole round, calculated by the real service."""
    from pafyll.apps.applications.services.allocating import run_allocation

    return run_allocation(round=round, by=by, at=round.owner_closes_at + timedelta(days=1))


def with_role(name: str, role: str, organisation: Any) -> Any:
    """A log-in that holds the role for the organisation."""
    from pafyll.apps.accounts.models import User
    from pafyll.apps.organisations.models import Person, RoleGrant

    user = User.objects.create(username=f"bench-{name}")
    person = Person.objects.create(user=user, first_name=name, last_name="Måler", email=f"{name}@example.no")
    RoleGrant.objects.create(person=person, role=role, organisation=organisation, starts_on=date(2020, 1, 1))
    return user


def owner_with_a_list(round: Any, length: int) -> Any:
    """The owner with the longest list, made `length` long with other owners' ranked applications."""
    from django.db.models import Count

    from pafyll.apps.applications.models import Application, Ranking, RankingEntry

    ranking = Ranking.objects.filter(round=round).annotate(n=Count("entries")).order_by("-n", "pk").first()
    assert ranking is not None
    kept = list(ranking.entries.values_list("pk", flat=True)[:length])
    borrowed = RankingEntry.objects.filter(ranking__round=round).exclude(ranking=ranking).order_by("pk")
    entries = kept + list(borrowed.values_list("pk", flat=True)[: length - len(kept)])
    RankingEntry.objects.filter(ranking=ranking).exclude(pk__in=entries).delete()
    schools = list(ranking.owner.children.values_list("pk", flat=True))
    for position, entry in enumerate(RankingEntry.objects.filter(pk__in=entries), start=1):
        RankingEntry.objects.filter(pk=entry.pk).update(ranking=ranking, position=100_000 + position)
        school = schools[position % len(schools)]
        Application.objects.filter(pk=entry.application_id).update(owner=ranking.owner, school_id=school)
    for position, pk in enumerate(entries, start=1):
        RankingEntry.objects.filter(pk=pk).update(position=position)
    return ranking.owner

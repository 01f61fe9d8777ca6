"""From the forum's recommendation to proposed awards: one for each recipient of the chosen distribution."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pafyll.apps.accounts.models import User
from pafyll.apps.forums.models import Recommendation, SchemeYear
from pafyll.apps.forums.queries.distribution import distribution_of
from pafyll.apps.forums.services.recommending import recommendation_of
from pafyll.apps.grants.models import Award
from pafyll.apps.grants.services.proposing_awards import Recommended, propose_awards
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal, no
from pafyll.domain.grants.distribution import Distribution


def follow_recommendation(*, year: SchemeYear, by: User, at: datetime) -> list[Award]:
    """Proposes what the forum recommends, with the steps that gave each amount. Twice gives nothing new.

    Raises Refusal when nothing is recommended, or when the distribution pays somebody who is not in the register.
    """
    found = recommendation_of(year)
    if found is None:
        raise Refusal(
            no(
                "nothing_recommended",
                "Forumet har ikke innstilt på noen fordeling i denne ordningen.",
                remedy="Legg fram innstillingen først, eller legg inn tildelingene én for én.",
            )
        )
    return propose_awards(year=year, recommended=recommended_by(found), by=by, at=at)


def recommended_by(recommendation: Recommendation) -> list[Recommended]:
    """What each recipient is recommended. The distribution is worked out again and gives the same kroner."""
    done = distribution_of(recommendation.run)
    kroner = {str(number): int(amount) for number, amount in recommendation.run.lines if amount}
    found = {one.number: one for one in Organisation.objects.filter(number__in=kroner)}
    if unknown := sorted(kroner.keys() - found.keys()):
        raise Refusal(
            no(
                "recipient_not_registered",
                "Fordelingen gir penger til organisasjonsnummer {number}, som ikke er i registeret.",
                remedy="Legg organisasjonen inn, eller rett fordelingen og velg den på nytt.",
                number=unknown[0],
            )
        )
    purpose = recommendation.scheme_year.purpose or recommendation.scheme_year.title
    return [
        Recommended(found[number], kroner[number], purpose[:2000], chain=_chain(done, number))
        for number in sorted(kroner)
    ]


def _chain(done: Distribution, number: str) -> list[dict[str, Any]]:
    """The steps behind the recipient's kroner, in words, as a decision keeps them."""
    line = done.line_of(number)
    return [{"text": str(link), "kroner": int(link.kroner)} for link in line.chain] if line else []

"""The least and the most that anybody gets in a step."""

from __future__ import annotations

from pafyll.domain.answers import Refusal, no
from pafyll.domain.grants.distribution.fields import Field
from pafyll.domain.grants.distribution.texts import Text
from pafyll.domain.values import Kroner

LEAST = Field("least", "Minst til hver, i kroner", "kroner", is_required=False, default=0)
MOST = Field("most", "Mest til hver, i kroner", "kroner", is_required=False, default=None)
WORDS = {
    (True, True): "Ingen får mindre enn {least} eller mer enn {most}.",
    (True, False): "Ingen får mindre enn {least}.",
    (False, True): "Ingen får mer enn {most}.",
}


def words_of(least: int, most: int | None) -> Text | None:
    """The limits as a sentence; None without limits."""
    if not least and most is None:
        return None
    return Text(WORDS[bool(least), most is not None], {"least": Kroner(least), "most": Kroner(most or 0)})


def require_room(pot: Text, kroner: int, count: int, least: int, most: int | None, step: int) -> None:
    """Raises Refusal when the limits cross, or the pot cannot give everybody the least."""
    if most is not None and least > most:
        raise Refusal(
            no(
                "limits_crossed",
                "Steg {step}: minst {least} er mer enn mest {most}.",
                remedy="Bytt om de to, eller ta bort den ene.",
                step=step,
                least=Kroner(least),
                most=Kroner(most),
            )
        )
    if least * count > kroner:
        raise Refusal(
            no(
                "least_too_high",
                "Steg {step}: {pot} har {kroner}, men {count} mottakere skal ha minst {least}. Det blir {needs}.",
                remedy="Sett ned minstebeløpet, eller gi potten mer.",
                step=step,
                pot=pot,
                kroner=Kroner(kroner),
                count=count,
                least=Kroner(least),
                needs=Kroner(least * count),
            )
        )

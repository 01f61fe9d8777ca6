"""What is said about an offer: on one line in a list, property by property, and side by side with others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from pafyll.apps.catalogue.models import StudyOffer
from pafyll.web.components.tags.formats import credits, day, kroner, subject

MOST_OFFERS = 3


@dataclass(frozen=True)
class Row:
    """A property with its value for each offer."""

    label: str
    values: list[str]

    @property
    def differs(self) -> bool:
        return len(set(self.values)) > 1


def semesters_of(offer: StudyOffer) -> str:
    """Ett semester, høst."""
    length = ngettext("%(count)s semester", "%(count)s semestre", offer.semesters) % {"count": offer.semesters}
    start = _("start høsten") if offer.starts_in == "H" else _("start våren")
    return f"{length}, {start}"


def stages_of(offer: StudyOffer) -> str:
    """1.–7. trinn, or videregående opplæring."""
    stages = offer.programme.stages
    if stages == "vgo":
        return _("Videregående opplæring")
    return _("%(stages)s. trinn") % {"stages": stages.replace("-", ".–")} if stages else ""


def period_of(offer: StudyOffer) -> str:
    """24. august 2026 – 4. juni 2027, as far as it is known."""
    days = [day(one) for one in (offer.starts_on, offer.ends_on) if one]
    return " – ".join(days) or _("Ikke oppgitt")


def fee_of(offer: StudyOffer) -> str:
    """What the student pays herself."""
    if offer.fee is None:
        return _("Ikke oppgitt")
    return kroner(offer.fee) if offer.fee else _("Gratis")


def facts_of(offer: StudyOffer) -> str:
    """30 studiepoeng · Nett og samlinger (6 samlinger) · 25 plasser."""
    form = str(offer.get_mode_display())
    if offer.gatherings:
        meetings = ngettext("%(count)s samling", "%(count)s samlinger", offer.gatherings) % {"count": offer.gatherings}
        form = f"{form} ({meetings})"
    size = _("%(credits)s studiepoeng") % {"credits": credits(offer.programme.credits)}
    places = ngettext("%(count)s plass", "%(count)s plasser", offer.capacity) % {"count": offer.capacity}
    return f"{size} · {form} · {places}"


@dataclass(frozen=True)
class ListedOffer:
    """An offer as the catalogue lists it."""

    pk: int
    url: str
    name: str
    where: str
    subject: str
    facts: str


def listed(offers: Iterable[StudyOffer]) -> list[ListedOffer]:
    """The offers in the order given."""
    return [_listed(offer) for offer in offers]


def _listed(offer: StudyOffer) -> ListedOffer:
    where = ", ".join(filter(None, (offer.programme.provider.name, offer.place)))
    url = reverse("public:offer", args=[offer.pk])
    return ListedOffer(offer.pk, url, offer.programme.name, where, subject(offer.programme.subject), facts_of(offer))


PROPERTIES: Sequence[tuple[object, Callable[[StudyOffer], str]]] = (
    (gettext_lazy("Lærested"), lambda offer: offer.programme.provider.name),
    (gettext_lazy("Fag"), lambda offer: subject(offer.programme.subject)),
    (gettext_lazy("Trinn"), stages_of),
    (gettext_lazy("Studiepoeng"), lambda offer: credits(offer.programme.credits)),
    (gettext_lazy("Varighet"), semesters_of),
    (gettext_lazy("Studieform"), lambda offer: str(offer.get_mode_display())),
    (pgettext_lazy("sted", "Studiested"), lambda offer: offer.place or _("Ikke stedbundet")),
    (gettext_lazy("Samlinger"), lambda offer: str(offer.gatherings or _("Ingen"))),
    (gettext_lazy("Plasser"), lambda offer: str(offer.capacity)),
    (gettext_lazy("Periode"), period_of),
    (gettext_lazy("Egenbetaling"), fee_of),
    (gettext_lazy("Målgruppe"), lambda offer: offer.programme.target_group or _("Ikke oppgitt")),
    (gettext_lazy("Opptakskrav"), lambda offer: offer.programme.admission_requirement or _("Ikke oppgitt")),
)


def compared(offers: Sequence[StudyOffer]) -> list[Row]:
    """One row per property, in a fixed order."""
    return [Row(str(label), [value(offer) or "–" for offer in offers]) for label, value in PROPERTIES]

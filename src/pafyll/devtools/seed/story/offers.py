"""What Nina writes about the college's studies: dates, fees and target groups, and drafts for the year to come."""

from __future__ import annotations

from datetime import date

from pafyll.apps.catalogue.models import ExchangeFile, StudyOffer
from pafyll.apps.catalogue.services.editing import confirm_unchanged, copy_offer
from pafyll.apps.catalogue.services.exchange import csv_bytes, keep_file
from pafyll.apps.catalogue.services.offer_files import example_rows, offer_spec
from pafyll.devtools.seed.story.days import CURRENT, at
from pafyll.devtools.seed.story.world import World

TARGETS = {
    "MAT1": "Lærere som underviser i matematikk på 1.–7. trinn og mangler studiepoeng i faget.",
    "NOR1": "Lærere som underviser i norsk på 1.–7. trinn.",
    "SPED": "Lærere og spesialpedagoger i grunnskolen.",
}
COPIED = "MAT1"


def write_next_years_offers(world: World) -> None:
    """Dates and fees for the college's offers this year, and a copy that is half looked over."""
    college = world.organisations["college"]
    for offer in StudyOffer.objects.filter(study_year=CURRENT, programme__provider=college).select_related("programme"):
        offer.starts_on, offer.fee = date(CURRENT, 8, 24), 0
        offer.ends_on = date(CURRENT + 1, 6, 4) if offer.semesters > 1 else date(CURRENT, 12, 18)
        offer.save(update_fields=["starts_on", "ends_on", "fee"])
        offer.programme.target_group = TARGETS.get(offer.programme.code, "")
        offer.programme.save(update_fields=["target_group"])
    nina, when = world.user("nina"), at(date(CURRENT, 3, 9), 10)
    last = StudyOffer.objects.get(study_year=CURRENT, programme__code=COPIED)
    copy = copy_offer(last=last, by=nina, at=when)
    confirm_unchanged(offer=copy, item="place", by=nina, at=when)
    content, kind = csv_bytes(offer_spec().names, example_rows()), ExchangeFile.Kind.OFFERS
    keep_file(provider=college, kind=kind, name="eksempel-tilbud.csv", content=content, by=nina, at=when)

"""What a finding says, as templates that are translated first and filled in afterwards."""

from __future__ import annotations

TEMPLATES = {
    "product": "{rate} ganger {counts} er {computed}, men det står {total}.",
    "product_as_written": "Satsen gjelder som den står, {written}. Da er summen {computed}.",
    "product_without": "Satsen gjelder uten «{left_out}». Da er summen {computed}.",
    "product_without_fits": "Satsen gjelder uten «{left_out}». Da er summen {computed}, som er det dokumentet sier.",
    "product_rate": "Summen er riktig. Da er satsen {computed}, og ikke {rate}.",
    "sum": "{parts} er til sammen {computed}, men det står {total}.",
    "sum_parts": "Delene er riktige. Da er summen {computed}.",
    "sum_total": "Summen er riktig. Da er det {difference} for mye eller for lite i delene.",
    "date": "«{written}» er ingen dato.",
    "date_year": "Det menes {day}.",
    "date_unknown": "Dagen kan ikke leses ut av teksten. Spør den som har skrevet den.",
    "order": "{later} er datert {day}, men bygger på {earlier}: {since}.",
    "order_date": "Datoen er riktig. Da er {later} skrevet før {earlier}, og kan ikke bygge på det.",
    "order_year": "Årstallet er feil. Det første som passer, er {day}.",
}
PER = {
    "teacher": "per lærer",
    "credits": "per studiepoeng",
    "school_year": "per skoleår",
    "budget_year": "per budsjettår",
}
UNITS = {"persons": "{number} lærere", "credits": "{number} studiepoeng"}
EACH = {"persons": "teacher", "credits": "credits"}  # what one of a unit is, when a rate is for each of it

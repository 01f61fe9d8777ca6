"""Why an amount is what it is: whole sentences with {places}, by the semesters that are studied."""

BY_RATE = {
    "HV": "{credits} studiepoeng, {rate} per 30 studiepoeng, halvparten i hvert semester",
    "H": "{credits} studiepoeng, {rate} per 30 studiepoeng, alt i høstsemesteret",
    "V": "{credits} studiepoeng, {rate} per 30 studiepoeng, alt i vårsemesteret",
}
BY_OTHER_RATE = {
    "HV": "{credits} studiepoeng, {rate} per {per} studiepoeng, halvparten i hvert semester",
    "H": "{credits} studiepoeng, {rate} per {per} studiepoeng, alt i høstsemesteret",
    "V": "{credits} studiepoeng, {rate} per {per} studiepoeng, alt i vårsemesteret",
}
BY_ONE_CREDIT = {
    "HV": "{credits} studiepoeng, {rate} per studiepoeng, halvparten i hvert semester",
    "H": "{credits} studiepoeng, {rate} per studiepoeng, alt i høstsemesteret",
    "V": "{credits} studiepoeng, {rate} per studiepoeng, alt i vårsemesteret",
}
BY_PERCENT = {
    "HV": "{percent} % av {cost}: {credits} studiepoeng, {rate} per 30 studiepoeng, halvparten i hvert semester",
    "H": "{percent} % av {cost}: {credits} studiepoeng, {rate} per 30 studiepoeng, alt i høstsemesteret",
    "V": "{percent} % av {cost}: {credits} studiepoeng, {rate} per 30 studiepoeng, alt i vårsemesteret",
}
SENTENCES = {
    "whole": "{amount} for hele utdanningen på {credits} studiepoeng, ført i semesteret studiet starter",
    "participant": "{amount} per deltaker uansett antall studiepoeng, ført i semesteret studiet starter",
    "refunded": "{percent} % av {expenses} til reise og opphold, høyst {most} per lærer og semester",
    "not_refunded": "Resten av {expenses} til reise og opphold; staten gir {percent} %, høyst {most} i semesteret",
}
FOR_THE_WHOLE, FOR_A_PARTICIPANT = SENTENCES["whole"], SENTENCES["participant"]
REFUNDED, NOT_REFUNDED = SENTENCES["refunded"], SENTENCES["not_refunded"]

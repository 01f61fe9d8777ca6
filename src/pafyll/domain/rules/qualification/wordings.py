"""What each ground is called in words, and which law it rests on before and after the act of 2024."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

NEW_ACT = date(2024, 8, 1)


@dataclass(frozen=True)
class Wording:
    """A ground: its sentence over the facts, the law before and since the act of 2024, and what to know and do."""

    text: str
    law_1998: str = ""
    law_2024: str = "oppll. § 17-4"
    notes: tuple[str, ...] = ()
    remedy: str = ""

    def law_on(self, day: date) -> str:
        """The law that the ground rests on, on the day; empty where it is the requirement's own."""
        return self.law_2024 if day >= NEW_ACT else self.law_1998


NOTES = {
    "continued": "Kravene er i hovedsak videreført i opplæringsloven fra 1. august 2024. Paragrafen for dette i den nye loven og forskriften er ikke funnet.",
    "sources_differ": "Kildene er ulike: Norsk Lektorlag (2020) skriver at unntaket for dem fra før 2014 på ungdomstrinnet bare gjelder norsk, samisk, norsk tegnspråk, engelsk og matematikk. Loven av 13. januar 2017 gir dispensasjon fra alle kravene. Vi følger loven.",
    "permanent_2015": "Fra 1. august 2015 til dispensasjonen i januar 2017 gjaldt kravet i de fem fagene alle fast ansatte, også dem fra før 2014.",
    "small_school": "Ungdomstrinn med færre enn 60 elever var unntatt fram til lovendringen 15. juni 2015. Det er ikke regnet med her.",
    "special_education": "Kravet gjelder også når faget gis som spesialundervisning, om det ikke er fraveket i enkeltvedtaket.",
    "private_school": "Privatskoler følger tilsvarende krav med egne regler, se privatskolelova § 4-2. Kontroller reglene for skolens godkjenning.",
    "educated_before_2014": "Utdanningen er fra før 2014. Oppfylte læreren kravene for tilsetting da, er hun unntatt.",
    "employer_decides": "Arbeidsgiveren avgjør om studiepoengene er relevante for faget.",
}

GROUNDS = {
    # Meets
    "enough_credits": Wording("Kravet er {required} studiepoeng, og {held} er registrert. Kravet er oppfylt.", law_2024=""),
    "no_requirement": Wording("Det er ikke noe krav om studiepoeng i faget på dette trinnet.", law_2024=""),
    "vocational_route": Wording("Tilsatt med fagbrev, to års yrkesteori og fire års praksis, og minst ett av teoriårene er relevant for faget. Da gjelder ikke kravet om {required} studiepoeng. Kravet er oppfylt.", "forskrift til opplæringslova kap. 14", notes=("continued",)),
    # Exempt
    "before_2014_transition": Wording("Unntatt: oppfylte kravene for tilsetting før 1. januar 2014, og kravet om {required} studiepoeng gjaldt bare dem som ble utdannet senere.", "opplæringslova 1998 § 10-2 og forskrift til opplæringslova kap. 14"),
    "before_2014_regulation": Wording("Unntatt: oppfylte kravene for tilsetting før 1. januar 2014. I videregående sto unntaket fra kravet om {required} studiepoeng i forskriften.", "forskrift til opplæringslova kap. 14"),
    "before_2014_dispensation": Wording("Unntatt: oppfylte kravene for tilsetting før 1. januar 2014, og hadde dispensasjon fra kravet om {required} studiepoeng fram til 1. august 2025. Den kom av seg selv, uten søknad.", "opplæringslova 1998 § 10-2 tredje ledd"),
    "before_2014_lasting": Wording("Unntatt: oppfylte kravene for tilsetting før 1. januar 2014. Unntaket fra kravet om {required} studiepoeng er varig.", law_2024="oppll. § 17-4 andre ledd"),
    "general_teacher_dispensation": Wording("Unntatt: har fullført allmennlærerutdanning, og hadde dispensasjon fra kravet om {required} studiepoeng fram til 1. august 2025. Den kom av seg selv, uten søknad.", "opplæringslova 1998 § 10-2 tredje ledd"),
    "general_teacher_lasting": Wording("Unntatt: har fullført allmennlærerutdanning. Unntaket fra kravet om {required} studiepoeng er varig.", law_2024="oppll. § 17-4 andre ledd"),
    "on_conditions": Wording("Ikke omfattet: tilsatt på vilkår av at utdanningen blir fullført. Kravet om {required} studiepoeng gjelder ikke så lenge.", "opplæringslova 1998 § 10-6 a", notes=("continued",)),
    "temporary": Wording("Ikke omfattet: midlertidig tilsatt, høyst til og med 31. juli. Kravet om {required} studiepoeng gjelder ikke.", "opplæringslova 1998 § 10-6", notes=("continued",)),
    "special_education_waived": Wording("Unntatt: kravet om {required} studiepoeng er fraveket i enkeltvedtaket om spesialundervisning.", "opplæringslova 1998 § 5-5 tredje ledd", notes=("continued",)),
    # Deviation
    "deviation": Wording("Skoleeieren har bestemt at læreren kan undervise i faget skoleåret {school_year} uten {required} studiepoeng{case}. Det gjelder bare dette skoleåret.", "opplæringslova 1998 § 10-2 fjerde ledd", notes=("continued",)),
    # Lacks
    "lacks_credits": Wording("Kravet er {required} studiepoeng, og {held} er registrert. Det mangler {missing}.", law_2024="", notes=("employer_decides",)),
    "lacks_unless_exempt": Wording("Kravet er {required} studiepoeng, og {held} er registrert. Det mangler {missing}, om ikke læreren er unntatt.", law_2024="", remedy="Registrer lærerutdanningen, om læreren oppfylte kravene for tilsetting før 1. januar 2014, og om stillingen er fast. Da ser vi om et unntak gjelder."),
    "theory_year_irrelevant": Wording("Tilsatt med fagbrev, to års yrkesteori og fire års praksis, men ingen av teoriårene er relevante for faget. Kravet er {required} studiepoeng, og {held} er registrert. Det mangler {missing}.", law_2024=""),
    # Unknown
    "theory_year_unknown": Wording("Tilsatt med fagbrev, to års yrkesteori og fire års praksis. Vi vet ikke om minst ett av teoriårene er relevant for faget.", "forskrift til opplæringslova kap. 14", notes=("continued",), remedy="Arbeidsgiveren avgjør om et teoriår er relevant. Registrer svaret."),
    "credits_unknown": Wording("Kravet er {required} studiepoeng, men vi vet ikke hvor mange læreren har i faget.", law_2024="", remedy="Registrer studiepoengene fra vitnemålet. Har læreren ingen i faget, skriv 0."),
    "abroad_not_assessed": Wording("Kravet er {required} studiepoeng. Læreren har utdanning fra utlandet, og den må vurderes konkret.", "forskrift til opplæringslova § 14-10", notes=("continued",), remedy="Vurder hvor mange studiepoeng utdanningen svarer til i faget, og registrer tallet."),
    "not_in_timetable": Wording("Dette er ikke et fag på timeplanen, så det har ikke noe krav om studiepoeng for seg selv.", law_2024="", remedy="Registrer faget som elevene får opplæring i. Kravet følger det faget."),
    "not_at_stage": Wording("Faget finnes ikke på dette trinnet.", law_2024="", remedy="Kontroller faget og trinnet."),
    "unknown_subject": Wording("Vi kjenner ikke faget, og vet ikke hva som kreves.", law_2024="", remedy="Velg et fag fra listen."),
    "unknown_stage": Wording("Vi kjenner ikke trinnet, og vet ikke hva som kreves.", law_2024="", remedy="Skriv 1-7, 8-10 eller vgo."),
    "before_2014": Wording("Før 1. januar 2014 var det bare krav ved tilsetting, ikke i hvert fag. Reglene for tilsetting er ikke med her.", law_2024="", remedy="Velg en dag fra og med 1. januar 2014."),
}  # fmt: skip

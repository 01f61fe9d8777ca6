"""Values that Påfyll works out: by which rule, from what, when, and where the page is that shows the reasons.

Who adds a computed value to a page adds it here. A test opens each page and looks for rule, inputs and time there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Explained:
    """A value. page is the address's name; reader is one of the cast who sees it; shows is what must stand there."""

    label: Any
    rule: Any
    inputs: Any
    when: Any
    where: Any
    page: str
    reader: str
    shows: tuple[str, ...]


EXPLAINED: tuple[Explained, ...] = (
    Explained(
        _("Fikk plass, eller ikke"),
        _("Reglene for runden, som ligger på «Regler». Kjeden sier hvilken regel som avgjorde."),
        _("Søknaden, prioriteringen, kvoten, pengene, plassene og loddet."),
        _("Når fordelingen kjøres. Svaret er det som stod da den ble vedtatt."),
        _("Søkerens svar, skoleeierens resultat og fordelingens side om søknaden."),
        "authority:chain",
        "ada",
        ("Slik ble det", "/regler/", "Fakta", "Regnet ut"),
    ),
    Explained(
        _("År og plass i kompetanseplanen"),
        _("Kravene til kompetanse, planens vekter, pengene og vikarene ved skolen."),
        _("Studiepoeng, fag, de andre i køen og anslag, slik de var da planen ble regnet ut."),
        _("Når planen regnes ut."),
        _("«Min tur» hos læreren, og linjen i skoleeierens plan."),
        "owner:plan_line",
        "siri",
        ("Hvorfor", "Studium", "Hva det koster", "Regnet ut"),
    ),
    Explained(
        _("Oppgjøret til en skoleeier"),
        _("Det som er lovet for semesteret, minus krav om tilbakebetaling."),
        _("Bekreftelser, endringer, tidligere betalinger og krav."),
        _("Fram til skjæringstidspunktet; etter det står linjene fast."),
        _("Oppgjørets side hos skoleeieren og direktoratet."),
        "authority:payment_statement",
        "ada",
        ("Hvorfor", "Beløp", "Oppgjør for", "Historikk"),
    ),
    Explained(
        _("Mottakerens del av en ramme"),
        _("Stegene i fordelingen, i rekkefølge, med kilde for hver nøkkel."),
        _("Rammen, nøklene og behovene, slik de var da fordelingen ble kjørt."),
        _("Når fordelingen kjøres."),
        _("Linjen i fordelingen hos statsforvalteren."),
        "authority:distribution_line",
        "tor",
        ("Steg 1", "Rammen", "Til sammen", "Regnet ut"),
    ),
    Explained(
        _("Publiserte tall, og tall som ikke vises"),
        _("Reglene for små tall: ingen skal kunne kjennes igjen."),
        _("Søknader, svar og deltakelse i den tiden tallene gjelder."),
        _("Når utgaven telles. En utgave endres aldri."),
        _("Utgavens egen side, for alle."),
        "public:breakdown",
        "kari",
        ("Hva som vises, og hva som ikke gjør det", "Kilde:", "Telt"),
    ),
    Explained(
        _("Frister"),
        _("En frist varer ut dagen den nevner. Utsatte frister er vedtak med begrunnelse."),
        _("Datoene som er kunngjort for runden."),
        _("Når runden kunngjøres, eller endres med ny kunngjøring."),
        _("«Frister», for alle, med lenke til reglene."),
        "public:deadlines",
        "kari",
        ("En frist varer ut dagen den nevner", "Reglene for denne runden", "mars 2026"),
    ),
    Explained(
        _("Studiepoeng som mangler"),
        _("Kravene i loven og forskriften den dagen, med unntakene."),
        _("Fag, trinn, studiepoeng, utdanning og når den ble fullført."),
        _("Hver gang siden vises, for skoleåret som står der."),
        _("«Mine kvalifikasjoner» hos læreren, og de ansattes side hos skoleeieren."),
        "teacher:qualifications",
        "kari",
        ("Fagene dine i 2025", "Kilde:", "studiepoeng"),
    ),
    Explained(
        _("Plassen i køen"),
        _("Den rekkefølgen ønskene ble prøvd i da runden ble fordelt, etter reglene for runden. Den endres ikke."),
        _("Søknadens gruppe og prioritering, loddet, og hvem foran som har fått svar eller gått ut."),
        _("Plassen da fordelingen ble kjørt; hvor mange som står foran, hver gang siden vises."),
        _("«Min plass i køen» hos læreren, og den ledige plassen hos direktoratet."),
        "teacher:queue",
        "kari",
        ("Hvorfor? Plass", "Regelen", "/regler/", "Foran deg da runden ble fordelt", "Regnet ut"),
    ),
    Explained(
        _("Nummer på reservelisten"),
        _("Når søknaden kom til tur første gang i fordelingen. Listen er felles for hele runden."),
        _("Søknadens gruppe og prioritering, og loddet."),
        _("Når fordelingen kjøres."),
        _("Søkerens svar, skoleeierens resultat og fordelingens side om søknaden."),
        "owner:results",
        "siri",
        ("Hvorfor? Nummer på reservelisten", "Regelen", "/regler/", "Regnet ut"),
    ),
    Explained(
        _("Prisen for et oppdrag"),
        _("Summen av direkte og indirekte kostnader, faste summer og fortjeneste, minus egenfinansiering."),
        _("Arbeidet i budsjettet, og enhetens tall den dagen oppdraget starter."),
        _("Hver gang siden vises, til budsjettet er signert. Da står prisen fast."),
        _("Oppdragets budsjett og hver versjon av det, hos studiestedet."),
        "provider:budget_version",
        "mona",
        ("Hvorfor? Prisen for oppdraget", "Regelen", "Kilde", "Timers arbeid etter faktorene", "Regnet ut"),
    ),
    Explained(
        _("Egenfinansiering"),
        _("Prosenten som er kunngjort for ordningen i året, av det den regnes av, rundet opp til hele kroner."),
        _("Tildelingene i året, og det eieren har ført."),
        _("Hver gang siden vises."),
        _("Tildelingens side hos eieren, statsforvalteren og direktoratet."),
        "owner:award",
        "siri",
        ("Hvorfor? Egenfinansieringen", "Regelen", "Kilde", "Teller ikke", "Regnet ut"),
    ),
    Explained(
        _("Tallene i behovskartet"),
        _("Lovens krav til studiepoeng på telledagen. Hver time telles etter hvordan læreren står til det."),
        _("Fag, trinn, timer og studiepoeng, og antakelsen om alder."),
        _("Hver gang siden vises, for skoleåret som er valgt."),
        _("«Behov» hos skoleeieren, rektor, tillitsvalgte, statsforvalteren og direktoratet."),
        "owner:needs",
        "siri",
        ("Hvorfor? Tallene i behovskartet", "Regelen", "oppll. § 17-4", "Mangler studiepoeng", "Regnet ut"),
    ),
    Explained(
        _("Det skoleeieren betaler"),
        _("Ordningens satser for studiepoengene, og reise, opphold og materiell."),
        _("Satsene for runden, studiet, delen av året og anslagene."),
        _("Hver gang siden vises. For en plass som er gitt: da den ble gitt."),
        _("Søknaden, «Kostnad», resultatet og ledige plasser hos skoleeieren, fordelingens sider, og lærerens tilbud."),
        "owner:costs",
        "siri",
        ("Hvorfor? Det dere betaler", "Regelen", "Kilde", "Søknader som er valgt", "Regnet ut"),
    ),
)

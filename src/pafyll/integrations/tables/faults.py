"""What may be wrong with a table, in words: what happened, where it stands, and what to do about it."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Marks a text for translation; it is translated where it is shown."""
    return text


class Words(NamedTuple):
    """A fault's text and remedy, as templates over the fault's facts."""

    text: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault in one place. row counts as the file shows it, with the heading as row 1; None is the whole file."""

    file: str
    row: int | None
    column: str
    value: str
    kind: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def text(self, translate: Translate = _) -> str:
        """What is wrong, in the translator's language."""
        return self._filled(translate(KINDS[self.kind].text))

    def remedy(self, translate: Translate = _) -> str:
        """What the person can do about it."""
        return self._filled(translate(KINDS[self.kind].remedy))

    def _filled(self, template: str) -> str:
        return template.format_map({"column": self.column, "value": self.value, "row": self.row, **self.facts})


HEADINGS = ("file", "row", "column", "value", "kind", "fault", "remedy")


def faults_as_csv(faults: Iterable[Fault], translate: Translate = _) -> str:
    """All faults as semicolon-separated text that a Norwegian Excel opens as columns."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADINGS)
    for one in faults:
        texts = (one.kind, one.text(translate), one.remedy(translate))
        writer.writerow([one.file, one.row or "", one.column, harmless(one.value), *texts])
    return out.getvalue()


def harmless(value: str) -> str:
    """A value that a spreadsheet would run as a formula is shown with an apostrophe in front."""
    return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t")) else value


# fmt: off
KINDS: dict[str, Words] = {
    # The file
    "no_file": Words(_("Filen finnes ikke."), _("Kontroller navnet og mappen.")),
    "unreadable": Words(_("Filen kan ikke leses som {format}."), _("Åpne den i programmet den kom fra, og lagre den på nytt som CSV, Excel (.xlsx) eller Parquet.")),
    "file_kind": Words(_("Filtypen «{value}» kan ikke brukes."), _("Lagre filen som CSV (.csv), Excel (.xlsx) eller Parquet (.parquet).")),
    "password": Words(_("Arbeidsboken er låst med passord, eller er ikke en .xlsx-fil."), _("Lagre den uten passord som .xlsx.")),
    "too_big": Words(_("Filen pakkes ut til mer enn det er trygt å åpne: {found}, og grensen er {limit}."), _("Lagre bare de radene og kolonnene som trengs, i en ny fil, gjerne som CSV.")),
    "encoding": Words(_("Raden har tegn som verken er UTF-8 eller Windows-1252."), _("Lagre filen som «CSV UTF-8».")),
    "ragged": Words(_("Raden har {found} felt, men overskriften har {expected}."), _("Se etter et skilletegn for mye, eller et anførselstegn som ikke er lukket.")),
    "quotes": Words(_("Et anførselstegn i raden står feil eller blir aldri lukket."), _("Fjern anførselstegnet, eller skriv det dobbelt inne i en tekst som har anførselstegn rundt seg.")),
    "no_heading": Words(_("Filen er tom; den har ingen overskrift."), _("Skriv kolonnenavnene i første rad, slik de står i docs/howto/allocate.md.")),
    "no_rows": Words(_("Filen har overskrift, men ingen rader."), _("Fyll inn minst én rad.")),
    "formula": Words(_("Cellen {cell} er en formel; en formel kan vise noe annet i dag enn i går."), _("Merk kolonnen, kopier og lim inn som verdier.")),
    "error_cell": Words(_("Cellen {cell} viser en regnefeil."), _("Rett formelen eller skriv verdien.")),
    "column_type": Words(_("Kolonnen er av typen {value}, som ikke kan leses som tekst eller tall."), _("Lagre kolonnen som tekst, tall eller ja/nei.")),
    # The columns
    "missing_column": Words(_("Kolonnen {column} mangler."), _("Legg til kolonnen: {meaning}. Kolonnene i filen er nå: {found}.")),
    "unknown_column": Words(_("Kolonnen «{column}» er ikke kjent, så den ville ikke hatt noen virkning."), _("Rett navnet eller fjern kolonnen. Kjente kolonner: {known}.")),
    "misspelt_column": Words(_("Kolonnen «{column}» er ikke kjent, så den ville ikke hatt noen virkning."), _("Mente du «{suggestion}»? Rett navnet, eller fjern kolonnen.")),
    "repeated_column": Words(_("Kolonnen {column} står flere ganger i overskriften."), _("Behold bare én av dem.")),
    # One value
    "empty": Words(_("Feltet er tomt."), _("Fyll inn {meaning}.")),
    "identifier": Words(_("«{value}» kan ikke brukes som id."), _("Begynn med en bokstav eller et siffer, bruk ellers bare bokstaver, siffer, mellomrom og tegnene . _ : / -, høyst {longest} tegn.")),
    "too_long": Words(_("Teksten er lengre enn {longest} tegn."), _("Kort den ned.")),
    "control": Words(_("Teksten har tegn som ikke kan vises."), _("Skriv den på nytt uten linjeskift og styretegn.")),
    "not_finite": Words(_("«{value}» er ikke et tall."), _("Skriv tallet, eller la feltet stå tomt der det er tillatt.")),
    "not_whole": Words(_("«{value}» er ikke et helt tall."), _("Skriv et helt tall uten desimaler og uten punktum som tusenskille, for eksempel 1500.")),
    "not_decimal": Words(_("«{value}» er ikke et tall."), _("Skriv et tall med høyst {places} siffer etter komma, for eksempel 7,5.")),
    "too_many_decimals": Words(_("«{value}» har mer enn {places} siffer etter komma."), _("Rund av til høyst {places} siffer etter komma, og bruk ikke punktum som tusenskille.")),
    "below": Words(_("{value} er mindre enn {least}, som er det minste {column} kan være."), _("Skriv {least} eller mer.")),
    "below_or_empty": Words(_("{value} er mindre enn {least}, som er det minste {column} kan være."), _("Skriv {least} eller mer, eller la feltet stå tomt hvis det ikke er noen grense.")),
    "above": Words(_("{value} er mer enn {most}, som er det meste {column} kan være."), _("Kontroller tallet: er det skrevet i riktig enhet?")),
    "step": Words(_("{value} er ikke et helt eller halvt studiepoeng."), _("Skriv studiepoengene i steg på 0,5.")),
    "yes_no": Words(_("«{value}» er verken ja eller nei."), _("Skriv ja eller nei (true og false, 1 og 0 går også).")),
    "unknown_code": Words(_("Koden «{value}» er ikke kjent i {column}."), _("Bruk en av disse: {known}.")),
    "misspelt_code": Words(_("Koden «{value}» er ikke kjent i {column}."), _("Mente du «{suggestion}»? Ellers bruk en av disse: {known}.")),
    "not_a_date": Words(_("«{value}» er ikke en dato."), _("Skriv dag, måned og år, for eksempel 31.12.2020.")),
    "school_year": Words(_("«{value}» er ikke et skoleår."), _("Skriv to år som følger etter hverandre, for eksempel 2026/27.")),
    # A file of staff
    "school_unknown": Words(_("Skolen «{value}» er ikke en av skolene deres."), _("Skriv skolens organisasjonsnummer, eller navnet slik det står under «Roller».")),
    "school_near": Words(_("Skolen «{value}» er ikke en av skolene deres."), _("Mente du «{suggestion}»? Skriv navnet slik, eller skolens organisasjonsnummer.")),
    "national_id_column": Words(_("Kolonnen «{column}» ser ut til å ha fødselsnummer. Det skal ikke være med."), _("Slett kolonnen, og bruk ansattnummer i stedet.")),
    "national_id": Words(_("Her står det et fødselsnummer. Det skal ikke være med, så vi viser det ikke."), _("Bruk ansattnummer som id, og slett fødselsnummeret fra filen.")),
    "heading_near": Words(_("Kolonnen «{column}» er ikke kjent, så den ville ikke hatt noen virkning."), _("Mente du «{suggestion}»? Rett overskriften, eller velg hva kolonnen er. Skal den ikke med, så velg det.")),
    "heading_unknown": Words(_("Kolonnen «{column}» er ikke kjent, så den ville ikke hatt noen virkning."), _("Velg hva kolonnen er, eller at den ikke skal med. Kjente kolonner: {known}.")),
    "heading_twice": Words(_("Både «{first}» og «{column}» er valgt som {meaning}."), _("Behold bare én av dem.")),
    "stage_date": Words(_("Trinnet er blitt til datoen {value}. Excel gjør om 1-7 og 8-10 til datoer."), _("Merk kolonnen som tekst i Excel, og skriv trinnet på nytt: 1-7, 8-10 eller vgo.")),
    "email": Words(_("«{value}» er ikke en e-postadresse."), _("Skriv én adresse, for eksempel kari@example.no, eller la feltet stå tomt.")),
    "name_missing": Words(_("Personen har ikke noe navn."), _("Fyll inn navnet, enten i én kolonne eller som fornavn og etternavn.")),
    "org_number": Words(_("Kontrollsifferet i organisasjonsnummeret {value} stemmer ikke."), _("Kontroller sifrene, eller skriv navnet på skolen.")),
    "same_teaching": Words(_("Samme person, skole, fag, trinn og skoleår står også i rad {first}."), _("Slå radene sammen: legg timene sammen i én rad.")),
    "contradiction": Words(_("{meaning}: her står det «{value}», men i rad {first} står det «{other}» for samme {whom}."), _("Finn ut hva som er riktig, og skriv det samme i alle radene.")),
    "same_email": Words(_("E-postadressen «{value}» er også brukt for {other} i rad {first}."), _("Hver person må ha sin egen adresse. Er det samme person, så bruk samme ansattnummer.")),
    "hours_sum": Words(_("Timene til {value} blir {sum} i uka til sammen, og det er mer enn {most}."), _("Kontroller timene: er de skrevet per år i stedet for per uke?")),
    "vekttall_disagree": Words(_("{vekttall} vekttall er {converted} studiepoeng, men det står {value} studiepoeng."), _("10 vekttall er 30 studiepoeng. Rett ett av tallene, eller la vekttall stå tomt.")),
    "vekttall_step": Words(_("{value} vekttall er ikke et helt eller halvt antall studiepoeng."), _("10 vekttall er 30 studiepoeng. Skriv studiepoengene i stedet.")),
    "subject_not_at_stage": Words(_("{subject} finnes ikke på {value}."), _("Kontroller faget og trinnet.")),
    "in_future": Words(_("Datoen {value} har ikke vært ennå."), _("Er ikke utdanningen fullført, så la feltet stå tomt.")),
    "educated_young": Words(_("Utdanningen er fullført {value}, men personen er født i {birth_year}."), _("Kontroller fødselsåret og datoen.")),
    # Rows against rows, and table against table
    "duplicate": Words(_("«{value}» står også i rad {first}."), _("Hver {column} skal bare stå én gang. Behold raden som gjelder.")),
    "duplicate_person": Words(_("Personen «{value}» har også søknaden i rad {first}."), _("En lærer kan bare ha én søknad i runden. Behold den som gjelder.")),
    "unknown_owner": Words(_("Skoleeieren «{value}» står ikke i {other}."), _("Legg skoleeieren til i {other}, eller rett koden.")),
    "unknown_offer": Words(_("Studietilbudet «{value}» står ikke i {other}."), _("Legg studietilbudet til i {other}, eller rett koden.")),
    "same_offer": Words(_("Første og andre ønske er det samme studietilbudet."), _("La offer_2 stå tomt, eller velg et annet studietilbud.")),
    "same_scheme": Words(_("Første og andre valg av ordning er den samme."), _("La scheme_2 stå tomt, eller velg den andre ordningen.")),
    "other_semester": Words(_("Søkeren vil ha semesteret {value}, men studietilbudet i {wish} går bare i {given}."), _("La semesters stå tomt, eller velg et studietilbud som går i det semesteret.")),
    "rank_tie": Words(_("Prioritet {value} er brukt {times} ganger hos skoleeieren «{owner}»; første gang i rad {first}."), _("Gi hver søknad sitt eget nummer fra 1 og oppover uten hull.")),
    "rank_gap": Words(_("Prioriteringen hos skoleeieren «{owner}» hopper fra {before} til {value}."), _("Nummerer fra 1 og oppover uten hull. Er en søknad trukket, så flytt dem under ett hakk opp.")),
    "rank_missing": Words(_("Søknaden er godkjent, men har ingen prioritet."), _("Skriv eierens prioritet, eller sett approved til nei.")),
    "rank_unapproved": Words(_("Søknaden er ikke godkjent, men har prioritet {value}."), _("La owner_rank stå tomt og nummerer resten uten hull, eller sett approved til ja.")),
    "no_rate": Words(_("Det finnes ingen sats for ordningen {scheme} i {subject}, som er ønsket i så mange søknader: {times}."), _("Skriv satsen i en fil til --rates, eller på kommandolinjen: --rate {scheme}=STAT/EIER (kroner for 30 studiepoeng).")),
    "same_row": Words(_("Det samme står også i rad {first}."), _("Behold bare én av radene.")),
    "unknown_person": Words(_("Personen «{value}» står ikke i {other}."), _("Rett ansattnummeret, eller legg personen til i {other}.")),
    "alone_in_group": Words(_("Gruppen «{value}» har bare én person."), _("Legg til minst én til i gruppen, eller fjern raden.")),
    "other_subject_in_group": Words(_("Gruppen «{value}» har et annet fag i rad {first}."), _("En gruppe har ett fag. Rett faget, eller gi raden et annet gruppenavn.")),
    "outside_years": Words(_("{value} er ikke et av årene i planen, som er {begins}–{ends}."), _("Rett året, eller utvid --years.")),
    "not_given": Words(_("Studiet «{offer}» går ikke i {value}."), _("Velg et år studiet går, eller endre from_year og to_year i filen med studier.")),
    "years_turned": Words(_("Siste år {value} er før første år."), _("Bytt om from_year og to_year, eller la ett av dem stå tomt.")),
    "same_budget": Words(_("Budsjettet for {value} med samme kilde står også i rad {first}."), _("Legg beløpene sammen i én rad.")),
    "no_cost": Words(_("Kostnaden for studiet kan ikke regnes ut ({why})."), _("Skriv kostnaden i cost_per_30_credits, eller egne anslag i state_cost og owner_cost.")),
    # OOAPI 6
    "ooapi_no_items": Words(_("Filen er ikke en side med studietilbud (programme-offerings) etter OOAPI 6."), _("Filen skal ha et objekt med en liste «items». Hent eksempelfilen og se etter.")),
    "ooapi_unknown_key": Words(_("Feltet «{column}» er ikke kjent, så det ville ikke hatt noen virkning."), _("Ta det ut. Kjente felt her: {known}.")),
    "ooapi_not_understood": Words(_("Feltet «{column}» har en verdi som ikke kan brukes: «{value}»."), _("Se forklaringen av feltene, og skriv verdien slik den står der.")),
    # Keys that money is shared by
    "nine_digits": Words(_("«{value}» er ikke et organisasjonsnummer."), _("Skriv ni siffer.")),
    "total_differs": Words(_("Summen i filen er {printed}, men radene blir {counted} til sammen. Ingen av tallene er endret."), _("Finn raden som er feil eller mangler, eller rett summen.")),
    "outside_period": Words(_("Tallene gjelder ikke {day}."), _("Bruk tallene for den dagen nøkkelen er telt, eller rett gyldigheten.")),
    "merged": Words(_("{value} gikk inn i {into} fra {day}, så tallet kan ikke brukes for en dag etter det."), _("Bruk tallene for {into}, eller legg dem sammen med --merge og en fil som sier hvem som tok over.")),
    "divided": Words(_("{value} ble delt i {into} fra {day}, og tallet sier ikke hvordan det skal deles."), _("Bruk tallene for {into}.")),
    "organisation_number": Words(_("Kontrollsifferet i organisasjonsnummeret {value} stemmer ikke."), _("Slå opp nummeret i Enhetsregisteret, og rett det.")),
    "organisation_unknown": Words(_("Organisasjonen {value} er verken i filen eller registrert fra før."), _("Legg den til i filen med organisasjoner, eller rett organisasjonsnummeret.")),
    "parent_needed": Words(_("En skole må ha en eier."), _("Fyll inn kolonnen parent med organisasjonsnummeret til skoleeieren.")),
    "role_not_here": Words(_("Rollen {value} finnes ikke ved organisasjonen {organisation}."), _("Velg en rolle som passer til slaget av organisasjon, eller rett organisasjonsnummeret.")),
    "identity_number": Words(_("Fødselsnummeret eller D-nummeret stemmer ikke. Det vises ikke her."), _("Kontroller de elleve sifrene i kilden.")),
    "unknown_recipient": Words(_("{value} er ikke blant mottakerne."), _("Legg mottakeren til i filen med nøkkeltall, eller rett organisasjonsnummeret.")),
}
# fmt: on

"""The words of collective development: what the rules of a scheme say, fields and events, in the reader's language."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import template
from django.utils.translation import gettext, gettext_noop

from pafyll.apps.forums.models import SchemeYear
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.grants.collective.unused import LABELS as BECOMES
from pafyll.domain.grants.collective.unused import Becomes, UnusedLine
from pafyll.domain.rules.announcing import LABELS
from pafyll.domain.schemes.collective import collective_schemes
from pafyll.web.components.tags.formats import day

register = template.Library()
WORDS = {
    "forum": gettext_noop("Samarbeidsforum"),
    "governor": gettext_noop("Statsforvalteren"),
    "county": gettext_noop("Fylkeskommunen"),
    "university": gettext_noop("universitet eller høgskole"),
    "vocational_college": gettext_noop("fagskole"),
    "": gettext_noop("Ingen"),
}
FIELDS = {
    "title": gettext_noop("Navn"),
    "own_contribution_percent": gettext_noop("Egenfinansiering, prosent"),
    "own_contribution_base": gettext_noop("Hva prosenten regnes av"),
    "own_working_time_counts": gettext_noop("Om egen arbeidstid teller"),
    "own_contribution_source": gettext_noop("Hvor kravet om egenfinansiering står"),
}
EVENTS = {
    "started": gettext_noop("opprettet utkastet"),
    "copied": gettext_noop("laget utkastet av fjorårets"),
    "changed": gettext_noop("endret"),
    "confirmed": gettext_noop("bekreftet at dette skal være som i fjor"),
    "announced": gettext_noop("kunngjorde ordningen"),
    "deadline_extended": gettext_noop("forlenget fristen"),
    "closed": gettext_noop("samlet meldingene da fristen var ute"),
    "recommended": gettext_noop("la fram innstillingen"),
    "decided": gettext_noop("fattet vedtaket"),
    "ended": gettext_noop("avsluttet ordningen for året"),
    "withdrawn": gettext_noop("trakk ordningen"),
}

AWARD_EVENTS = {
    "proposed": gettext_noop("la tildelingen inn"),
    "changed": gettext_noop("endret hva som skal vedtas"),
    "prepared": gettext_noop("klargjorde til vedtak"),
    "decided": gettext_noop("vedtok tildelingen"),
    "dropped": gettext_noop("tok ut tildelingen"),
    "own_contribution_entered": gettext_noop("førte egenfinansiering"),
    "own_contribution_struck_out": gettext_noop("strøk en føring av egenfinansiering"),
    "reported": gettext_noop("godkjente sluttrapporten"),
    "change_applied_for": gettext_noop("søkte om endring"),
    "change_accepted": gettext_noop("godtok endringen"),
    "change_accepted_changed": gettext_noop("godtok endringen med endringer"),
    "change_refused": gettext_noop("avslo endringen"),
    "settled": gettext_noop("vedtok hva som skjer med det som ikke er brukt"),
    "forewarned": gettext_noop("varslet om mulig tilbakebetaling"),
    "recovery_decided": gettext_noop("krevde penger tilbake"),
    "recovery_dropped": gettext_noop("avsluttet saken uten å kreve noe tilbake"),
    "paid_back": gettext_noop("førte at pengene er betalt tilbake"),
    "drawn_for_control": gettext_noop("trakk tildelingen ut til kontroll"),
    "control_in_order": gettext_noop("avsluttet kontrollen uten avvik"),
    "control_deviated": gettext_noop("avsluttet kontrollen med avvik"),
    "reminded": gettext_noop("minnet om sluttrapporten"),
}

AFTER_EVENTS = {
    "sent": gettext_noop("sendte saken tilbake"),
    "applied": gettext_noop("søkte om endring"),
    "taken_back": gettext_noop("trakk søknaden tilbake"),
    "prepared": gettext_noop("klargjorde til vedtak"),
    "accepted": gettext_noop("godtok endringen"),
    "accepted_changed": gettext_noop("godtok endringen med endringer"),
    "refused": gettext_noop("avslo endringen"),
    "returned": gettext_noop("sendte saken tilbake"),
    "decided": gettext_noop("fattet vedtaket"),
    "dropped": gettext_noop("avsluttet saken uten å kreve noe"),
    "forewarned": gettext_noop("sendte forhåndsvarselet"),
    "commented": gettext_noop("uttalte seg"),
    "paid_back": gettext_noop("førte at pengene er betalt tilbake"),
    "announced": gettext_noop("kunngjorde loddtallet"),
    "drawn": gettext_noop("trakk kontrollen"),
    "asked": gettext_noop("ba om dokumentasjon"),
    "answered": gettext_noop("sendte dokumentasjon"),
    "attached": gettext_noop("la ved en fil"),
    "in_order": gettext_noop("avsluttet kontrollen uten avvik"),
    "deviated": gettext_noop("avsluttet kontrollen med avvik"),
}


@register.filter
def collective_label(code: str) -> str:
    """The name of a collective scheme."""
    found = collective_schemes().get(code)
    return gettext(found.label) if found else code


@register.filter
def rule_value(value: Any, unit: str = "text") -> str:
    """A parameter's value in words: kinds of organisation, a day of the year, per cent, yes or no."""
    if unit == "percent":
        return f"{value} %"
    if unit == "yes_no":
        return gettext("Ja") if value else gettext("Nei")
    if unit == "list":
        return ", ".join(_kind(str(one)) for one in value)
    text = str(value)
    if text in SchemeYear.Base.values:
        return str(SchemeYear.Base(text).label).capitalize()
    return gettext(WORDS[text]) if text in WORDS else _day_of_the_year(text)


def _kind(code: str) -> str:
    return str(Organisation.Kind(code).label) if code in Organisation.Kind.values else gettext(WORDS.get(code, code))


def _day_of_the_year(text: str) -> str:
    month, _, number = text.partition("-")
    if len(text) != 5 or not (month.isdigit() and number.isdigit()):
        return gettext(text)
    return day(date(2000, int(month), int(number))).rpartition(" ")[0]


@register.filter
def collective_field(name: str) -> str:
    """What a field of a scheme year is called."""
    return gettext(FIELDS.get(name) or LABELS.get(name, name))


@register.filter
def collective_event(verb: str) -> str:
    """What happened, after the name of the one who did it."""
    return gettext(EVENTS.get(verb, verb))


@register.filter
def becomes(code: str) -> str:
    """What happens to awarded kroner, in words."""
    return gettext(BECOMES.get(Becomes(code), code))


@register.filter
def line_because(line: UnusedLine) -> str:
    """Why it is so much, in the reader's language."""
    return gettext(line.because).format_map(line.facts)

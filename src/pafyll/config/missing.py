"""What production lacks before it may start, in sentences that name the setting and say what it is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pafyll.integrations.oidc.provider import faults_in, is_safe, names_in

NEEDED = {
    "PAFYLL_SECRET_KEY": "en lang, tilfeldig tekst som signerer økter.",
    "PAFYLL_HOSTS": "vertsnavnene nettstedet svarer på, med komma mellom.",
    "PAFYLL_DATABASE": "adressen til databasen, som postgres://bruker@vert/navn.",
}
NUMBERS = {
    "PAFYLL_PROXIES": "hvor mange av deres egne mellomtjenere som står foran.",
    "PAFYLL_JOB_LEASE": "sekunder før en jobb gis til en annen arbeider.",
    "PAFYLL_API_CALLS": "hvor mange kall av API-et hver har i løpet av fem minutter.",
    "PAFYLL_WAITING_ROOM": "hvor mange som kan være inne samtidig; 0 er uten kø.",
}
CHOICES = {
    "PAFYLL_JOBS": ("worker", "immediate"),
    "PAFYLL_SECOND_WALL": ("on", "off"),
    "PAFYLL_WEBHOOKS": ("public", "off"),  # loopback is for development
}
SHORTEST_SECRET = 24  # characters
SHORTEST_KEY = 32


def whole_number(environment: Mapping[str, str], name: str, usual: int) -> int:
    """The number, or the usual one where it is not given or is none: the faults say so before anybody is served."""
    said = environment.get(name, "").strip()
    return int(said) if said.isascii() and said.isdigit() else usual


def maskinporten_in(environment: Mapping[str, str]) -> dict[str, str]:
    """Whose tokens are taken, whom they must be for, and how our scopes begin there. Empty where none are taken."""
    issuer = environment.get("PAFYLL_MASKINPORTEN_ISSUER", "")
    audience = environment.get("PAFYLL_MASKINPORTEN_AUDIENCE", "") or environment.get("PAFYLL_ADDRESS", "")
    prefix = environment.get("PAFYLL_MASKINPORTEN_SCOPES", "")
    return {"issuer": issuer, "audience": audience, "prefix": prefix} if issuer else {}


def faults_of_production(environment: Mapping[str, str]) -> list[str]:
    """Every fault at once, so that nobody mends one and starts again to meet the next."""
    faults = [f"{name} mangler: {what}" for name, what in NEEDED.items() if not environment.get(name)]
    faults += _faults_of_values(environment)
    if names_in(environment):
        faults += [*faults_in(environment), *_faults_of_log_in(environment)]
    return [*faults, *_faults_of_history(environment)]


def _faults_of_history(environment: Mapping[str, str]) -> Iterator[str]:
    """An installation from before history had keys of its own seals with the one that finds numbers."""
    keys = environment.get("PAFYLL_HISTORY_KEYS", "").split()
    if not keys and not environment.get("PAFYLL_FIND_KEY"):
        yield "PAFYLL_HISTORY_KEYS mangler: nøkkelen som historikken forsegles med. Bruk «manage.py new_keys»."
    if any(len(one) < SHORTEST_KEY for one in keys):
        yield "PAFYLL_HISTORY_KEYS har en nøkkel som er for kort: bruk «manage.py new_keys»."
    others = {*environment.get("PAFYLL_SEAL_KEYS", "").split(), environment.get("PAFYLL_FIND_KEY", "")}
    if others & {*keys} - {""}:
        yield "PAFYLL_HISTORY_KEYS må være andre nøkler enn PAFYLL_FIND_KEY og PAFYLL_SEAL_KEYS."


def _faults_of_values(environment: Mapping[str, str]) -> Iterator[str]:
    """What is there, and cannot be meant."""
    secret, hosts = environment.get("PAFYLL_SECRET_KEY", ""), environment.get("PAFYLL_HOSTS", "")
    if 0 < len(secret) < SHORTEST_SECRET:
        yield f"PAFYLL_SECRET_KEY er for kort: skriv minst {SHORTEST_SECRET} tilfeldige tegn."
    if any(host.strip() in ("*", "") or "/" in host for host in hosts.split(",") if hosts):
        yield "PAFYLL_HOSTS må være vertsnavn uten https:// og uten *, med komma mellom."
    for name, what in NUMBERS.items():
        said = environment.get(name, "").strip()
        if said and not (said.isascii() and said.isdigit()):
            yield f"{name} må være et helt tall: {what}"
    for name, words in CHOICES.items():
        if (said := environment.get(name, "")) and said not in words:
            yield f"{name} er «{said}», men må være {' eller '.join(words)}."
    if taken := maskinporten_in(environment):
        yield from _faults_of_maskinporten(taken)
    if (folder := environment.get("PROMETHEUS_MULTIPROC_DIR", "")) and not Path(folder).is_dir():
        yield f"PROMETHEUS_MULTIPROC_DIR peker på {folder}, som ikke er en mappe. Lag den, tom, før hver start."


def _faults_of_maskinporten(taken: Mapping[str, str]) -> Iterator[str]:
    if not taken["issuer"].startswith("https://"):
        yield "PAFYLL_MASKINPORTEN_ISSUER må være adressen som tokenene er utstedt av, slik den står der (https://…)."
    if not is_safe(taken["audience"]):
        yield "PAFYLL_MASKINPORTEN_AUDIENCE (eller PAFYLL_ADDRESS) mangler: hvem tokenene må være for (https://…)."
    if not taken["prefix"] or taken["prefix"].endswith("/"):
        yield "PAFYLL_MASKINPORTEN_SCOPES mangler: det scopene våre begynner med, som udir:pafyll, uten skråstrek bak."


def _faults_of_log_in(environment: Mapping[str, str]) -> list[str]:
    from pafyll.apps.accounts.sealing import faults_of_keys  # needs no settings until it seals

    faults = faults_of_keys(environment.get("PAFYLL_SEAL_KEYS", "").split(), environment.get("PAFYLL_FIND_KEY", ""))
    if not is_safe(environment.get("PAFYLL_ADDRESS", "")):
        faults.append(
            "PAFYLL_ADDRESS mangler eller er utrygg: adressen innloggingen sender folk tilbake til (https://…)."
        )
    return faults

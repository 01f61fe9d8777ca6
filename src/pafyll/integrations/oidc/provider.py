"""Who we let tell us who somebody is, as the environment says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

HERE = {"127.0.0.1", "localhost", "::1"}
LABELS = {"idporten": "ID-porten", "feide": "Feide", "ansattporten": "Ansattporten"}
SCOPES = {"feide": "openid userid-nin groups-org groups-edu"}
EXTENDED = (
    "https://api.dataporten.no/userinfo/v1/userinfo"  # Feide: the only place that gives the number of a Feide account
)
NEEDED = ("ISSUER", "CLIENT_ID")


@dataclass(frozen=True)
class Provider:
    """One issuer. least is the lowest level that it may log somebody in with; "" where it states none."""

    code: str
    label: str
    kind: str  # how it says who somebody is: "idporten" (the claim pid) or "feide" (extended userinfo)
    issuer: str
    client_id: str
    key: str = field(default="", repr=False)  # PEM: how we prove who we are (private_key_jwt)
    key_id: str = ""
    secret: str = field(default="", repr=False)  # where the provider takes no key
    scope: str = "openid"
    least: str = ""
    userinfo: str = ""

    @property
    def gives_high(self) -> bool:
        """Whether it can confirm somebody at the highest level."""
        return bool(self.least)


def providers_in(environment: Mapping[str, str]) -> list[Provider]:
    """Those that PAFYLL_LOGIN names (idporten feide), with what PAFYLL_<NAME>_… says about each."""
    return [_provider(code, environment) for code in names_in(environment)]


def names_in(environment: Mapping[str, str]) -> list[str]:
    return environment.get("PAFYLL_LOGIN", "").replace(",", " ").lower().split()


def faults_in(environment: Mapping[str, str]) -> list[str]:
    """What is missing or wrong, in sentences that name the setting."""
    return [fault for code in names_in(environment) for fault in _faults(code, environment)]


def _provider(code: str, environment: Mapping[str, str]) -> Provider:
    said = _said(code, environment)
    kind = said.get("KIND", "feide" if code == "feide" else "idporten")
    return Provider(
        code=code,
        label=said.get("LABEL", LABELS.get(code, code)),
        kind=kind,
        issuer=said.get("ISSUER", "").rstrip("/"),
        client_id=said.get("CLIENT_ID", ""),
        key=Path(said["KEY_FILE"]).read_text() if said.get("KEY_FILE") else "",
        key_id=said.get("KEY_ID", ""),
        secret=said.get("SECRET", ""),
        scope=said.get("SCOPE", SCOPES.get(kind, "openid profile")),
        least=said.get("LEAST", "" if kind == "feide" else "substantial"),
        userinfo=said.get("USERINFO", EXTENDED if kind == "feide" else ""),
    )


def _said(code: str, environment: Mapping[str, str]) -> dict[str, str]:
    start = f"PAFYLL_{code.upper()}_"
    return {name.removeprefix(start): value for name, value in environment.items() if name.startswith(start) and value}


def _faults(code: str, environment: Mapping[str, str]) -> list[str]:
    said, start = _said(code, environment), f"PAFYLL_{code.upper()}_"
    faults = [f"{start}{name} mangler." for name in NEEDED if name not in said]
    if not (said.get("KEY_FILE") or said.get("SECRET")):
        faults.append(f"{start}KEY_FILE mangler: filen med nøkkelen som Påfyll viser hvem det er med.")
    if said.get("KEY_FILE") and not Path(said["KEY_FILE"]).is_file():
        faults.append(f"{start}KEY_FILE peker på en fil som ikke finnes.")
    if said.get("KEY_FILE") and not said.get("KEY_ID"):
        faults.append(f"{start}KEY_ID mangler: navnet nøkkelen er registrert med (kid).")
    if said.get("ISSUER") and not is_safe(said["ISSUER"]):
        faults.append(f"{start}ISSUER må begynne med https://.")
    return faults


def is_safe(address: str) -> bool:
    """https, or this machine."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)

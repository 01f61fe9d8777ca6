"""What production lacks before it may start, in sentences that name the setting and say what it is for."""

from __future__ import annotations

from collections.abc import Mapping

from pafyll.integrations.oidc.provider import faults_in, is_safe, names_in

NEEDED = {
    "PAFYLL_SECRET_KEY": "en lang, tilfeldig tekst som signerer økter.",
    "PAFYLL_HOSTS": "vertsnavnene nettstedet svarer på, med komma mellom.",
    "PAFYLL_DATABASE": "adressen til databasen, som postgres://bruker@vert/navn.",
}


def faults_of_production(environment: Mapping[str, str]) -> list[str]:
    """Every fault at once, so that nobody mends one and starts again to meet the next."""
    faults = [f"{name} mangler: {what}" for name, what in NEEDED.items() if not environment.get(name)]
    if names_in(environment):
        faults += [*faults_in(environment), *_faults_of_log_in(environment)]
    return faults


def _faults_of_log_in(environment: Mapping[str, str]) -> list[str]:
    from pafyll.apps.accounts.sealing import faults_of_keys  # needs no settings until it seals

    faults = faults_of_keys(environment.get("PAFYLL_SEAL_KEYS", "").split(), environment.get("PAFYLL_FIND_KEY", ""))
    if not is_safe(environment.get("PAFYLL_ADDRESS", "")):
        faults.append(
            "PAFYLL_ADDRESS mangler eller er utrygg: adressen innloggingen sender folk tilbake til (https://…)."
        )
    return faults

"""The guides are true: each call in them is made, in order, and what they show of the answers is there."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any

import pytest
from django.test import Client

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Admission, AllocationRun, Application
from pafyll.apps.applications.services.confirming import confirm_terms
from pafyll.apps.connections.models import AccessToken, HookDelivery
from pafyll.apps.connections.services.telling import errand
from pafyll.apps.connections.services.tokens import digest_of
from pafyll.apps.connections.services.webhooks import tell_again
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.rules.tokens import SCOPES
from pafyll.integrations.clock import machine_now, now
from pafyll.integrations.webhooks.signing import new_secret
from tests.apps.agreements.parties import make_parties
from tests.apps.applications.queueing import MAY, make_queue
from tests.apps.applications.two_editors import make_office
from tests.apps.connections.scene import make_system
from tests.apps.grants.studying import AUTUMN, IN_AUTUMN, make_fjordvik, term
from tests.factories import (
    AccessTokenFactory,
    FormVersionFactory,
    OrganisationFactory,
    PaymentStatementFactory,
    RoleGrantFactory,
    SchemeYearFactory,
    StudyOfferFactory,
)

pytestmark = pytest.mark.django_db
GUIDES = Path(__file__).parents[2] / "docs/howto/api"
BLOCK = re.compile(r"```(http|json)\n(.*?)```", re.DOTALL)
SECRET = "pafyll_" + "g" * 43
Known = dict[str, Any]


def _key(user: User, organisation: Organisation) -> None:
    """The key that the guide is carried out with."""
    given = {"digest": digest_of(SECRET), "scopes": sorted(SCOPES), "made_at": now()}
    AccessTokenFactory(holder=user, organisation=organisation, expires_at=now().replace(year=now().year + 1), **given)


def catalogue(clock: Any) -> Known:
    return {"offer": StudyOfferFactory(published=True, study_year=2026, mode="online").code}


def needs(clock: Any) -> Known:
    governor = OrganisationFactory(county_governor=True, county_code="77")
    owner = OrganisationFactory(municipality=True, county_code="77")
    year: Any = SchemeYearFactory(governor=governor, announced=True)
    FormVersionFactory(scheme_year=year, live=True)
    _key(RoleGrantFactory(owner_decider=True, organisation=owner).person.user, owner)
    return {"owner": owner.number, "year": year.pk}


def ranking(clock: Any) -> Known:
    office: Any = make_office()
    owner = office.ranking.owner
    _key(office.officer, owner)
    numbers = dict(Application.objects.values_list("pk", "number"))
    first, second, _third = (numbers[key] for key in office.keys)
    year = {"owner": owner.number, "study_year": office.round.study_year}
    return {**year, "first": first, "second": second}


def admissions(clock: Any) -> Known:
    queue = make_queue()
    clock.move_to(MAY)
    provider = queue.offer.programme.provider
    _key(RoleGrantFactory(provider_officer=True, organisation=provider).person.user, provider)
    return {"admission": Admission.objects.earliest("pk").pk}


def confirmations(clock: Any) -> Known:
    fjordvik = make_fjordvik()
    clock.move_to(IN_AUTUMN)
    _key(fjordvik.marit, fjordvik.owner)
    place = fjordvik.participation()
    return {"owner": fjordvik.owner.number, "window": fjordvik.window().pk, "term": term(place, AUTUMN).pk}


def money(clock: Any) -> Known:
    fjordvik = make_fjordvik()
    clock.move_to(IN_AUTUMN)
    _key(fjordvik.marit, fjordvik.owner)
    terms = [term(fjordvik.participation(), AUTUMN).pk]
    confirm_terms(window=fjordvik.window(), owner=fjordvik.owner, terms=terms, by=fjordvik.siri, at=IN_AUTUMN)
    one = PaymentStatementFactory(round=fjordvik.round, owner=fjordvik.owner, semester=AUTUMN)
    return {"owner": fjordvik.owner.number, "statement": one.pk}


def agreements(clock: Any) -> Known:
    parties = make_parties()
    _key(parties.marit, parties.municipality)
    return {"agreement": parties.agreed().pk}


def allocations(clock: Any) -> Known:
    queue = make_queue()
    directorate = OrganisationFactory(directorate=True)
    _key(RoleGrantFactory(directorate_decider=True, organisation=directorate).person.user, directorate)
    run = AllocationRun.objects.filter(round=queue.round).earliest("pk")
    return {"run": run.pk, "study_year": queue.round.study_year}


def webhooks(clock: Any) -> Known:
    parties = make_parties()
    grant = RoleGrantFactory(provider_officer=True, organisation=parties.college)
    _key(grant.person.user, parties.college)
    return {"address": "https://system.example.no/pafyll"}


def keys(clock: Any) -> Known:
    owner = OrganisationFactory(municipality=True)
    _key(RoleGrantFactory(owner_decider=True, organisation=owner).person.user, owner)
    return {}


SCENES: dict[str, Callable[[Any], Known]] = {
    one.__name__: one
    for one in (catalogue, needs, ranking, admissions, confirmations, money, agreements, allocations, webhooks, keys)
}


def test_every_guide_is_carried_out_and_is_in_the_list_of_guides():
    written = {path.stem for path in GUIDES.glob("*.md")}
    listed = set(re.findall(r"\(api/(\w+)\.md\)", (GUIDES.parent / "api.md").read_text(encoding="utf-8")))

    assert written == listed == set(SCENES)


@pytest.mark.parametrize("guide", sorted(SCENES))
def test_each_call_in_the_guide_is_made_and_answers_as_it_shows(guide: str, clock: Any) -> None:
    known = SCENES[guide](clock)
    client = Client(headers={"Authorization": f"Bearer {SECRET}"} if AccessToken.objects.exists() else None)
    answer: Any = None
    calls = 0
    for kind, text in _blocks(guide):
        if kind == "http":
            answer = _called(client, Template(text).substitute(known))
            known |= _learnt(answer)
            calls += 1
        else:
            assert _lacking(json.loads(text), answer.json()) == [], text
    assert calls > 1


def test_the_receiver_in_the_guide_takes_what_is_signed_once_and_nothing_else(clock: Any, settings: Any) -> None:
    settings.WEBHOOKS = "loopback"
    receiver: dict[str, Any] = {}
    [code] = re.findall(r"```python\n(.*?)```", (GUIDES / "webhooks.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(code, receiver)
    receiver["Receiver"].log_message = lambda *_: None
    server = ThreadingHTTPServer(("127.0.0.1", 0), receiver["Receiver"])
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    system = make_system(address=f"http://127.0.0.1:{server.server_address[1]}/pafyll")
    receiver["SECRET"] = system.secret
    need = system.something_happens()

    assert errand() == 2  # it is spread, and told
    one = HookDelivery.objects.get()
    tell_again(delivery=one, by=system.user, at=now(), machine=machine_now())
    assert errand() == 1
    assert receiver["work"].get_nowait()["data"]["id"] == need.number
    assert receiver["work"].empty()
    receiver["SECRET"] = new_secret()
    tell_again(delivery=one, by=system.user, at=now(), machine=machine_now())
    assert errand() == 0
    one.refresh_from_db()
    assert (one.status, one.answer) == ("waiting", 401)
    server.shutdown()
    server.server_close()


def _blocks(guide: str) -> Iterator[tuple[str, str]]:
    text = (GUIDES / f"{guide}.md").read_text(encoding="utf-8")
    return ((found[1], found[2]) for found in BLOCK.finditer(text))


def _called(client: Client, text: str) -> Any:
    """The call: a method and an address, headers, an empty line, and a body. It is answered with yes."""
    head, _empty, body = text.partition("\n\n")
    first, *lines = head.strip().splitlines()
    method, address = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    send = getattr(client, method.lower())
    given = {"data": body, "content_type": "application/json"} if method != "GET" else {}
    answer = send(address, headers=headers, **given)
    assert answer.status_code in (200, 201, 202), (text, answer.content.decode())
    return answer


def _learnt(answer: Any) -> Known:
    """What the next calls of a guide name: the edition, the ETag, a number and a condition."""
    told, found = answer.json(), {}
    if isinstance(told, dict):
        found = {name: told[name] for name in ("edition", "number") if name in told}
        found |= {"simulation": told["id"]} if answer.status_code == 202 else {}
        found |= {"webhook": told["id"]} if "secret" in told and "id" in told else {}
        found |= {"condition": told["conditions"][0]["id"]} if told.get("conditions") else {}
    return found | ({"etag": answer["ETag"]} if "ETag" in answer else {})


def _lacking(shown: Any, real: Any, place: str = "") -> list[str]:
    """Where the guide shows something that the answer does not have, or has as another kind of value."""
    if isinstance(shown, dict) and isinstance(real, dict):
        gone = [f"{place}.{name}" for name in shown if name not in real]
        return gone + [
            fault for name in shown if name in real for fault in _lacking(shown[name], real[name], f"{place}.{name}")
        ]
    if isinstance(shown, list) and isinstance(real, list):
        if shown and not real:
            return [f"{place} is empty"]
        return _lacking(shown[0], real[0], f"{place}[0]") if shown else []
    if shown is None or real is None or type(shown) is type(real):
        return []
    return [f"{place}: {type(real).__name__}, not {type(shown).__name__}"]

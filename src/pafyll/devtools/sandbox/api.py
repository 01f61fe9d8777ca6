"""What a client asks the sandbox itself: a new world, its day, what shall be done there, and to clear it."""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router, Schema, Status
from pydantic import Field

from pafyll.api.v1.problems import OUR_FAULT, Problem, problem, tell_problems_of
from pafyll.api.v1.shapes import Taken
from pafyll.apps.connections.services.telling import errand
from pafyll.devtools.sandbox.entering import inside
from pafyll.devtools.sandbox.generating import NATION, PREPARED, Key, Wanted, first_day, generate, give_keys
from pafyll.devtools.sandbox.worlds import World, Worlds
from pafyll.domain.answers import Refusal, no
from pafyll.integrations.clock import machine_now

logger = logging.getLogger(__name__)
router = Router(tags=["worlds"])
FAULTS: Any = {frozenset({400, 404, 409, 422}): Problem}
PER_APPLICANT = 5  # teachers, so that every school with applicants has somebody left to teach
TOO_FEW = no(
    "too_few_teachers",
    "Det er for få lærere til så mange søkere.",
    remedy="Be om minst {least} lærere, eller om færre søkere.",
    field="teachers",
)


class NewWorld(Taken):
    """What the world shall be: the story that the guides tell, or a small nation by a seed. Numbers are a nation's."""

    kind: Literal["story", "nation"] = "story"
    teachers: Annotated[int, Field(ge=500, le=20_000)] = 1_500
    offers: Annotated[int, Field(ge=40, le=185)] = 40
    applicants: Annotated[int, Field(ge=50, le=2_000)] = 200
    seed: Annotated[int, Field(ge=1, le=2**31 - 1)] = 1


class Day(Taken):
    """The day that it shall be in the world."""

    day: Annotated[date, Field(strict=False)]


class KeyShown(Schema):
    """A key to one organisation in the world. secret is told now and never again."""

    organisation: str
    organisation_number: str
    role: str
    scopes: list[str]
    secret: str


class WorldShown(Schema):
    """A world. address is what calls of the API begin with; it is cleared when nobody has used it until ends_at."""

    name: str
    kind: str
    address: str
    day: date
    made_at: datetime
    ends_at: datetime


class MadeWorld(WorldShown):
    """A new world, with its keys."""

    keys: list[KeyShown]


class Done(Schema):
    """How many things were done that wait for a worker: what has happened is told to webhooks."""

    done: int


@router.post("/worlds", response={201: MadeWorld, **FAULTS}, operation_id="make_world")
def make_world(request: HttpRequest, wanted: NewWorld) -> Any:
    """A world of one's own: a copy of the story, or a nation that is generated now. Whoever knows its name, has it."""
    if wanted.teachers < PER_APPLICANT * wanted.applicants:
        raise Refusal(replace(TOO_FEW, facts={"least": PER_APPLICANT * wanted.applicants}))
    all_worlds = worlds()
    with _one_at_a_time():
        world = all_worlds.copy(wanted.kind, of=PREPARED[wanted.kind], day=first_day(), at=machine_now())
        keys = _filled(world, wanted)
        all_worlds.keep(world)
    return Status(201, _shown(world) | {"keys": [_key(one) for one in keys]})


@router.get("/worlds/{name}", response={200: WorldShown, **FAULTS}, operation_id="world")
def one_world(request: HttpRequest, name: str) -> Any:
    """What the world is, and when it lapses. Its keys are not told again."""
    return _shown(_found(name))


@router.put("/worlds/{name}/day", response={200: WorldShown, **FAULTS}, operation_id="move_day")
def move_day(request: HttpRequest, name: str, wanted: Day) -> Any:
    """Moves the world to another day, so that deadlines are near, or over. The hours run as they do outside."""
    world = replace(_found(name), day=wanted.day)
    worlds().keep(world)
    return _shown(world)


@router.post("/worlds/{name}/work", response={200: Done, **FAULTS}, operation_id="do_work")
def do_work(request: HttpRequest, name: str) -> Any:
    """Does what a worker does all the time elsewhere: tells webhooks what has happened, and tries again."""
    world = _found(name)
    with inside(worlds().file_of(world), world.day):
        return {"done": errand()}


@router.delete("/worlds/{name}", response={204: None, **FAULTS}, operation_id="clear_world")
def clear_world(request: HttpRequest, name: str) -> Any:
    """Clears the world with all that is in it. It cannot be undone."""
    worlds().clear(_found(name).name)
    return HttpResponse(status=204)


def worlds() -> Worlds:
    """The worlds of this installation."""
    return Worlds(settings.SANDBOX, most=settings.SANDBOX_WORLDS)


def _filled(world: World, wanted: NewWorld) -> list[Key]:
    with inside(worlds().file_of(world), world.day):
        if wanted.kind == NATION:
            generate(Wanted(wanted.teachers, wanted.offers, wanted.applicants, wanted.seed))
        return give_keys()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Worlds are made one after another, however many ask: each takes a whole core meanwhile."""
    with (settings.SANDBOX / "making.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _found(name: str) -> World:
    if world := worlds().found(name):
        return world
    raise Http404


def _shown(world: World) -> dict[str, Any]:
    address = f"{settings.SITE_ADDRESS.rstrip('/')}/world/{world.name}"
    said = {"name": world.name, "kind": world.kind, "address": address, "day": world.day}
    return said | {"made_at": world.made_at, "ends_at": worlds().ends(world)}


def _key(key: Key) -> dict[str, Any]:
    own = {"organisation": key.organisation.name, "organisation_number": key.organisation.number}
    return own | {"role": key.role, "scopes": key.scopes, "secret": key.secret}


api = NinjaAPI(
    title="Påfyll: prøvemiljø",
    version="1",
    description="Worlds to try the API in. docs/howto/sandbox.md is the guide.",
    urls_namespace="sandbox",
    docs_url=None,
)


@api.exception_handler(Exception)
def our_fault(request: HttpRequest, error: Exception) -> HttpResponse:
    """A world that was not finished is nobody's, and is cleared when the next is made an hour later or more."""
    logger.error("A call of the sandbox failed", exc_info=error)
    return problem(500, OUR_FAULT)


api.add_router("", router)
tell_problems_of(api)

"""Teachers on an evening, in a process of their own: python -m benchmarks.deadline.load plan.json told.json.

Each opens a new connection for each request, waits between them as one who reads and writes, stands in line at the
log-in, and tells what she was told.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

TOKEN = "s" * 32
HASH = re.compile(r'<p class="p-code">([0-9a-f]{64})</p>')
AUTOSAVES = 8
DOOR = "/logg-inn/?next=/min/"
TRIES = 3


@dataclass
class Teacher:
    """What became of her. Times are seconds from the beginning of the hour."""

    session: str
    came: float
    let_in: float = -1.0
    asked: int = 0
    waited: int = 0  # how often she was told her place
    receipt: str = ""
    refused: str = ""
    fault: str = ""
    cookies: dict[str, str] = field(default_factory=dict)


@dataclass
class Told:
    """Milliseconds of each answer: at the door, and inside."""

    door: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)
    teachers: list[dict[str, Any]] = field(default_factory=list)
    took: float = 0.0  # seconds until the last one was finished


async def main(plan: dict[str, Any]) -> Told:
    """Runs everybody; each comes at her own time."""
    told, began = Told(), time.monotonic() + plan["begins"] - time.time()
    assert began > time.monotonic(), "the hour had begun before anyone was ready"
    everyone = [Teacher(session, came) for session, came in plan["people"]]
    await asyncio.gather(*(_evening(one, plan, told, began) for one in everyone))
    told.took = time.monotonic() - began
    told.teachers = [asdict(one) for one in everyone]
    return told


async def _evening(teacher: Teacher, plan: dict[str, Any], told: Told, began: float) -> None:
    chance = random.Random(teacher.session)
    await asyncio.sleep(max(0.0, began + teacher.came - time.monotonic()))
    try:
        await _stand_in_line(teacher, plan, told)
        teacher.let_in = time.monotonic() - began
        await _apply(teacher, plan, told, chance)
    except (TimeoutError, OSError, ValueError, IndexError) as error:
        teacher.fault = f"{type(error).__name__}: {error}"


async def _stand_in_line(teacher: Teacher, plan: dict[str, Any], told: Told) -> None:
    """Until the log-in opens. She looks again as soon as the page would by itself."""
    while True:
        status, headers, _text = await _ask(teacher, plan, "GET", DOOR, None, told.door)
        if status != 503:
            break
        teacher.waited += 1
        await asyncio.sleep(float(headers.get("retry-after", "8")) * plan["share"])
    teacher.cookies |= {"sessionid": teacher.session, "csrftoken": TOKEN}


async def _apply(teacher: Teacher, plan: dict[str, Any], told: Told, chance: random.Random) -> None:
    """Twenty-five requests more, as a browser makes them for one who applies, with a pause before each."""

    async def ask(method: str, path: str, **values: Any) -> tuple[int, dict[str, str], str]:
        await asyncio.sleep(chance.expovariate(1 / plan["pause"]))
        body = urlencode({"csrfmiddlewaretoken": TOKEN, **values}) if method == "POST" else None
        return await _ask(teacher, plan, method, path, body, told.inside)

    await ask("GET", "/min/")
    await ask("GET", f"/min/runde/{plan['round']}/start/?offer={plan['offer']}")
    status, headers, text = await ask("POST", f"/min/runde/{plan['round']}/start/", offer=plan["offer"])
    found = re.search(r"/min/soknad/(\d+)/", headers.get("location", ""))
    if not found:
        teacher.refused = f"start {status}"
        return
    home = f"/min/soknad/{found[1]}"
    await ask("GET", f"{home}/studium/")
    seen = _seen(await ask("GET", f"{home}/ordning/"))
    scheme = {"school": plan["school"], "semesters": "both", "scheme_1": "substitute"}
    await ask("POST", f"{home}/scheme/lagre/", **seen, **scheme)
    await ask("POST", f"{home}/ordning/", **seen, **scheme)
    seen = _seen(await ask("GET", f"{home}/begrunnelse/"))
    for number in range(AUTOSAVES):
        text = f"Jeg underviser i matematikk uten studiepoeng. {'Mer om det. ' * number}"
        await ask("POST", f"{home}/motivation/lagre/", **seen, motivation=text)
    await ask("POST", f"{home}/begrunnelse/", **seen, motivation=text)
    seen = _seen(await ask("GET", f"{home}/se-over/"))
    status, headers, _text = await ask("POST", f"{home}/se-over/", **seen, principal_knows="on", meets_admission="on")
    if status != 303:
        teacher.refused = f"send {status}"
        return
    _status, _headers, shown = await ask("GET", headers["location"])
    teacher.receipt = HASH.findall(shown)[0]
    for path in (f"{home}/", "/studier/", "/frister/", "/min/", "/varsler/"):
        await ask("GET", path)


def _seen(answer: tuple[int, dict[str, str], str]) -> dict[str, str]:
    """Which version the form shows, and which window it is."""
    fields = {name: re.search(rf'name="{name}"[^>]*value="([^"]*)"', answer[2]) for name in ("version", "window")}
    return {name: found[1] if found else "" for name, found in fields.items()}


async def _ask(
    teacher: Teacher, plan: dict[str, Any], method: str, path: str, body: str | None, times: list[float]
) -> tuple[int, dict[str, str], str]:
    """One request. No answer at all is a fault after three tries; a slow one is only slow."""
    for attempt in range(TRIES):
        began = time.monotonic()
        try:
            answer = await asyncio.wait_for(_send(teacher, plan, method, path, body), plan["patience"])
        except (TimeoutError, OSError):
            if attempt == TRIES - 1:
                raise
            continue
        times.append(1_000 * (time.monotonic() - began))
        teacher.asked += 1
        return answer
    raise AssertionError


async def _send(
    teacher: Teacher, plan: dict[str, Any], method: str, path: str, body: str | None
) -> tuple[int, dict[str, str], str]:
    reader, writer = await asyncio.open_connection(plan["host"], plan["port"])
    try:
        cookies = "; ".join(f"{name}={value}" for name, value in teacher.cookies.items())
        lines = [f"{method} {path} HTTP/1.1", "Host: localhost", "Connection: close", f"Cookie: {cookies}"]
        if body is not None:
            lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body.encode())}"]
        writer.write(("\r\n".join(lines) + "\r\n\r\n" + (body or "")).encode())
        await writer.drain()
        head, _, content = (await reader.read(-1)).partition(b"\r\n\r\n")
    finally:
        writer.close()
    first, *rest = head.decode("latin-1").split("\r\n")
    headers = {}
    for line in rest:
        name, _, value = line.partition(": ")
        headers[name.lower()] = value
        if name.lower() == "set-cookie":
            cookie, _, kept = value.partition(";")[0].partition("=")
            teacher.cookies[cookie] = kept
    return int(first.split()[1]), headers, content.decode("utf-8", "replace")


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text())
    Path(sys.argv[2]).write_text(json.dumps(asdict(asyncio.run(main(asked)))))

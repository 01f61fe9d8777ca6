"""Pipelines, recipients and requests drawn at random, always such that they can be carried out."""

from __future__ import annotations

from random import Random
from typing import Any

from pafyll.domain.grants.distribution import Recipient, Request
from pafyll.domain.values import Kroner

KINDS = ("municipality", "private_owner", "school", "kindergarten", "provider")
KEYS = ("teacher_fte", "kindergarten_fte", "equal", "fixed")


def recipients_of(random: Random) -> list[Recipient]:
    """One to thirty, in up to three counties; one at least weighs something."""
    found = []
    for at in range(random.randint(1, 30)):
        county = random.choice(("18", "46", "50"))
        keys = {key: random.choice((0, 1, 50, random.randint(0, 10**6))) for key in KEYS[:2]}
        found.append(
            Recipient(
                f"{900000000 + 7 * at}", f"Mottaker {at}", random.choice(KINDS), county,
                f"{county}{random.randint(1, 4):02d}", random.choice(("nord", "sør")), keys=keys,
            )
        )  # fmt: skip
    return found


def requests_of(random: Random, recipients: list[Recipient]) -> list[Request]:
    """Up to fifteen, for amounts and for units."""
    return [
        Request(
            f"B{at}", random.choice(recipients).number, random.choice((0, random.randint(0, 10**6))), f"Behov {at}",
            rank=random.randint(1, 5), received=f"2026-01-{random.randint(10, 28)}", committed=random.choice((0, 500)),
            units={"days": random.randint(0, 9), "staff": random.randint(0, 40)},
        )
        for at in range(random.randint(0, 15))
    ]  # fmt: skip


def frame_for(random: Random, content: dict[str, Any]) -> Kroner:
    """Enough for what the steps demand: least sums and commitments."""
    return Kroner(random.choice((10**6, 8_270_000, 39_700_000, random.randint(10**6, 10**9))))


def pipeline_of(random: Random, recipients: list[Recipient], *, only_keys: bool) -> dict[str, Any]:
    """Grows a tree of pots from the frame, and says of every pot how it is spent and what becomes of the rest."""
    steps: list[dict[str, Any]] = []
    if not only_keys and random.random() < 0.4:
        steps.append({"step": "commitments", "pot": "frame"})
    open_pots, made = ["frame"], 0
    while open_pots:
        pot = open_pots.pop()
        kind = random.choice(("percentages", "equal_split", "frames", "spend", "spend")) if made < 6 else "spend"
        if kind == "spend":
            steps += _spend(random, pot, recipients, only_keys)
            continue
        count = 1 if kind == "frames" else random.randint(2, 4)
        names = [f"pot{made + at}" for at in range(count)]
        made += count
        steps += _part(random, kind, pot, names)
        open_pots += names
    return {"title": "Trukket", "steps": steps}


def _part(random: Random, kind: str, pot: str, names: list[str]) -> list[dict[str, Any]]:
    if kind == "frames":
        per, key = random.choice(("county", "region", "municipality", "owner")), random.choice(KEYS[:3])
        limits = random.choice(({}, {"most": random.randint(10**3, 10**6)}))
        made = {"step": kind, "pot": pot, "per": per, "into": names[0], "key": key, **limits}
        return [made, {"step": "remainder", "pot": pot, "fate": "returned"}]
    if kind == "equal_split":
        return [{"step": kind, "pot": pot, "into": names}]
    cuts = sorted(random.sample(range(1, 10_000), len(names) - 1))
    shares = [b - a for a, b in zip([0, *cuts], [*cuts, 10_000], strict=True)]
    return [
        {
            "step": kind,
            "pot": pot,
            "into": {name: f"{share / 100:.2f}" for name, share in zip(names, shares, strict=True)},
        }
    ]


def _spend(random: Random, pot: str, recipients: list[Recipient], only_keys: bool) -> list[dict[str, Any]]:
    spending = [_share(random, pot, recipients)]
    if not only_keys:
        spending += random.sample(_by_request(random, pot), random.randint(0, 2))
        random.shuffle(spending)
    return [*spending, {"step": "remainder", "pot": pot, "fate": random.choice(("returned", "reannounced"))}]


def _share(random: Random, pot: str, recipients: list[Recipient]) -> dict[str, Any]:
    key = random.choice(KEYS)
    shares = {one.number: random.randint(0, 100) for one in recipients} if key == "fixed" else {}
    limits = random.choice(({}, {}, {"most": random.randint(0, 10**6)}, {"least": 0, "most": 10**5}))
    return {"step": "share", "pot": pot, "key": key, "shares": shares, "who": list(random.sample(KINDS, 2)), **limits}


def _by_request(random: Random, pot: str) -> list[dict[str, Any]]:
    short = random.choice(("part", "stop", "skip"))
    component = {"label": "Møter", "rate": 450, "unit": "staff", "factors": {"møter": 6, "timer": 3}}
    return [
        {"step": "requests", "pot": pot, "if_short": short},
        {"step": "first_come", "pot": pot, "if_short": short},
        {"step": "rate", "pot": pot, "unit": "days", "rate": 1000, "most_units": 5, "if_short": "reduce"},
        {"step": "unit_costs", "pot": pot, "components": [component]},
    ]

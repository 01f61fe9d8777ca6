"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, OfOffice, Unwalled, Wall

DIRECTORATE = ("directorate_officer", "directorate_decider")
NATION = (*DIRECTORATE, "appeals_officer")

WALLS: tuple[Wall | Unwalled | OfOffice | Called, ...] = (
    Wall(
        "applications.Application",
        person="person",
        office="owner school later_owners",
        county="owner",
        offer="offer_1 offer_2",
        roles=NATION,
    ),
    Wall("applications.ApplicationVersion", within="application", but_for="later_owners"),
    Wall("applications.Statement", within="application", but_for="later_owners"),
    Wall("applications.OwnerApproval", within="application", but_for="later_owners"),
    Wall("applications.AllocationResult", within="application", but_for="later_owners"),
    Wall("applications.PlaceOffer", within="application", but_for="later_owners"),
    Wall("applications.QueueExit", within="application", but_for="later_owners"),
    Wall("applications.PlannedApplication", within="application", but_for="later_owners"),
    Wall(
        "applications.Participation",
        person="person",
        # Whoever it began with, and whoever had her in between, keep what was asked and paid then.
        office="owner school application__owner application__later_owners",
        county="owner",
        offer="offer",
        roles=NATION,
    ),
    Wall("applications.ParticipationTerm", within="participation"),
    Wall("applications.Admission", within="participation"),
    Wall("applications.AdmissionCondition", within="admission"),
    Wall("applications.LateConfirmation", within="term"),
    Wall("applications.ConfirmationReceipt", office="owner", roles=DIRECTORATE),
    Wall("applications.ConfirmationReminder", office="owner", roles=DIRECTORATE),
    Wall("applications.Dispensation", person="person", office="owner", roles=NATION),
    Wall("applications.CostEstimate", office="owner", roles=DIRECTORATE),
    Wall("applications.Ranking", office="owner", roles=NATION),
    Wall("applications.RankingEntry", within="application", but_for="later_owners"),
    Wall("applications.RankingVersion", within="ranking"),
    Wall("applications.OwnerFrame", office="owner", county="owner", roles=DIRECTORATE),
    Unwalled(
        "Round RoundRate Scenario AllocationRun ConfirmationWindow WaitingList",
        "of the whole nation: announced to everybody, or the directorate's own",
    ),
    Unwalled("FreedPlace", "says which study has a free place; who left it stands behind the wall of participations"),
    OfOffice("frame:*:*", 3),  # what an owner may use in a round
    OfOffice("round:*:owner:*", 4),  # what an owner believes that its studies in a round cost
    Called("round:*", "applications.Round"),
    Called("scenario:*", "applications.Scenario"),
    Called("window:*", "applications.ConfirmationWindow"),
)

"""Every indicator against a case that was worked out by hand: from rows in the database to the figure."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from pafyll.apps.statistics.queries.facts import facts
from pafyll.apps.statistics.services.aggregating import counted
from pafyll.apps.statistics.services.counting import count_topics
from pafyll.apps.statistics.services.hiding import shown_of
from pafyll.domain.statistics.indicators import INDICATORS, TOPICS
from pafyll.integrations.clock import OSLO
from tests.domain.grants.tables import read
from tests.factories import (
    AdmissionFactory,
    AllocationResultFactory,
    AllocationRunFactory,
    AppealFactory,
    ApplicationFactory,
    AwardFactory,
    AwardReportFactory,
    CreditsHeldFactory,
    FreedPlaceFactory,
    OrganisationFactory,
    OwnContributionFactory,
    OwnerApprovalFactory,
    ParticipationFactory,
    ParticipationTermFactory,
    PersonFactory,
    PlannedCostFactory,
    RoundFactory,
    SchemeYearFactory,
    StatementFactory,
    StudyOfferFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 10)


def moment(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=OSLO)


def figure(code: str, *key: str, by: tuple[str, ...] = ("year",)) -> int | None:
    """The figure with nothing hidden for being small."""
    shown = shown_of(count_topics(TODAY), {})
    return next(values for one, dimensions, values in shown.tables if (one.code, dimensions) == (code, by))[key]


@pytest.fixture
def applications():
    """The round of tests/cases/figures-applications.csv. Anne applied in the round before as well."""
    round = RoundFactory(allocated=True)
    offers = {
        "M": StudyOfferFactory(capacity=10, programme__subject="mathematics"),
        "E": StudyOfferFactory(capacity=5, programme__subject="english"),
    }
    for row in read("figures-applications.csv"):
        person = PersonFactory(first_name=row["who"].split(",")[0])
        application = ApplicationFactory(
            round=round, person=person, status=row["status"], offer_1=offers[row["study"]], scheme_1=row["scheme"],
            submitted_at=moment(row["sent"]),
        )  # fmt: skip
        if row["approved"]:
            OwnerApprovalFactory(application=application, approved=row["approved"] == "yes")
        if row["held"]:
            _take_part(application, row)
        if person.first_name == "Anne":
            before = RoundFactory(allocated=True, study_year=2025)
            ApplicationFactory(
                refused=True, round=before, person=person, offer_1=offers["M"], submitted_at=moment("2025-04-30")
            )
    StudyOfferFactory(draft=True, capacity=100)


def _take_part(application, row):
    held = ParticipationFactory(
        application=application, status=row["held"], scheme=row["scheme"], credits=Decimal(row["credits"])
    )
    if row["admission"]:
        AdmissionFactory(participation=held, **{row["admission"]: True})
    if row["refilled"]:
        FreedPlaceFactory(left_by=held, status="filled" if row["refilled"] == "yes" else "free")
    ParticipationTermFactory(participation=held, state_amount=999, owner_amount=999)  # not confirmed: not counted
    if row["state"]:
        ParticipationTermFactory(
            participation=held, spring=True, confirmed=True, state_amount=int(row["state"]),
            owner_amount=int(row["owner"]),
        )  # fmt: skip


# By hand, in 2026/27. Applied: all twelve but Karl. Approved: the first nine. Granted: Anne to Hanne. Admitted: Anne to
# Cato and Geir by their admissions, and Dina since she has begun. Started: Anne to Dina. Completed: the first two.
# In mathematics: the first six, of whom all were granted, four admitted and started, two completed.
FUNNEL = {
    "applied": (11, 6),
    "approved": (9, 6),
    "granted": (8, 6),
    "admitted": (5, 4),
    "started": (4, 4),
    "completed": (2, 2),
}


def test_the_funnel(applications):
    for code, (everybody, mathematics) in FUNNEL.items():
        assert figure(code, "2026") == everybody, code
        assert figure(code, "2026", "mathematics", by=("year", "subject")) == mathematics, code


def test_every_breakdown_of_the_funnel_comes_to_the_same(applications):
    for table in counted(TOPICS["funnel"], facts()).tables:
        key = ("2026", *[""] * (len(table.dimensions) - 1))
        assert table.counts[key] == FUNNEL[table.figure][0], (table.figure, table.dimensions)


# Capacity: 10 + 5 published, the draft is not. In use: Anne to Dina and Geir; Hanne has put hers off. Left: 15 − 5.
# Gave up: Erik and Frida; Erik's went to somebody else: 1 of 2 = 50 per cent.
@pytest.mark.parametrize(
    ("code", "expected"),
    [("capacity", 15), ("occupied", 5), ("unfilled", 10), ("gave_up", 2), ("refilled", 1), ("reused", 50)],
)
def test_places(applications, code, expected):
    assert figure(code, "2026") == expected


# State: 200 000 × 3 + 60 000 = 660 000. Owners: 50 000 × 3 + 10 000 = 160 000; semesters that are not confirmed are not
# counted. Credits: 30 + 30 for Anne and Bente. Each credit: 820 000 / 60 = 13 666.67, which is 13 667.
@pytest.mark.parametrize(
    ("code", "expected"),
    [("state_cost", 660_000), ("owner_cost", 160_000), ("credits", 60), ("cost_per_credit", 13_667)],
)
def test_costs(applications, code, expected):
    assert figure(code, "2026") == expected


def test_half_a_credit_is_counted(applications):
    """60 + 7.5 = 67.5 is shown as 68, and 820 000 / 67.5 = 12 148.1."""
    more = ApplicationFactory(granted=True, round__study_year=2026)
    ParticipationFactory(application=more, completed=True, credits=Decimal("7.5"))

    assert figure("credits", "2026") == 68
    assert figure("cost_per_credit", "2026") == 12_148


def test_waiting_from_the_first_application(applications):
    """Answers came on 30 April 2026. Anne first applied on 30 April 2025: 365 days. Bente and Hanne 61 (28 February),
    Cato, Dina, Frida and Geir 60 (1 March), Erik 79 (10 February). In order 60 60 60 60 | 61 61 79 365: between 60
    and 61, which is 61 when halves go up."""
    assert figure("waited", "2026") == 61


def test_how_long_each_party_takes():
    """Principals 2, 4 and 9 days: 4. Owners 1 and 3: 2. The directorate from 15 March (closed at midnight, 16 March)
    to 20 April: 35. The provider 5. An appeal sent in July belongs to the school year before: 31 days."""
    for days in (2, 4, 9):
        sent = ApplicationFactory(submitted_at=moment("2026-02-01"))
        StatementFactory(application=sent, at=moment(f"2026-02-{1 + days:02}"))
        if days < 9:
            OwnerApprovalFactory(application=sent, at=moment(f"2026-02-{1 + days + (days - 1):02}"))
    run = AllocationRunFactory(decided=True, decided_at=moment("2026-04-20"))
    result = AllocationResultFactory(run=run, application__round=run.round)
    held = ParticipationFactory(application=result.application)
    AdmissionFactory(
        participation=held, offered=True, received_at=moment("2026-05-01"), offered_at=moment("2026-05-06")
    )
    AppealFactory(upheld=True, submitted_at=moment("2026-07-01"), concluded_at=moment("2026-08-01"))

    by = ("year", "party")
    assert figure("response", "2026", "principal", by=by) == 4
    assert figure("response", "2026", "owner", by=by) == 2
    assert figure("response", "2026", "directorate", by=by) == 35
    assert figure("response", "2026", "provider", by=by) == 5
    assert figure("response", "2025", "appeals", by=by) == 31


# Further: 300 000 in 2026 and half of 200 000 in the school year 2026/27 = 400 000 in 2026, and 100 000 in 2027.
# In-service 100 000, both 500 000 in 2026: 1 000 000 in all: 40 and 10 per cent. What is only planned is not counted.
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("further_money", 400_000),
        ("in_service_money", 100_000),
        ("all_money", 1_000_000),
        ("further_share", 40),
        ("in_service_share", 10),
    ],
)
def test_further_and_in_service(code, expected):
    one, two, three, four = (OrganisationFactory(municipality=True) for _ in range(4))
    PlannedCostFactory(owner=one, amount=300_000, in_calendar_year=True)
    PlannedCostFactory(owner=two, amount=200_000)
    PlannedCostFactory(owner=three, amount=100_000, in_calendar_year=True, purpose="in_service")
    PlannedCostFactory(owner=four, amount=500_000, in_calendar_year=True, purpose="both")
    PlannedCostFactory(owner=four, amount=900_000, in_calendar_year=True, is_bound=False)

    assert figure(code, "2026", by=("budget_year",)) == expected


# Four teachers of mathematics in 1–7, where 30 credits are required: 30, 60 and 10 credits, and one of whom nothing is
# known and who is left out. Two of three meet it: 66.7, which is 67 per cent.
@pytest.mark.parametrize(("code", "expected"), [("taught", 3), ("met", 2), ("coverage", 67)])
def test_coverage_of_the_requirements(code, expected):
    for credits in (30, 60, 10, None):
        person = PersonFactory()
        SubjectTaughtFactory(person=person, school_year=2025)
        if credits:
            TeacherBackgroundFactory(person=person)
            CreditsHeldFactory(person=person, credits=credits)

    assert figure(code, "2025") == expected
    assert figure(code, "2025", "mathematics", by=("year", "subject")) == expected


# Two awards of 400 000 stand; a third is only proposed. One has reported 330 000 used and 120 000 of its own, of
# which 100 000 is documented: the report counts. The other has documented 80 000. 200 000 of 800 000 is 25 per cent.
@pytest.mark.parametrize(
    ("code", "expected"), [("awarded", 800_000), ("used", 330_000), ("own", 200_000), ("own_share", 25)]
)
def test_forum_money_by_purpose(code, expected):
    year = SchemeYearFactory(recommended=True)
    first, second = AwardFactory(decided=True, scheme_year=year), AwardFactory(decided=True, scheme_year=year)
    AwardFactory(proposed=True, scheme_year=year)
    AwardReportFactory(award=first, sent=True)
    OwnContributionFactory(award=first, amount=100_000)
    OwnContributionFactory(award=second, amount=80_000)

    assert figure(code, "2026", by=("budget_year",)) == expected
    assert figure(code, "2026", "collective_2026", by=("budget_year", "award_scheme")) == expected


def test_every_indicator_has_a_case():
    """Written beside each other here: a new indicator fails until somebody has worked it out by hand."""
    places = {"capacity", "occupied", "unfilled", "gave_up", "refilled", "reused"}
    money = {"state_cost", "owner_cost", "credits", "cost_per_credit", "awarded", "used", "own", "own_share"}
    shares = {"further_money", "in_service_money", "all_money", "further_share", "in_service_share"}
    others = {"waited", "response", "taught", "met", "coverage"}

    assert set(INDICATORS) == {*FUNNEL, *places, *money, *shares, *others}


def test_every_indicator_says_what_it_is():
    for topic in TOPICS.values():
        assert topic.source
        for one in topic.indicators:
            assert one.definition.endswith("."), one.code
            assert one.unit, one.code
            assert one.version >= 1, one.code

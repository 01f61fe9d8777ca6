"""Changes of organisations in the story (invented), files of work at the support desk, and what people got wrong."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pafyll.apps.accounts.models import User
from pafyll.apps.casework.services.jobs import at_once
from pafyll.apps.organisations.models import Organisation
from pafyll.apps.support.models import BulkFile, FormFault, Reorganisation
from pafyll.apps.support.services.bulk.trying import try_file
from pafyll.apps.support.services.bulk.working import carry_out_file, discard_file, undo_file
from pafyll.apps.support.services.carrying_out import carry_out
from pafyll.apps.support.services.deciding_changes import approve_change, cancel_change, propose_change
from pafyll.apps.support.services.planning_changes import Becomes, Planned, plan_change, share_out
from pafyll.apps.support.sharing import schools_to_share
from pafyll.apps.support.ways import ways_of
from pafyll.devtools.seed.numbers import organisation_numbers
from pafyll.devtools.seed.story.cast import BY_KEY
from pafyll.devtools.seed.story.world import World
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from pafyll.integrations.clock import OSLO

IN_JANUARY = datetime(2026, 1, 12, 9, tzinfo=OSLO)
FEBRUARY, AUGUST, NEW_YEAR = date(2026, 2, 1), date(2026, 8, 1), date(2027, 1, 1)
IN_MARCH = datetime(2026, 3, 9, 9, tzinfo=OSLO)
FAULTS = {
    ("public:ask", "pafyll.web.public.forms.inquiries.InquiryForm", "email", "invalid"): 7,
    ("public:ask", "pafyll.web.public.forms.inquiries.InquiryForm", "", "other"): 2,
    ("support:new_reorganisation", "pafyll.web.support.forms.changes.ChangeForm", "source", "no_source"): 3,
    ("support:bulk", "pafyll.web.support.forms.bulk.BulkForm", "file", "missing_columns"): 5,
}
FILES = (
    ("vikarer.csv", BY_KEY["geir"].email, "fjordvik", "2026-06"),
    ("flere-vikarer.csv", "ukjent@example.no", "fjordvik", "2026-07"),
    ("feil-kommune.csv", BY_KEY["geir"].email, "storby", "2026-09"),
    ("for-tidlig.csv", BY_KEY["geir"].email, "storby", "2026-10"),
)
SOURCE = "Oppdiktet styrevedtak i Stiftelsen Nordlys, sak 4/26"
CASE = "Oppdiktet kommunestyresak i Storby, 12/26"


def reorganise(world: World) -> None:
    """Polarlys became part of Nordlys. Two of Storby's schools become one, one moves, and the county is split."""
    selma, idar = User.objects.get(username="selma"), User.objects.get(username="idar")
    at = world.organisations
    numbers = organisation_numbers(9000)
    polarlys = Organisation.objects.create(
        kind=Organisation.Kind.PRIVATE_OWNER, name="Stiftelsen Polarlys", number=next(numbers), county_code="98"
    )
    over = _planned(K.MERGE, FEBRUARY, SOURCE, [polarlys], [Becomes(at["nordlys"].number)], selma)
    carry_out(reorganisation=_approved(over, selma, idar), at=datetime(2026, 2, 1, 2, tzinfo=OSLO))
    school = [Becomes(at["sentrum"].number)]
    _approved(_planned(K.MERGE, AUGUST, CASE, [at["marka"]], school, selma), selma, idar)
    moves = _planned(K.MOVE, NEW_YEAR, CASE, [at["hammeren"]], [Becomes(at["fjordvik"].number)], selma)
    propose_change(reorganisation=moves, by=selma, at=IN_JANUARY)
    two = [
        Becomes(next(numbers), "Ytre Innhavet fylkeskommune"),
        Becomes(next(numbers), "Indre Innhavet fylkeskommune"),
    ]
    split = _planned(K.SPLIT, NEW_YEAR, "Oppdiktet lovvedtak om inndelingen av fylker", [at["county"]], two, selma)
    outer = split.targets.order_by("pk")[0]
    first = schools_to_share(ways_of(split)).order_by("pk")[0]  # the other schools are still to be shared out
    share_out(reorganisation=split, schools={first.pk: outer.pk}, people={}, by=selma, at=IN_JANUARY)
    early = _planned(K.MOVE, AUGUST, CASE, [at["hammeren"]], [Becomes(at["fjordvik"].number)], selma)
    cancel_change(reorganisation=early, why="Dagen er flyttet til nyttår.", by=selma, at=IN_JANUARY)


def work_from_files(world: World) -> None:
    """Idar has given two roles from a file, and tried one with faults. One he took back, and one he threw away."""
    idar = User.objects.get(username="idar")
    heading = "epost;rolle;organisasjon;fra;til;grunn"
    for name, address, owner, month in FILES:
        number = world.organisations[owner].number
        rows = [
            f"{one};saksbehandler hos skoleeier;{number};{month}-01;{month}-28;Ferie"
            for one in (address, BY_KEY["randi"].email)
        ]
        content = "\n".join([heading, *rows]).encode()
        made = try_file(kind=BulkFile.Kind.ROLES, name=name, content=content, by=idar, at=IN_MARCH)
        with at_once():
            if name in ("vikarer.csv", "feil-kommune.csv"):
                carry_out_file(file=made, by=idar, at=IN_MARCH)
            if name == "feil-kommune.csv":
                made.refresh_from_db()
                undo_file(file=made, by=idar, at=IN_MARCH)
        if name == "for-tidlig.csv":
            discard_file(file=made, by=idar, at=IN_MARCH)


def count_what_is_wrong() -> None:
    """Four weeks of faults in forms."""
    for week in range(4):
        for (page, form, field, code), often in FAULTS.items():
            day = IN_MARCH.date() - timedelta(weeks=week)
            FormFault.objects.create(day=day, page=page, form=form, field=field, code=code, count=often + week)


def _planned(
    kind: K, day: date, source: str, sources: list[Organisation], becomes: list[Becomes], by: User
) -> Reorganisation:
    numbers = [one.number for one in sources]
    planned = Planned(kind, day, source, numbers, becomes, becomes[0].number)
    return plan_change(planned=planned, by=by, at=IN_JANUARY)


def _approved(one: Reorganisation, by: User, decider: User) -> Reorganisation:
    propose_change(reorganisation=one, by=by, at=IN_JANUARY)
    return approve_change(reorganisation=one, by=decider, at=IN_JANUARY + timedelta(days=1))

"""One sample of everything that an address about collective development can name, in Tor's county."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.forums.models import (
    AgendaItem,
    DistributionDraft,
    DistributionRun,
    Forum,
    ForumMeeting,
    ForumMembership,
    LongTermPlan,
    PlanRevision,
    SchemeYear,
)
from pafyll.devtools.seed.story.days import CURRENT

Sample = Callable[[], Any]
DRAFT_PAGES = ("draft", "frame", "ranks", "new_step", "step", "move", "remove", "start")


def distribution_draft() -> int:
    """The first that Tor composed."""
    return DistributionDraft.objects.earliest("pk").pk


def distribution_run() -> int:
    """The one that is chosen."""
    return DistributionRun.objects.earliest("pk").pk


def scheme_year(status: str) -> Sample:
    """The scheme year of 2026 or later with the status."""
    return lambda: SchemeYear.objects.filter(status=status, year__gte=CURRENT).latest("year").pk


def meeting(status: str) -> Sample:
    return lambda: ForumMeeting.objects.get(status=status).pk


def open_vote() -> int:
    """The matter that is being voted over."""
    return AgendaItem.objects.get(failed_agreement__ballot__closed_at__isnull=True, failed_agreement__isnull=False).pk


def matter(meeting_status: str, number: int) -> Sample:
    return lambda: AgendaItem.objects.get(meeting__status=meeting_status, number=number).pk


def seat(name: str) -> Sample:
    """A seat in the forum by the member's last name."""
    return lambda: ForumMembership.objects.filter(person__last_name=name).latest("pk").pk


def forum_samples(desk: str, member: str) -> dict[str, Sample]:
    """The forum's pages at a desk; member is who appoints a substitute there."""
    return {
        f"{desk}:forum.pk": lambda: Forum.objects.get().pk,
        f"{desk}:forum_meeting.pk": meeting("approved"),
        f"{desk}:forum_minutes.pk": meeting("approved"),
        f"{desk}:forum_item.pk": open_vote,
        f"{desk}:forum_disqualified.pk": open_vote,
        f"{desk}:forum_substitute.pk": seat(member),
        f"{desk}:forum_plan.pk": lambda: LongTermPlan.objects.get().pk,
    }


SECRETARIAT: dict[str, Sample] = {
    **{
        f"authority:{name}_scheme_year.pk": scheme_year("draft")
        for name in ("edit", "copy", "confirm", "announce", "withdraw")
    },
    **{f"authority:distribution_{name}.pk": scheme_year("announced") for name in ("bench", "compare")},
    "authority:distribution_comparison_file.pk": scheme_year("announced"),
    **{f"authority:distribution_{name}.pk": distribution_draft for name in DRAFT_PAGES},
    **{f"authority:distribution_{name}.number": lambda: 1 for name in ("step", "move", "remove")},
    **{f"authority:distribution_{name}.pk": distribution_run for name in ("run", "file", "line")},
    "authority:distribution_line.number": lambda: DistributionRun.objects.get(pk=distribution_run()).lines[0][0],
    "authority:scheme_year.pk": scheme_year("draft"),
    "authority:confirm_scheme_year.item": lambda: "target_group",
    **{f"authority:{name}_scheme_year.pk": scheme_year("announced") for name in ("extend", "close")},
    "public:collective_scheme.pk": scheme_year("announced"),
    **{
        f"authority:{name}.pk": lambda: Forum.objects.get().pk
        for name in ("propose_seat", "decide_forum", "new_plan", "new_meeting")
    },
    "authority:drop_seat.pk": seat("Myhre"),
    "authority:end_seat.pk": seat("Brandvold"),
    "authority:revise_plan.pk": lambda: LongTermPlan.objects.get().pk,
    **{
        f"authority:{name}.pk": lambda: PlanRevision.objects.get(adopted_by=None).pk
        for name in ("write_plan", "take_up_lesson", "adopt_plan_revision")
    },
    **{f"authority:{name}.pk": meeting("planned") for name in ("new_item", "call_meeting", "cancel_meeting")},
    **{f"authority:{name}.pk": meeting("held") for name in ("minutes", "approve_minutes")},
    "authority:edit_item.pk": matter("planned", 1),
    **{f"authority:{name}.pk": open_vote for name in ("agree", "fail_agreement", "open_ballot", "count_ballot")},
    "authority:record_vote.pk": open_vote,
    "authority:record_vote.seat": seat("Krog"),
    **forum_samples("authority", "Brandvold"),
    **forum_samples("owner", "Myrvang"),
    **forum_samples("provider", "Tveter"),
    **forum_samples("representative", "Rønningsen"),
}

"""What this app keeps about people. Each field stands under one mark; a field without one fails a test."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from pafyll.domain.privacy import Table, about_people, by_officers, nothing_personal
from pafyll.domain.privacy_marks import AGREED_TO, FORUM

TABLES: tuple[Table, ...] = (
    nothing_personal("forums.Forum", "governor title area schemes mandate founded_on ended_on"),
    about_people(
        "forums.ForumMembership",
        _("Medlemskap i forum"),
        "person",
        (FORUM, "forum organisation represents person kind votes starts_on ends_before decided_at"),
        done_by="decided_by",
    ),
    about_people(
        "forums.MembershipSubstitute",
        _("Vararepresentant i forum"),
        "person",
        (FORUM, "membership person starts_on ends_before reason appointed_at"),
        done_by="appointed_by",
    ),
    about_people(
        "forums.ForumDisqualification",
        _("Inhabilitet i forum"),
        "person",
        (FORUM, "forum matter person ground law starts_on ends_before declared_at"),
        done_by="declared_by",
    ),
    by_officers(
        "forums.ForumMeeting",
        "created_by",
        ("forum title status starts_at place invitation minutes called_at minutes_approved_at document created_at"),
    ),
    nothing_personal("forums.AgendaItem", "meeting number title words proposal about minutes"),
    about_people(
        "forums.Attendance",
        _("Møter du har vært på"),
        "person",
        (FORUM, "meeting membership person"),
    ),
    by_officers("forums.FailedAgreement", "recorded_by", "item why recorded_at"),
    by_officers("forums.Ballot", "opened_by", "failed proposal opened_at closed_at"),
    about_people(
        "forums.ForumVote",
        _("Stemmer du har gitt"),
        "cast_by",
        (FORUM, "ballot membership kind choice cast_by cast_at"),
    ),
    by_officers(
        "forums.ForumDecision",
        "recorded_by",
        "item text made_by result ballot votes_for votes_against abstained recorded_at",
    ),
    by_officers(
        "forums.Dissent",
        "recorded_by",
        "decision membership body text recorded_at",
        aside=_("Dissensen er organisasjonens, ikke medlemmets."),
    ),
    by_officers(
        "forums.SchemeYear",
        "announced_by",
        (
            "scheme year governor title status purpose target_group goal_criteria award_criteria follow_up "
            "evaluation_plan appropriation appropriation_source own_contribution_percent own_contribution_base "
            "own_working_time_counts own_contribution_source opens_at closes_at recommendation_due report_due "
            "copied_from announced_at"
        ),
    ),
    by_officers(
        "forums.DistributionDraft",
        "created_by",
        "scheme_year title pipeline frame ranks commitments edition created_at",
    ),
    by_officers(
        "forums.DistributionRun",
        "run_by",
        "scheme_year forum title pipeline inputs fingerprint frame lines remainders run_at",
    ),
    by_officers("forums.DistributionChoice", "made_by", "run reason made_at"),
    by_officers(
        "forums.KeyFile",
        "sent_by",
        (
            "scheme_year code figure label source revision counted_on file_name content fingerprint figures notes "
            "sent_at"
        ),
    ),
    nothing_personal("forums.LongTermPlan", "forum title first_year last_year"),
    by_officers("forums.PlanRevision", "made_by", "plan number why adopted_by adopted_on made_at"),
    nothing_personal("forums.PlanPart", "revision number title text"),
    by_officers("forums.FormVersion", "made_by", "scheme_year number status content edition copied_from made_at"),
    by_officers(
        "forums.NeedsNotification",
        "created_by",
        (
            "scheme_year form owner number status answers edition keys continues first_year years title amounts "
            "amount_first amount_total created_at sent_at supplement_due on_behalf_of partners"
        ),
    ),
    by_officers(
        "forums.NeedsAttachment", "added_by", "notification question name kind content size sha256 added_at removed_at"
    ),
    by_officers("forums.NeedsReceipt", "stored_by", "notification number kind answers content fingerprint stored_at"),
    by_officers("forums.SupplementRequest", "asked_by", "notification words due_at asked_at answered_by"),
    about_people(
        "forums.OpeningSubscription",
        _("Varsler du har bedt om"),
        "user",
        (AGREED_TO, "user organisation scheme since"),
    ),
    about_people(
        "forums.OpeningNotice",
        _("Varsler du har fått"),
        "subscription__user",
        (AGREED_TO, "subscription about told_at"),
    ),
    about_people(
        "forums.CalendarFeed",
        _("Kalendere du har bedt om"),
        "user",
        (AGREED_TO, "user organisation desk nonce made_at"),
    ),
    by_officers("forums.Recommendation", "made_by", "scheme_year run decision text made_at"),
)

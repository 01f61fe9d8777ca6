"""A control that anybody can draw again, what Siri sends, and reminders that go out once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import Award, Control, ControlSample
from pafyll.apps.grants.queries.after_awards import control_files_of, controls_of, draw_shown, published_samples
from pafyll.apps.grants.services import controlling as services
from pafyll.apps.grants.services.controlling import SampleTerms
from pafyll.apps.grants.services.reminding_awards import plan_award_reminders, send_award_reminders
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.grants.collective.reminding import report_reminder_due
from pafyll.domain.grants.collective.sampling import control_sample
from tests.apps.grants.after_awards import AT, County, make_county, refusal, report
from tests.factories import AwardFactory
from tests.factories.forums import ForumDisqualificationFactory

pytestmark = pytest.mark.django_db
TERMS = SampleTerms("Innhavet, 11 22 33", 20, "Send regnskap og deltakerlister.")
NEXT = AT + timedelta(days=1)
DUE = date(2026, 6, 30)
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


@pytest.fixture
def county() -> County:
    """Fjordvik's award and nine more."""
    made = make_county()
    for _n in range(9):
        AwardFactory(scheme_year=made.year, decided=True, prepared_by=made.tor, decided_by=made.turid, amount=10_000)
    return made


def announced(county: County) -> ControlSample:
    return services.announce_seed(year=county.year, terms=TERMS, by=county.tor, at=AT)


def asked(county: County) -> Control:
    """Fjordvik's award, as if it were drawn."""
    sample = announced(county)
    services.draw_sample(sample=sample, due_on=DUE, by=county.tor, at=NEXT)
    control = Control.objects.filter(award=county.award).first() or Control.objects.earliest("pk")
    Control.objects.filter(pk=control.pk).update(award=county.award)
    return Control.objects.get(pk=control.pk)


def test_the_seed_is_published_first_and_anybody_can_draw_the_same(county):
    sample = announced(county)
    assert refusal(services.draw_sample, sample=sample, due_on=DUE, by=county.tor) == "drawn_too_soon"

    drawn = services.draw_sample(sample=sample, due_on=DUE, by=county.tor, at=NEXT)

    sample = published_samples().get()
    numbers = list(Award.objects.filter(scheme_year=county.year).values_list("number", flat=True))
    assert [one.award.number for one in drawn] == control_sample(numbers, seed=TERMS.seed, percent=20)
    assert sample.numbers == sorted(numbers)
    assert [row.place for row in draw_shown(sample)] == [1, 2] + [0] * 8
    again = {"sample": sample, "due_on": DUE, "by": county.tor}
    assert refusal(services.draw_sample, at=NEXT + timedelta(days=1), **again) == "already_drawn"


def test_a_published_seed_is_never_changed_and_tells_how_many_reports_were_in(county):
    report(county, 330_000)

    assert announced(county).reports_in == 1
    county.year.refresh_from_db()
    other = SampleTerms("Et annet", 50, "Alt")
    assert refusal(services.announce_seed, year=county.year, terms=other, by=county.tor) == "seed_is_published"


def test_only_those_who_run_the_scheme_and_are_impartial_publish_and_draw(county):
    given = {"year": county.year, "terms": TERMS}
    assert refusal(services.announce_seed, by=county.far, **given) == "not_your_scheme"
    ForumDisqualificationFactory(matter=county.year.about, person=county.tor.person, starts_on=AT.date())
    assert refusal(services.announce_seed, by=county.tor, **given) == "disqualified"


def test_the_recipient_sends_an_answer_with_a_file_and_the_result_is_written(
    county, django_capture_on_commit_callbacks
):
    control = asked(county)
    given = {"control": control, "by": county.tor}
    assert refusal(services.close_control, is_in_order=True, result="Bra", at=NEXT, **given) == "documentation_awaited"

    file = {"name": "regnskap.pdf", "content": PDF}
    made = services.attach_to_control(control=control, **file, by=county.siri, at=NEXT)
    assert services.attach_to_control(control=control, **file, by=county.siri, at=NEXT) == made
    services.answer_control(control=control, answer="Regnskapet er lagt ved.", by=county.siri, at=NEXT)
    with django_capture_on_commit_callbacks(execute=True):
        services.close_control(is_in_order=False, result="20 000 kroner mangler bilag.", at=NEXT, **given)

    control.refresh_from_db()
    assert control.status == "deviated"
    assert "avvik" in mail.outbox[-1].subject
    assert Event.objects.filter(about=county.award.about, verb="control_deviated").exists()
    more = {"control": control, "answer": "Mer", "by": county.siri}
    assert refusal(services.answer_control, **more) == "control_over"


def test_more_can_be_asked_for_with_a_new_deadline_and_silence_is_a_deviation(county):
    control = asked(county)
    services.answer_control(control=control, answer="Se vedlegg.", by=county.siri, at=NEXT)

    more = services.ask_for_more(control=control, asks="Vedlegget mangler.", due_on=DUE, by=county.tor, at=NEXT)
    assert more.status == "asked"

    late = AT + timedelta(days=60)
    services.close_control(control=more, is_in_order=False, result="Ingenting kom.", by=county.tor, at=late)
    assert Control.objects.get(pk=control.pk).status == "deviated"


def test_others_see_neither_the_control_nor_its_files(county):
    control = asked(county)
    services.attach_to_control(control=control, name="a.pdf", content=PDF, by=county.siri, at=NEXT)
    assert refusal(services.answer_control, control=control, answer="Hei", by=county.ola) == "not_the_recipient"

    day = NEXT.date()
    for user, sees in ((county.siri, True), (county.tor, True), (county.ola, False), (county.far, False)):
        viewer = viewer_of(user, day=day)
        assert controls_of(viewer, day=day).filter(pk=control.pk).exists() is sees
        assert control_files_of(viewer, day=day).exists() is sees


@pytest.mark.parametrize(
    ("today", "days"),
    [
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), 14),
        (date(2027, 1, 14), 14),
        (date(2027, 1, 15), 0),
        (date(2027, 1, 21), 0),
        (date(2027, 1, 22), -7),
        (date(2027, 12, 31), -7),
    ],
)
def test_reminders_are_due_before_the_deadline_at_it_and_after(today, days):
    assert report_reminder_due(date(2027, 1, 15), today) == days


def test_a_recipient_is_reminded_once_and_not_when_the_report_is_sent(county, clock, capsys):
    Award.objects.exclude(pk=county.award.pk).update(report_due=None)
    Award.objects.filter(pk=county.award.pk).update(report_due=date(2026, 5, 25))
    (planned,) = plan_award_reminders(at=AT)
    assert planned.days_before == 14

    assert send_award_reminders([planned], at=AT) == 1
    assert send_award_reminders([planned], at=AT) == 0
    assert plan_award_reminders(at=AT) == []
    assert Event.objects.filter(about=county.award.about, verb="reminded").count() == 1
    later = datetime(2026, 6, 2, 9, tzinfo=AT.tzinfo)
    assert [one.days_before for one in plan_award_reminders(at=later)] == [-7]
    report(county, 330_000)
    assert plan_award_reminders(at=later) == []


def test_the_nightly_command_shows_the_plan_and_sends_it_when_asked(clock, capsys, django_capture_on_commit_callbacks):
    AwardFactory(decided=True, report_due=date(2026, 3, 10), recipient__email="post@fjordvik.example.no")
    clock.move_to("2026-03-10")
    call_command("remind_award_reports")
    assert "due 2026-03-10" in capsys.readouterr().out

    with django_capture_on_commit_callbacks(execute=True):
        call_command("remind_award_reports", "--send")

    assert "1 recipients reminded." in capsys.readouterr().out
    assert mail.outbox[-1].subject == "Husk sluttrapporten"
    call_command("remind_award_reports", "--send")
    assert "No reminder is due." in capsys.readouterr().out

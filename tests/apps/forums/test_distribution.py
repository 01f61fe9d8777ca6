"""Tor composes a distribution step by step, runs it, and chooses one; what is run is never altered."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.forums.models import DistributionChoice, DistributionDraft, DistributionRun
from pafyll.apps.forums.queries.distribution import distribution_of, recipients_of
from pafyll.apps.forums.services import distribution as services
from pafyll.apps.forums.services.distribution import StepValues
from pafyll.apps.organisations.models import Organisation
from pafyll.domain.answers import Refusal
from pafyll.domain.grants.distribution.models import models
from tests.factories import (
    DistributionDraftFactory,
    DistributionRunFactory,
    ForumDisqualificationFactory,
    NeedsNotificationFactory,
    SchemeYearFactory,
)
from tests.factories.base import NOW

FRAME = 10_000_000
SHARE = {"step": "share", "pot": "frame", "key": "teacher_fte", "who": ["municipality"]}


@pytest.fixture
def year(county):
    """Two municipalities with 100 and 300 FTE in Tor's county, and Nina's university."""
    Organisation.objects.filter(pk=county.governor.pk).update(county_code="77")
    for key, fte in (("siri", 100_00), ("ola", 300_00)):
        body = county.seats[key].organisation
        Organisation.objects.filter(pk=body.pk).update(county_code="77", teacher_fte_hundredths=fte)
    county.governor.refresh_from_db()
    return SchemeYearFactory(governor=county.governor)


@pytest.fixture
def tor(county):
    return {"by": county.user("tor"), "at": NOW}


@pytest.fixture
def draft(year, tor):
    made = services.start_draft(year=year, title="Etter årsverk", frame=FRAME, pipeline={}, **tor)
    services.add_step(draft=made, values=StepValues(SHARE), **tor)
    return made


def test_a_run_gives_everyone_the_kroner_that_the_steps_come_to(draft, tor, county):
    run = services.run_draft(draft=draft, **tor)

    siri, ola = (county.seats[key].organisation.number for key in ("siri", "ola"))
    assert dict(run.lines) == {siri: 2_500_000, ola: 7_500_000}
    assert run.forum == county.forum


def test_the_stored_run_comes_out_the_same_after_the_register_has_changed(draft, tor):
    run = services.run_draft(draft=draft, **tor)
    Organisation.objects.update(teacher_fte_hundredths=1)

    again = distribution_of(DistributionRun.objects.get(pk=run.pk))

    assert again.fingerprint == run.fingerprint
    assert [[line.recipient.number, int(line.kroner)] for line in again.lines] == run.lines


def test_the_same_run_again_is_the_run_that_stands(draft, tor):
    assert services.run_draft(draft=draft, **tor) == services.run_draft(draft=draft, **tor)


def test_needs_that_are_sent_are_served_in_the_forums_order(draft, year, tor, county):
    bodies = [county.seats[key].organisation for key in ("siri", "ola")]
    needs = [
        NeedsNotificationFactory(scheme_year=year, owner=body, sent=True, first_year=year.year, amounts=[8_000_000])
        for body in bodies
    ]
    services.change_step(draft=draft, number=1, values=StepValues({"step": "requests", "pot": "frame"}), **tor)
    services.add_step(draft=draft, values=StepValues({"step": "remainder", "pot": "frame", "fate": "returned"}), **tor)
    services.set_ranks(draft=draft, ranks={needs[1].number: 1, needs[0].number: 2}, **tor)

    run = services.run_draft(draft=draft, **tor)

    assert dict(run.lines) == {bodies[1].number: 8_000_000, bodies[0].number: 2_000_000}


def test_steps_are_moved_and_removed(draft, tor):
    services.add_step(draft=draft, values=StepValues({"step": "remainder", "pot": "frame", "fate": "returned"}), **tor)
    services.move_step(draft=draft, number=2, up=True, **tor)
    services.remove_step(draft=draft, number=1, **tor)

    assert [step["step"] for step in draft.pipeline["steps"]] == ["share"]


def test_two_who_edit_at_once_do_not_overwrite_each_other(draft, tor):
    stale = DistributionDraft.objects.get(pk=draft.pk)
    services.set_frame(draft=draft, title="Ny", frame=1, **tor)

    with pytest.raises(AlreadyChanged):
        services.remove_step(draft=stale, number=1, **tor)


def test_a_pipeline_that_cannot_be_carried_out_is_refused_and_nothing_is_kept(draft, tor):
    services.change_step(draft=draft, number=1, values=StepValues({**SHARE, "least": FRAME}), **tor)

    with pytest.raises(Refusal) as refused:
        services.run_draft(draft=draft, **tor)

    assert "2 mottakere skal ha minst" in str(refused.value.answer)
    assert not DistributionRun.objects.exists()


def test_the_last_choice_counts_and_needs_a_reason(draft, tor):
    first = services.run_draft(draft=draft, **tor)
    services.set_frame(draft=draft, title="Mindre", frame=FRAME // 2, **tor)
    second = services.run_draft(draft=draft, **tor)
    services.choose_run(run=first, reason="Forumet er enig.", by=tor["by"], at=NOW)
    services.choose_run(run=second, reason="Bevilgningen ble mindre.", by=tor["by"], at=NOW)

    assert (first.chosen, second.chosen) == (False, True)
    with pytest.raises(Refusal):
        services.choose_run(run=first, reason=" ", by=tor["by"], at=NOW)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_alter_a_run_and_a_choice(draft, tor, change):
    run = services.run_draft(draft=draft, **tor)
    services.choose_run(run=run, reason="Forumet er enig.", by=tor["by"], at=NOW)

    for rows in (DistributionRun.objects.all(), DistributionChoice.objects.all()):
        with pytest.raises(DatabaseError, match="never altered"), transaction.atomic():
            rows.update(id=99) if change == "update" else rows._raw_delete(rows.db)


def test_siri_cannot_distribute_and_who_is_disqualified_in_a_need_neither_sees_nor_does_anything(
    draft, year, tor, county
):
    with pytest.raises(Refusal):
        services.run_draft(draft=draft, by=county.user("siri"), at=NOW)
    need = NeedsNotificationFactory(scheme_year=year, owner=county.seats["siri"].organisation, sent=True)
    ForumDisqualificationFactory(forum=county.forum, person=county.people["tor"], matter=need.about)

    with pytest.raises(Refusal) as refused:
        services.run_draft(draft=draft, **tor)

    assert refused.value.answer.code == "disqualified"


def test_every_model_can_be_the_beginning(year, tor):
    for code, model in models().items():
        assert services.start_draft(year=year, title=code, frame=FRAME, pipeline=model, **tor).pipeline["steps"]
    assert len(recipients_of(year)) == 3


# The pages


@pytest.fixture
def page(client, county):
    client.force_login(county.user("tor"))
    return client


def test_tor_edits_the_pipeline_without_javascript_and_sees_it_in_words(page, year):
    bench = reverse("authority:distribution_bench", args=[year.pk])
    page.post(bench, {"title": "Innhavet", "frame": 10_000_000, "start": "empty"})
    draft = DistributionDraft.objects.get()
    new = reverse("authority:distribution_new_step", args=[draft.pk])
    added = [
        page.post(f"{new}?slag=percentages", {"pot": "frame", "into": "Kollektive tiltak: 70\nØvrig: rest"}),
        page.post(f"{new}?slag=share", {**SHARE, "pot": "kollektive_tiltak", "rounding": "common_rate"}),
        page.post(f"{new}?slag=remainder", {"pot": "ovrig", "fate": "reannounced"}),
    ]  # fmt: skip

    assert [answer.status_code for answer in added] == [303, 303, 303]
    shown = page.get(reverse("authority:distribution_draft", args=[draft.pk])).content.decode()
    assert "Rammen deles: 70 % til «Kollektive tiltak» og 30 % til «Øvrig»." in shown
    assert "lyses ut på nytt" in shown
    answer = page.post(reverse("authority:distribution_start", args=[draft.pk]))
    run = DistributionRun.objects.get()
    assert answer.url == reverse("authority:distribution_run", args=[run.pk])
    assert sum(kroner for _, kroner in run.lines) == 7_000_000


def test_a_wrong_step_is_told_on_its_field_and_an_unfinished_composition_on_its_page(page, draft):
    new = reverse("authority:distribution_new_step", args=[draft.pk])

    wrong = page.post(f"{new}?slag=percentages", {"pot": "frame", "into": "En: 70\nTo: 20"})
    page.post(f"{new}?slag=percentages", {"pot": "frame", "into": "En: 70\nTo: 30"})

    assert wrong.status_code == 422
    assert "Prosentene er 90 til sammen" in wrong.content.decode()
    shown = page.get(reverse("authority:distribution_draft", args=[draft.pk])).content.decode()
    assert "Det er ikke sagt hva som skjer med det som blir igjen i potten" in shown


def test_every_field_comes_back_as_it_was_when_a_step_is_opened_and_saved(page, year, tor):
    for code, model in models().items():
        draft = services.start_draft(year=year, title=code, frame=FRAME, pipeline=model, **tor)
        for number in range(1, len(draft.pipeline["steps"]) + 1):
            shown = page.get(reverse("authority:distribution_step", args=[draft.pk, number]))
            assert shown.status_code == 200, (code, number)


def test_two_runs_stand_side_by_side_with_the_differences(page, draft, tor, year, county):
    one = services.run_draft(draft=draft, **tor)
    services.change_step(draft=draft, number=1, values=StepValues({**SHARE, "key": "equal"}), **tor)
    services.set_frame(draft=draft, title="Likt", frame=FRAME, **tor)
    other = services.run_draft(draft=draft, **tor)

    both = {"a": one.pk, "b": other.pk}
    shown = page.get(reverse("authority:distribution_compare", args=[year.pk]), both).content.decode()

    assert "+2\u00a0500\u00a0000\u00a0kr" in shown
    assert "\u22122\u00a0500\u00a0000\u00a0kr" in shown
    excel = page.get(reverse("authority:distribution_comparison_file", args=[year.pk]), both)
    assert excel["Content-Type"].endswith("sheet")


def test_a_recipient_has_a_page_with_every_step_behind_the_kroner_and_a_run_is_chosen_with_a_reason(
    page, draft, tor, county
):
    run = services.run_draft(draft=draft, **tor)
    siri = county.seats["siri"].organisation

    chain = page.get(reverse("authority:distribution_line", args=[run.pk, siri.number])).content.decode()
    address = reverse("authority:distribution_run", args=[run.pk])
    silent = page.post(address, {"reason": ""})
    page.post(address, {"reason": "Forumet er enig."})

    assert "100 av 400 etter lærerårsverk. Satsen er 25\u00a0000 kr for hver: 2\u00a0500\u00a0000\u00a0kr." in chain
    assert silent.status_code == 422
    assert "Forumet er enig." in page.get(address).content.decode()
    assert page.get(reverse("authority:distribution_file", args=[run.pk])).status_code == 200


def test_siri_sees_nothing_of_it(client, county, draft, tor):
    run = services.run_draft(draft=draft, **tor)
    client.force_login(county.user("siri"))

    for name, key in (("distribution_draft", draft.pk), ("distribution_run", run.pk)):
        assert client.get(reverse(f"authority:{name}", args=[key])).status_code in (302, 403, 404)


def test_the_bench_needs_as_many_queries_with_many_runs_as_with_few(page, year, django_assert_max_num_queries):
    for at in range(12):
        DistributionRunFactory(scheme_year=year, title=f"Kjøring {at}", frame=at)
        DistributionDraftFactory(scheme_year=year)
    with django_assert_max_num_queries(25):
        page.get(reverse("authority:distribution_bench", args=[year.pk]))

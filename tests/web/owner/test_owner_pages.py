"""What Siri sees and does at the owner's desk, without JavaScript; and what Ola never sees."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core import mail
from django.urls import reverse

from pafyll.apps.applications.models import Application, OwnerFrame, Ranking, RankingVersion, RoundRate
from pafyll.apps.applications.services.ranking import saved_order
from pafyll.domain.lifecycles.application import ApplicationStatus as S

pytestmark = pytest.mark.django_db


def text(response: Any) -> str:
    """What is read on the page, with ordinary spaces."""
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", unescape(bare)).replace("\xa0", " ")


def url(name: str, *args: Any) -> str:
    return reverse(f"owner:{name}", args=args)


@pytest.fixture
def fjordvik(siri: Any) -> list[Application]:
    """The applications of Siri's owner in the open round, whatever their status."""
    return list(
        Application.objects.filter(owner__name__startswith="Fjordvik kommune", round__study_year=2026).select_related(
            "person", "owner", "round"
        )
    )


@pytest.fixture
def ranking(fjordvik: list[Application]) -> Ranking:
    return Ranking.objects.get(round=fjordvik[0].round, owner=fjordvik[0].owner)


def with_status(applications: list[Application], *statuses: str) -> list[Application]:
    return [one for one in applications if one.status in statuses]


def decide_all(page: Any, applications: list[Application]) -> None:
    for one in with_status(applications, S.SUBMITTED, S.STATED):
        page.post(url("approve", one.pk))


def rank_all(page: Any, ranking: Ranking) -> None:
    page.post(url("ranking"), {"version": ranking.version, "action": "append_all", **numbers(ranking)})
    ranking.refresh_from_db()


def numbers(ranking: Ranking) -> dict[str, str]:
    return {f"n-{pk}": str(place) for place, pk in enumerate(saved_order(ranking), 1)}


# Seeing


def test_the_first_page_says_what_to_do_when_and_what_it_costs(as_siri, fjordvik):
    page = text(as_siri.get(url("home")))

    waiting = len(with_status(fjordvik, S.SUBMITTED, S.STATED))
    assert f"{waiting} søknader venter på svar" in page
    assert "15. mars 2026" in page
    assert "5 dager igjen" in page
    assert "Egne penger 2026" in page
    assert "Egne penger 2027" in page


def test_the_list_shows_what_was_sent_and_never_a_draft(as_siri, fjordvik):
    page = text(as_siri.get(url("applications")))

    for one in fjordvik:
        assert (str(one.person) in page) == (one.status != S.DRAFT)


def test_ola_meets_404_wherever_siri_works_and_sees_none_of_hers_in_lists(as_ola, fjordvik, ranking):
    one = with_status(fjordvik, S.STATED)[0]

    for name in ("application", "refuse", "row"):
        assert as_ola.get(url(name, one.pk)).status_code == 404
    for name in ("approve", "undo", "refuse"):
        assert as_ola.post(url(name, one.pk)).status_code == 404
    for name in ("applications", "ranking", "history", "send", "results"):
        assert str(one.person) not in text(as_ola.get(url(name)))


def test_before_the_window_nothing_of_the_applications_is_shown(as_siri, fjordvik, clock):
    clock.move_to("2026-02-20")

    page = text(as_siri.get(url("applications")))

    assert "Lærerne kan fortsatt endre søknadene" in page
    assert as_siri.get(url("application", with_status(fjordvik, S.STATED)[0].pk)).status_code == 404
    assert "fra 2. mars 2026" in page


def test_the_application_page_explains_every_amount_with_its_source(as_siri, fjordvik):
    page = text(as_siri.get(url("application", with_status(fjordvik, S.APPROVED)[0].pk)))

    for words in ("Hva det koster", "Staten", "Budsjettår", "Rektors uttalelse", "Historikk", "Eksempeltall"):
        assert words in page


def test_a_missing_rate_is_named_with_who_can_enter_it(as_siri, fjordvik):
    RoundRate.objects.filter(round=fjordvik[0].round, payer="state").delete()

    page = text(as_siri.get(url("ranking")))

    assert "statens sats, vikarordning" in page or "statens sats, stipendordning" in page
    assert "Direktoratet legger dem inn" in page


@pytest.mark.parametrize(
    ("query", "fits"),
    [
        ("status=undecided", lambda one: one.status in (S.SUBMITTED, S.STATED)),
        ("rektor=none", lambda one: not hasattr(one, "statement")),
        ("mangler=on", lambda one: one.lacks_credits),
    ],
)
def test_the_list_is_narrowed_and_so_is_its_file(as_siri, fjordvik, query, fits):
    found = {one.number for one in fjordvik if one.status != S.DRAFT and fits(one)}
    page = as_siri.get(f"{url('applications')}?{query}").content.decode()
    book = openpyxl.load_workbook(BytesIO(as_siri.get(f"{url('applications_file')}?{query}").content))

    rows = list(book.active.iter_rows(min_row=4, values_only=True))
    shown = {one.number for one in fjordvik if f'id="application-{one.pk}"' in page}
    assert shown == {row[0] for row in rows} == found


def test_a_search_without_a_hit_says_so(as_siri):
    page = text(as_siri.get(f"{url('applications')}?sok=Finnesikke"))

    assert "0 av" in page
    assert "Ingen søknader passer" in page


# Answering


def test_siri_approves_and_regrets(as_siri, fjordvik):
    one = with_status(fjordvik, S.STATED)[0]

    answer = as_siri.post(url("approve", one.pk), {"neste": url("applications")})
    assert (answer.status_code, answer.url) == (303, url("applications"))
    one.refresh_from_db()
    assert one.status == S.APPROVED

    as_siri.post(url("undo", one.pk))
    one.refresh_from_db()
    assert one.status == S.STATED


def test_a_refusal_without_a_reason_comes_back_with_the_form_and_then_goes_through(
    as_siri, fjordvik, django_capture_on_commit_callbacks
):
    one = with_status(fjordvik, S.STATED)[0]
    again = as_siri.post(url("refuse", one.pk), {"reason_code": "other", "reason": ""})
    assert again.status_code == 422
    assert "Skriv hvorfor" in text(again)

    with django_capture_on_commit_callbacks(execute=True):
        as_siri.post(url("refuse", one.pk), {"reason_code": "too_many_from_school"})

    one.refresh_from_db()
    assert one.status == S.REJECTED
    assert "For mange fra samme skole" in mail.outbox[-1].body
    assert "For mange fra samme skole" in text(as_siri.get(url("application", one.pk)))


def test_htmx_gets_the_row_and_nothing_but_the_row(as_siri, fjordvik):
    one = with_status(fjordvik, S.STATED)[0]
    htmx = {"HTTP_HX_REQUEST": "true"}

    form = as_siri.get(url("refuse", one.pk), **htmx)
    row = as_siri.post(url("approve", one.pk), {"neste": url("applications")}, **htmx)

    for answer in (form, row):
        assert answer.status_code == 200
        assert answer.content.decode().strip().startswith(f'<tr id="application-{one.pk}"')
    assert "er godkjent" in text(row)
    assert f"{one.person}" in text(as_siri.get(url("row", one.pk), **htmx))


def test_nobody_is_sent_to_another_site_after_an_answer(as_siri, fjordvik):
    one = with_status(fjordvik, S.STATED)[0]

    answer = as_siri.post(url("approve", one.pk), {"neste": "https://et-annet-sted.example.no/"})

    assert answer.url == url("application", one.pk)


# Ranking


def test_numbers_and_buttons_move_applications(as_siri, ranking):
    first, second = saved_order(ranking)[:2]

    answer = as_siri.post(url("ranking"), {"version": ranking.version, "action": f"up:{second}", **numbers(ranking)})
    assert answer.status_code == 303
    assert answer.url.endswith(f"?fokus=up-{second}")
    assert saved_order(ranking)[:2] == [second, first]
    assert f'value="up:{second}"' in as_siri.get(answer.url).content.decode()

    ranking.refresh_from_db()
    as_siri.post(url("ranking"), {"version": ranking.version, **numbers(ranking), f"n-{first}": "1"})
    assert saved_order(ranking)[:2] == [first, second]


def test_the_button_that_was_pressed_has_the_focus_again(as_siri, ranking):
    second = saved_order(ranking)[1]

    page = as_siri.get(f"{url('ranking')}?fokus=up-{second}").content.decode()

    assert len(re.findall("autofocus", page)) == 1


def test_two_new_numbers_that_are_the_same_are_told_and_nothing_is_saved(as_siri, ranking, fjordvik):
    decide_all(as_siri, fjordvik)
    unplaced = [one.pk for one in fjordvik if one.pk not in saved_order(ranking)][:2]
    before = saved_order(ranking)

    answer = as_siri.post(
        url("ranking"), {"version": ranking.version, **numbers(ranking), **{f"n-{pk}": "1" for pk in unplaced}}
    )

    assert answer.status_code == 422
    assert "samme nummer: 1" in text(answer)
    assert saved_order(ranking) == before


def test_the_line_is_drawn_where_the_frame_is_spent(as_siri, fjordvik, ranking):
    decide_all(as_siri, fjordvik)
    rank_all(as_siri, ranking)
    OwnerFrame.objects.filter(round=ranking.round, owner=ranking.owner).update(quota=2)

    page = as_siri.get(url("ranking")).content.decode()

    third = saved_order(ranking)[2]
    assert page.index("Herfra er rammen brukt opp") < page.index(f'id="application-{third}"')
    assert page.index("Herfra er rammen brukt opp") > page.index(f'id="application-{saved_order(ranking)[1]}"')


def test_the_second_editor_meets_a_merge_page_and_loses_nothing(as_siri, as_marit, fjordvik, ranking):
    decide_all(as_siri, fjordvik)
    rank_all(as_siri, ranking)
    order, version, read = saved_order(ranking), ranking.version, numbers(ranking)
    assert len(order) >= 4

    as_marit.post(url("ranking"), {"version": version, "action": f"up:{order[1]}", **read})
    answer = as_siri.post(url("ranking"), {"version": version, "action": f"up:{order[3]}", **read})

    assert answer.status_code == 409
    assert "Marit Solbakk" in text(answer)
    assert saved_order(ranking) == [order[1], order[0], *order[2:]]
    proposal = re.search(r'name="order" value="([\d,]+)"', answer.content.decode())[1]
    new = re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]

    as_siri.post(url("ranking"), {"version": new, "order": proposal})

    assert saved_order(ranking) == [order[1], order[0], order[3], order[2], *order[4:]]
    assert RankingVersion.objects.filter(ranking=ranking).count() == version + 2


def test_the_history_names_who_moved_what(as_siri, ranking):
    order = saved_order(ranking)
    as_siri.post(url("ranking"), {"version": ranking.version, "action": f"down:{order[0]}", **numbers(ranking)})

    page = text(as_siri.get(url("history")))
    assert "Siri Myrvang" in page
    assert "fra nummer" in page
    assert as_siri.get(url("version", ranking.version)).status_code == 200
    assert as_siri.get(url("version", 99)).status_code == 404


def test_the_list_is_looked_over_sent_and_locked_and_the_decider_opens_it(as_siri, siri, as_marit, fjordvik, ranking):
    siri.role_grants.filter(role="owner_decider").delete()  # she stands in for Marit in March
    assert "verken godkjent eller avslått" in text(as_siri.get(url("send")))
    decide_all(as_siri, fjordvik)
    assert "mangler plass" in text(as_siri.get(url("send")))
    rank_all(as_siri, ranking)

    preview = as_siri.get(url("send"))
    assert "Dette følger når dere sender" in text(preview)
    sent = as_siri.post(url("send"), {"version": ranking.version})
    assert sent.url == url("receipt")
    assert "Sendt av Siri Myrvang" in text(as_siri.get(url("receipt")))
    assert "er sendt" in text(as_siri.get(url("ranking")))
    assert 'name="n-' not in as_siri.get(url("ranking")).content.decode()

    assert "beslutter" in text(as_siri.get(url("reopen")))
    assert as_siri.post(url("reopen"), {"reason": "Feil"}).status_code == 403
    as_marit.post(url("reopen"), {"reason": "Ny opplysning om vikar"})
    ranking.refresh_from_db()
    assert ranking.status == "open"
    assert "Ny opplysning om vikar" in text(as_siri.get(url("history")))


def test_a_list_that_changed_after_the_preview_is_shown_again_before_it_is_sent(as_siri, fjordvik, ranking):
    decide_all(as_siri, fjordvik)
    rank_all(as_siri, ranking)

    answer = as_siri.post(url("send"), {"version": ranking.version - 1}, follow=True)

    assert "endret siden du så på den" in text(answer)
    ranking.refresh_from_db()
    assert ranking.status == "open"


# Adding, results and choosing


def test_siri_finds_a_teacher_and_adds_an_application(as_siri, fjordvik, django_capture_on_commit_callbacks):
    found = as_siri.get(f"{url('add')}?sok=Jonas")
    assert "Jonas Fagerli" in text(found)
    person = int(re.search(r"/eier/soknader/ny/(\d+)/", found.content.decode())[1])
    form = as_siri.get(url("add_for", person)).content.decode()
    school = re.search(r'name="school".*?<option value="(\d+)"', form, re.S)[1]
    offer = re.search(r'name="offer_1".*?<option value="(\d+)"', form, re.S)[1]

    with django_capture_on_commit_callbacks(execute=True):
        answer = as_siri.post(
            url("add_for", person),
            {
                "school": school,
                "offer_1": offer,
                "semesters": "both",
                "scheme_1": "substitute",
                "travel_1": "0",
                "motivation": "Skolen trenger det.",
            },
        )

    assert answer.status_code == 303, text(answer)
    assert "lagt inn av skoleeier" in text(as_siri.get(answer.url))
    assert mail.outbox[-1].to == ["jonas@example.no"]


def test_a_teacher_elsewhere_cannot_be_found_or_written_for(as_ola, siri, kari):
    assert "Ingen lærere" in text(as_ola.get(f"{url('add')}?sok={kari.last_name}"))
    assert as_ola.get(url("add_for", kari.pk)).status_code == 404


def test_the_results_and_their_file_hold_the_same_rows(as_siri, siri):
    page = as_siri.get(f"{url('results')}?utfall=granted")
    book = openpyxl.load_workbook(BytesIO(as_siri.get(f"{url('results_file')}?utfall=granted").content))

    rows = list(book.active.iter_rows(min_row=4, values_only=True))
    shown = set(re.findall(r"/eier/soknader/(\d+)/", page.content.decode()))
    numbers = set(Application.objects.filter(pk__in=shown).values_list("number", flat=True))
    assert {row[0] for row in rows} == numbers
    assert numbers
    assert "fikk plass av" in text(page)


def test_someone_who_works_for_two_owners_chooses_first(as_siri, siri, ola):
    storby = ola.role_grants.get(role="owner_officer").organisation
    siri.role_grants.create(role="owner_officer", organisation=storby, starts_on="2026-01-01")

    sent = as_siri.get(url("ranking"))
    assert sent.url.startswith(url("choose"))
    round = Ranking.objects.filter(owner=storby).latest("pk").round
    chosen = as_siri.post(url("choose"), {"owner": storby.pk, "round": round.pk, "neste": url("ranking")})

    assert chosen.url == url("ranking")
    assert "Storby" in text(as_siri.get(url("ranking")))

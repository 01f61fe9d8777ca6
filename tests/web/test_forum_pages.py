"""The forum's pages at each desk: what the members see, a vote and a dissent, and what a disqualified one does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from pafyll.apps.forums.models import Dissent, ForumDecision, ForumMeeting, ForumVote, SchemeYear
from pafyll.apps.forums.services import deciding
from pafyll.apps.forums.services.composing import Term, declare_disqualified
from tests.factories import AgendaItemFactory, ForumMeetingFactory, SchemeYearFactory
from tests.factories.base import NOW
from tests.fixtures.forum import DAY, a_person

SECRETARIAT = "/nasjonal/kollektiv/"
HERE = {"siri": "/eier/kollektiv/forum/", "ola": "/eier/kollektiv/forum/", "nina": "/tilbyder/forum/",
        "leif": "/tillitsvalgt/forum/"}  # fmt: skip


@pytest.fixture
def as_member(county):
    """A client logged in as somebody of the county."""

    def logged_in(key):
        client = Client()
        client.force_login(county.user(key))
        return client

    return logged_in


@pytest.fixture
def item(county):
    return AgendaItemFactory(
        meeting__forum=county.forum,
        meeting__held=True,
        meeting__starts_at=NOW - timedelta(hours=1),
        title="Fordeling av rammen",
    )


def text_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[-600:]
    return response.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("key", sorted(HERE))
def test_each_member_reads_the_forum_the_meeting_and_the_matter_at_their_own_desk(county, as_member, item, key):
    client, here = as_member(key), HERE[key]

    assert "Samarbeidsforum Prøve" in text_of(client, here)
    assert "Balansen i forumet" in text_of(client, f"{here}{county.forum.pk}/")
    assert "Fordeling av rammen" in text_of(client, f"{here}mote/{item.meeting_id}/")
    assert "Sekretariatet" not in text_of(client, f"{here}sak/{item.pk}/")


def test_ola_of_another_county_finds_nothing_also_by_address(county, as_member, item):
    elsewhere = AgendaItemFactory(meeting__called=True, title="Hemmelig")
    client, here = as_member("ola"), HERE["ola"]

    assert "Hemmelig" not in text_of(client, here)
    for address in (
        f"{here}{elsewhere.meeting.forum_id}/",
        f"{here}mote/{elsewhere.meeting_id}/",
        f"{here}sak/{elsewhere.pk}/",
        f"{here}sak/{elsewhere.pk}/inhabil/",
    ):
        text_of(client, address, 404)
    other = Client()
    other.force_login(a_person("turid", "county_governor", elsewhere.meeting.forum.governor).user)
    text_of(other, f"{SECRETARIAT}forum/{county.forum.pk}/", 404)
    assert other.post(f"{SECRETARIAT}forum/sak/{item.pk}/tell/").status_code == 404


def test_a_planned_meeting_is_not_known_to_the_members(county, as_member):
    planned = ForumMeetingFactory(forum=county.forum)

    text_of(as_member("siri"), f"{HERE['siri']}mote/{planned.pk}/", 404)
    assert "Innkall til møtet" in text_of(as_member("tor"), f"{SECRETARIAT}forum/mote/{planned.pk}/")


def test_a_disqualified_member_sees_a_number_and_the_ground_and_nothing_by_address(county, as_member, item):
    declare_disqualified(
        forum=county.forum,
        matter=item.matter,
        person=county.people["ola"],
        ground="leader",
        term=Term(DAY),
        by=county.user("ola"),
        at=NOW,
    )
    client, address = as_member("ola"), f"{HERE['ola']}sak/{item.pk}/"

    page = text_of(client, f"{HERE['ola']}mote/{item.meeting_id}/")
    assert "Fordeling av rammen" not in page
    assert "Du er inhabil i denne saken" in page
    assert "fvl." in text_of(client, address, 403)
    for action in ("vote", "dissent"):
        assert client.post(address, {"action": action, "choice": "for", "text": "Nei"}).status_code == 403
    assert not ForumVote.objects.exists()


def test_the_way_from_disagreement_to_a_vote_with_a_dissent(county, as_member, item):
    tor, base = as_member("tor"), f"{SECRETARIAT}forum/sak/{item.pk}/"
    text_of(tor, f"{base}avstemning/", 403)  # agreement first
    assert tor.post(f"{base}uenighet/", {"why": "Uenige om nøkkelen."}).status_code == 303
    assert tor.post(f"{base}avstemning/", {"proposal": "Etter årsverk."}).status_code == 303
    assert "Du har ingen stemme" in text_of(tor, base)

    for key, choice in (("siri", "for"), ("ola", "for"), ("nina", "against")):
        address = f"{HERE[key]}sak/{item.pk}/"
        assert as_member(key).post(address, {"action": "vote", "choice": choice}).status_code == 303
    again = as_member("siri").post(f"{HERE['siri']}sak/{item.pk}/", {"action": "vote", "choice": "against"})
    assert again.status_code == 422
    assert tor.post(f"{base}tell/").status_code == 303

    assert ForumDecision.objects.get().result == "adopted"
    leif = as_member("leif")
    address = f"{HERE['leif']}sak/{item.pk}/"
    assert leif.post(address, {"action": "dissent", "text": "De små taper."}).status_code == 303
    page = text_of(leif, address)
    assert "Protokolltilførsel fra Virksomheten til Leif" in page
    assert "Ved avstemning: 2 for, 1 mot, 0 avholdende." in page


def test_tor_plans_calls_writes_and_approves_a_meeting(county, as_member, clock):
    tor, base = as_member("tor"), f"{SECRETARIAT}forum/"
    given = {"title": "Møte 4", "day": "2026-03-20", "time": "10.00", "place": "Storby"}
    assert tor.post(f"{base}{county.forum.pk}/mote/", given).status_code == 303
    meeting = ForumMeeting.objects.get()
    tor.post(f"{base}mote/{meeting.pk}/innkall/")
    meeting.refresh_from_db()
    assert meeting.status == "planned"  # no agenda yet
    assert tor.post(f"{base}mote/{meeting.pk}/sak/", {"title": "Sak", "proposal": "Vi gjør det."}).status_code == 303
    tor.post(f"{base}mote/{meeting.pk}/innkall/")
    clock.move_to("2026-03-20 10:30")
    item = meeting.items.get()
    assert tor.post(f"{base}sak/{item.pk}/enighet/", {"text": "Vi gjør det."}).status_code == 303
    met = {f"met_{seat.pk}": seat.person_id for seat in county.seats.values()}
    words = {"minutes": "Satt.", f"item_{item.pk}": "Drøftet."}
    assert tor.post(f"{base}mote/{meeting.pk}/referat/", met | words).status_code == 303
    tor.post(f"{base}mote/{meeting.pk}/godkjenn/")
    meeting.refresh_from_db()

    assert meeting.status == "approved"
    page = text_of(as_member("nina"), f"{HERE['nina']}mote/{meeting.pk}/")
    assert "Drøftet." in page
    assert "Til stede" in page
    file = as_member("leif").get(f"{HERE['leif']}mote/{meeting.pk}/referat.pdf")
    assert file.content.startswith(b"%PDF")
    declare_disqualified(
        forum=county.forum,
        matter=item.matter,
        person=county.people["ola"],
        ground="party",
        term=Term(DAY),
        by=county.user("ola"),
        at=NOW,
    )
    assert as_member("ola").get(f"{HERE['ola']}mote/{meeting.pk}/referat.pdf").status_code == 403


def test_siri_at_the_authoritys_address_is_stopped_at_the_gate(county, as_member, item):
    text_of(as_member("siri"), f"{SECRETARIAT}forum/sak/{item.pk}/", 403)


def test_a_dissent_is_not_written_for_an_undecided_matter(county, as_member, item):
    address = f"{HERE['leif']}sak/{item.pk}/"

    assert as_member("leif").post(address, {"action": "dissent", "text": "Nei."}).status_code in (403, 422)
    assert not Dissent.objects.exists()


def test_tor_sees_what_is_missing_and_announces_when_nothing_is(county, as_member):
    year, tor = SchemeYearFactory(governor=county.governor, award_criteria=""), as_member("tor")
    address = f"{SECRETARIAT}ordning/{year.pk}/"

    assert "Tildelingskriterier er ikke fylt ut" in text_of(tor, address)
    assert tor.post(f"{address}kunngjor/").status_code == 403
    SchemeYear.objects.filter(pk=year.pk).update(award_criteria="Forankret behov.")
    assert "Dette skjer når du kunngjør" in text_of(tor, f"{address}kunngjor/")
    assert tor.post(f"{address}kunngjor/").status_code == 303

    page = text_of(Client(), f"/kollektiv/{year.pk}/")
    for words in ("Forankret behov.", "12 400 000 kr", "15. april 2026 kl. 23.59", "Ikke funnet"):
        assert words in page
    assert year.title in text_of(Client(), "/kollektiv/")


def test_the_form_saves_what_tor_writes_and_says_what_is_wrong_where_it_is(county, as_member):
    year, tor = SchemeYearFactory(governor=county.governor), as_member("tor")
    address = f"{SECRETARIAT}ordning/{year.pk}/rediger/"
    given = {"title": year.title, "purpose": "Nytt formål.", "opens_on": "2026-01-05", "closes_on": "2026-04-30"}

    assert tor.post(address, given | {"own_contribution_percent": "30"}).status_code == 422
    assert tor.post(address, given).status_code == 303
    year.refresh_from_db()
    assert (year.purpose, str(year.closes_on), year.appropriation) == ("Nytt formål.", "2026-04-30", None)


def test_a_draft_is_not_on_the_public_pages(county, client):
    draft = SchemeYearFactory(governor=county.governor)

    text_of(client, f"/kollektiv/{draft.pk}/", 404)


def test_ola_decides_nothing_after_the_vote_is_counted(county, as_member, item):
    tor = county.user("tor")
    deciding.record_failed_agreement(item=item, why="Uenige.", by=tor, at=NOW)
    deciding.open_ballot(item=item, proposal="Forslag", by=tor, at=NOW)
    deciding.count_ballot(item=item, by=tor, at=NOW)

    response = as_member("ola").post(f"{HERE['ola']}sak/{item.pk}/", {"action": "vote", "choice": "for"})
    assert response.status_code == 422
    assert not ForumVote.objects.exists()

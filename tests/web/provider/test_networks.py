"""The networks' two UP1, and the meetings of their council."""

from __future__ import annotations

from datetime import date, timedelta

from pafyll.apps.assignments.services import councils, meetings
from tests.factories.base import NOW


def text_of(response, status=200):
    assert response.status_code == status, response.content.decode()[-800:]
    return response.content.decode().replace("\u00a0", " ")


def a_meeting(department, body, title):
    new = meetings.NewMeeting(body=body, title=title, starts_at=NOW + timedelta(days=2))
    return meetings.plan_meeting(unit=department.unit, new=new, by=department.user("liv"), at=NOW)


def test_a_network_has_two_up1_and_the_page_says_what_it_lacks(department):
    liv = department.client("liv")
    liv.post("/tilbyder/nettverk/", {"unit": department.unit.pk, "name": "Indre"})
    page = text_of(liv.get("/tilbyder/nettverk/"))
    assert "Nettverket har 0 av to UP1." in page
    address = f"/tilbyder/nettverk/{department.unit.networks.get().pk}/up1/"
    first = {"person": department.people["geir"].pk, "starts_on": "2026-03-01", "ends_before": "2028-02-29"}
    assert liv.post(address, first).status_code == 303
    second = {**first, "person": department.people["mona"].pk}
    assert "trenger en mentor" in text_of(liv.post(address, second), 422)
    assert liv.post(address, {**second, "mentor": department.people["geir"].pk}).status_code == 303
    third = {**second, "person": department.people["arvid"].pk, "mentor": department.people["geir"].pk}
    assert "har alt to UP1" in text_of(liv.post(address, third), 422)
    page = text_of(liv.get("/tilbyder/nettverk/"))
    assert "Begge slutter samme dag" in page
    assert "29. februar 2028" in page


def test_up1_read_the_councils_called_meetings_and_no_others(department):
    network = councils.found_network(unit=department.unit, name="Indre", by=department.user("liv"), at=NOW)
    new = councils.NewTerm(department.people["geir"], date(2026, 3, 1), date(2028, 2, 29), None)
    councils.appoint_up1(network=network, new=new, by=department.user("liv"), at=NOW)
    council, forum = a_meeting(department, "up_council", "UP-råd"), a_meeting(department, "leader_forum", "Lederforum")
    geir = department.client("geir")
    assert geir.get(f"/tilbyder/moter/{council.pk}/").status_code == 404
    meetings.add_matter(meeting=council, title="Erfaringer", words="", by=department.user("liv"), at=NOW)
    meetings.call_meeting(meeting=council, by=department.user("liv"), at=NOW)

    assert "Erfaringer" in text_of(geir.get(f"/tilbyder/moter/{council.pk}/"))
    assert geir.get(f"/tilbyder/moter/{forum.pk}/").status_code == 404
    assert geir.post(f"/tilbyder/moter/{council.pk}/sak/", {"title": "Ny"}).status_code == 403
    assert "Lederforum" not in text_of(geir.get("/tilbyder/moter/")).partition("<main")[2].partition("<table")[2]

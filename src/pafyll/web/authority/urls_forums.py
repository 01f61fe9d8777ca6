"""The addresses of collective development at this desk: schemes year by year, forums, meetings and plans."""

from django.urls import path

from pafyll.web.authority.views import forum_meetings, forums, scheme_years
from pafyll.web.components.forum.desk import ForumDesk
from pafyll.web.components.forum.urls import forum_urls

urlpatterns = [
    path("kollektiv/", scheme_years.scheme_years, name="scheme_years"),
    path("kollektiv/ordning/ny/", scheme_years.new, name="new_scheme_year"),
    path("kollektiv/ordning/<int:pk>/", scheme_years.scheme_year, name="scheme_year"),
    path("kollektiv/ordning/<int:pk>/rediger/", scheme_years.edit, name="edit_scheme_year"),
    path("kollektiv/ordning/<int:pk>/kopier/", scheme_years.copy, name="copy_scheme_year"),
    path("kollektiv/ordning/<int:pk>/bekreft/<slug:item>/", scheme_years.confirm, name="confirm_scheme_year"),
    path("kollektiv/ordning/<int:pk>/kunngjor/", scheme_years.announce, name="announce_scheme_year"),
    path("kollektiv/ordning/<int:pk>/frist/", scheme_years.extend, name="extend_scheme_year"),
    path("kollektiv/ordning/<int:pk>/trekk/", scheme_years.withdraw, name="withdraw_scheme_year"),
    path("kollektiv/ordning/<int:pk>/lukk/", scheme_years.close, name="close_scheme_year"),
    *forum_urls(ForumDesk("authority", manages=True), under="kollektiv/forum/"),
    path("kollektiv/forum/nytt/", forums.new_forum, name="new_forum"),
    path("kollektiv/forum/<int:pk>/plass/", forums.propose_seat, name="propose_seat"),
    path("kollektiv/forum/<int:pk>/fastsett/", forums.decide, name="decide_forum"),
    path("kollektiv/forum/plass/<int:pk>/ta-bort/", forums.drop_seat, name="drop_seat"),
    path("kollektiv/forum/plass/<int:pk>/avslutt/", forums.end_seat, name="end_seat"),
    path("kollektiv/forum/<int:pk>/plan/", forums.new_plan, name="new_plan"),
    path("kollektiv/forum/plan/<int:pk>/revider/", forums.revise_plan, name="revise_plan"),
    path("kollektiv/forum/revisjon/<int:pk>/", forums.write_plan, name="write_plan"),
    path("kollektiv/forum/revisjon/<int:pk>/ta-opp/", forums.take_up, name="take_up_lesson"),
    path("kollektiv/forum/revisjon/<int:pk>/vedtatt/", forums.adopt, name="adopt_plan_revision"),
    path("kollektiv/forum/<int:pk>/mote/", forum_meetings.new_meeting, name="new_meeting"),
    path("kollektiv/forum/mote/<int:pk>/sak/", forum_meetings.new_item, name="new_item"),
    path("kollektiv/forum/mote/<int:pk>/innkall/", forum_meetings.call, name="call_meeting"),
    path("kollektiv/forum/mote/<int:pk>/avlys/", forum_meetings.cancel, name="cancel_meeting"),
    path("kollektiv/forum/mote/<int:pk>/referat/", forum_meetings.minutes, name="minutes"),
    path("kollektiv/forum/mote/<int:pk>/godkjenn/", forum_meetings.approve, name="approve_minutes"),
    path("kollektiv/forum/sak/<int:pk>/rediger/", forum_meetings.edit_item, name="edit_item"),
    path("kollektiv/forum/sak/<int:pk>/enighet/", forum_meetings.agree, name="agree"),
    path("kollektiv/forum/sak/<int:pk>/uenighet/", forum_meetings.fail, name="fail_agreement"),
    path("kollektiv/forum/sak/<int:pk>/avstemning/", forum_meetings.open_ballot, name="open_ballot"),
    path("kollektiv/forum/sak/<int:pk>/tell/", forum_meetings.count, name="count_ballot"),
    path("kollektiv/forum/sak/<int:pk>/stemme/<int:seat>/", forum_meetings.record_vote, name="record_vote"),
]

"""Addresses of inquiries, meetings, teams and networks at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import inquiries, teams, unit_meetings

INQUIRY_URLS = [
    path("henvendelser/", inquiries.inbox, name="inquiries"),
    path("henvendelser/excel/", inquiries.workbook, name="inquiries_workbook"),
    path("henvendelser/<int:pk>/", inquiries.inquiry, name="inquiry"),
    path("henvendelser/<int:pk>/fordel/", inquiries.triage_inquiry, name="triage_inquiry"),
    path("henvendelser/<int:pk>/nei/", inquiries.answer_no, name="answer_no"),
    path("henvendelser/<int:pk>/misbruk/", inquiries.reject, name="reject_inquiry"),
    path("henvendelser/<int:pk>/inhabil/", inquiries.step_aside, name="step_aside"),
    path("henvendelser/<int:pk>/lag/", teams.propose, name="propose_team"),
    path("henvendelser/<int:pk>/oppdrag/", inquiries.make_assignment, name="make_assignment"),
    path("moter/", unit_meetings.unit_meetings, name="unit_meetings"),
    path("moter/nytt/", unit_meetings.plan, name="plan_unit_meeting"),
    path("moter/<int:pk>/", unit_meetings.unit_meeting, name="unit_meeting"),
    path("moter/<int:pk>/<slug:kind>.<slug:form>", unit_meetings.paper, name="unit_meeting_paper"),
    path("moter/<int:pk>/sakliste/", unit_meetings.agenda, name="unit_meeting_agenda"),
    path("moter/<int:pk>/sak/", unit_meetings.matter, name="unit_meeting_matter"),
    path("moter/<int:pk>/innkall/", unit_meetings.call, name="call_unit_meeting"),
    path("moter/<int:pk>/avlys/", unit_meetings.cancel, name="cancel_unit_meeting"),
    path("moter/<int:pk>/skriv-referat/", unit_meetings.minutes, name="unit_meeting_minutes"),
    path("moter/<int:pk>/godkjenn/", unit_meetings.approve, name="approve_unit_meeting"),
    path("moter/sak/<int:pk>/ja/", unit_meetings.decide_yes, name="decide_yes"),
    path("moter/sak/<int:pk>/nei/", unit_meetings.decide_no, name="decide_no"),
    path("nettverk/", teams.networks, name="networks"),
    path("nettverk/<int:pk>/up1/", teams.appoint, name="appoint_up1"),
    path("oppdrag/<int:pk>/habilitet/", teams.declare, name="declare"),
    path("oppdrag/<int:pk>/habilitet/<int:statement>/", teams.assess, name="assess"),
    path("oppdrag/<int:pk>/lag/ny/", teams.propose_another, name="propose_another"),
    path("oppdrag/<int:pk>/lag/<int:proposed>/", teams.take_in, name="take_in"),
]

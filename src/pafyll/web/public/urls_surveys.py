"""The addresses of answering by a link, and of events that everybody may sign up for."""

from django.urls import path

from pafyll.web.public.views import events, surveys

SURVEY_URLS = [
    path("svar/takk/", surveys.thanks, name="survey_thanks"),
    path("svar/<slug:token>/", surveys.survey, name="survey"),
    path("svar/<slug:token>/del/<slug:key>/", surveys.section, name="survey_section"),
    path("svar/<slug:token>/send/", surveys.check, name="survey_check"),
    path("svar/<slug:token>/vil-ikke/", surveys.decline, name="survey_decline"),
    path("arrangementer/", events.events, name="events"),
    path("arrangementer/<int:pk>/", events.event, name="event"),
    path("arrangementer/sendt/", events.sent, name="sign_up_sent"),
    path("pamelding/<slug:token>/", events.sign_up, name="sign_up"),
]

"""The desk's addresses."""

from django.urls import path

from pafyll.web.public.urls_inquiries import INQUIRY_URLS
from pafyll.web.public.urls_surveys import SURVEY_URLS
from pafyll.web.public.views import (
    about,
    calendar,
    cases,
    catalogue,
    collective,
    controls,
    deadlines,
    figures,
    front,
    glossary,
    login,
    open_data,
    people,
    rules,
    statistics,
    style_guide,
)

app_name = "public"
urlpatterns = [
    path("", front.home, name="home"),
    path("studier/", catalogue.catalogue, name="catalogue"),
    path("studier/sammenlign/", catalogue.compare, name="compare"),
    path("studier/<int:pk>/", catalogue.offer, name="offer"),
    path("frister/", deadlines.deadlines, name="deadlines"),
    path("kalender/<str:token>.ics", calendar.calendar, name="calendar"),
    path("tall/", figures.figures, name="figures"),
    path("tall/utgaver/", statistics.releases, name="releases"),
    path("tall/historiske/", statistics.historic, name="historic"),
    path("tall/historiske/grenser/", statistics.borders, name="borders"),
    path("tall/dcat.<slug:form>", open_data.catalogue_file, name="dcat"),
    path("tall/nyeste/<slug:by>/", statistics.newest, name="newest_breakdown"),
    path("tall/nyeste/<slug:by>.<slug:form>", statistics.newest_file, name="newest_breakdown_file"),
    path("tall/utgave/<int:number>/<slug:by>/bygg-inn/", statistics.embed, name="breakdown_embed"),
    path("tall/utgave/<int:number>/<slug:by>/", statistics.breakdown, name="breakdown"),
    path("tall/utgave/<int:number>/<slug:by>.<slug:form>", statistics.file, name="breakdown_file"),
    path("regler/", rules.rules_index, name="rules_index"),
    path("regler/<str:rule_set>/", rules.rules, name="rules"),
    path("saker/", cases.cases, name="cases"),
    path("saker/<str:number>/", cases.case, name="case"),
    path("saker/<str:number>/utgave/<int:paper>/<slug:form>/", cases.file, name="paper_file"),
    path("saker/<str:number>/vedlegg/<int:attachment>/", cases.attachment, name="case_attachment"),
    path("kollektiv/", collective.schemes, name="collective"),
    path("kollektiv/<int:pk>/", collective.scheme, name="collective_scheme"),
    path("kollektiv/<int:pk>/kontroll/", controls.control_sample, name="control_sample"),
    *INQUIRY_URLS,
    path("fagfolk/", people.people, name="people"),
    *SURVEY_URLS,
    path("ordliste/", glossary.glossary, name="glossary"),
    path("logg-inn/", login.log_in, name="log_in"),
    path("logg-ut/", login.log_out, name="log_out"),
    path("malform/", login.language, name="language"),
    path("om/", about.about, name="about"),
    path("personvern/", about.privacy, name="privacy"),
    path("tilgjengelighet/", about.accessibility, name="accessibility"),
    path("stilguide/", style_guide.style_guide, name="style_guide"),
]

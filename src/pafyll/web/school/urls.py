"""The desk's addresses."""

from django.urls import path

from pafyll.apps.organisations.models import Organisation
from pafyll.web.components.agreements.desk import AgreementDesk
from pafyll.web.components.agreements.urls import agreement_urls
from pafyll.web.components.inbox.urls import inbox_urls
from pafyll.web.school.views import application, cases, companions, home, measures, needs, plan, staff, support

app_name = "school"
urlpatterns = [
    *inbox_urls("school"),
    path("", home.home, name="home"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("stott-flere/", support.support_many, name="support_many"),
    path("ansatte/", staff.staff, name="staff"),
    path("ansatte/kopier/", staff.copy, name="copy_year"),
    path("ansatte/<int:person>/", staff.person, name="staff_member"),
    path("ansatte/<int:person>/fag/", staff.assign, name="assign_subject"),
    path("ansatte/<int:person>/fag/<int:taught>/ta-ut/", staff.take_out, name="take_out_subject"),
    path("ansatte/<int:person>/studiepoeng/", staff.credits, name="state_credits"),
    path("ansatte/<int:person>/utdanning/", staff.education, name="state_education"),
    path("ansatte/<int:person>/bekreft/<slug:what>/", staff.confirm, name="confirm_statement"),
    path("ansatte/<int:person>/sett-tilbake/<slug:what>/", staff.set_back, name="set_back_statement"),
    path("ansatte/<int:person>/angre/<int:event>/", staff.undo, name="undo_statement"),
    path("plan/", plan.plan, name="plan"),
    path("plan/sammen/", companions.companions, name="companions"),
    path("plan/sammen/<int:pk>/avslutt/", companions.end, name="end_companions"),
    path("behov/", needs.needs, name="needs"),
    path("behov/personer/", needs.needs_people, name="needs_people"),
    path("behov/excel/", needs.needs_file, name="needs_file"),
    path("behov/csv/", needs.needs_csv, name="needs_csv"),
    path("saker/", cases.cases, name="cases"),
    path("saker/<int:pk>/", cases.case, name="case"),
    path("saker/<int:pk>/<slug:form>/", cases.file, name="paper_file"),
    *agreement_urls(AgreementDesk("school", (Organisation.Kind.SCHOOL,))),
    path("tiltak/", measures.measures, name="measures"),
    path("tiltak/vedlegg/<int:pk>/", measures.paper, name="measure_paper"),
]

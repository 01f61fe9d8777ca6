"""The desk's addresses."""

from django.urls import path

from pafyll.web.school.views import application, home, needs, plan, support

app_name = "school"
urlpatterns = [
    path("", home.home, name="home"),
    path("soknad/<int:pk>/", application.application, name="application"),
    path("stott-flere/", support.support_many, name="support_many"),
    path("plan/", plan.plan, name="plan"),
    path("behov/", needs.needs, name="needs"),
    path("behov/personer/", needs.needs_people, name="needs_people"),
    path("behov/excel/", needs.needs_file, name="needs_file"),
    path("behov/csv/", needs.needs_csv, name="needs_csv"),
]

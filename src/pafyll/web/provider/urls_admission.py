"""Addresses of admission at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import admission, admission_files

ADMISSION_URLS = [
    path("opptak/", admission.admissions, name="admissions"),
    path("opptak/se-over/", admission.look_over, name="admission_look_over"),
    path("opptak/fil/<slug:form>/", admission_files.admission_file, name="admission_file"),
    path("opptak/innlesing/", admission_files.read_in, name="admission_read_in"),
    path("opptak/innlesing/<int:pk>/", admission_files.preview, name="admission_file_preview"),
    path("opptak/innlesing/<int:pk>/utfor/", admission_files.carry_out, name="carry_out_admission_file"),
    path("opptak/<int:pk>/", admission.admission, name="admission"),
    path("opptak/<int:pk>/vilkar/<int:condition>/", admission.condition, name="admission_condition"),
]

"""The addresses of officers' own reports at this desk."""

from django.urls import path

from pafyll.web.authority.views import own_report_files, own_reports, year_reports

OWN_REPORT_URLS = [
    path("rapporter/", own_reports.reports, name="own_reports"),
    path("rapporter/soknader/", own_reports.report, name="own_report"),
    path("rapporter/soknader/tabell/", own_report_files.table_file, name="own_report_table"),
    path("rapporter/soknader/rader/", own_report_files.applications_file, name="own_report_applications"),
    path("rapporter/<int:pk>/del/", own_reports.share, name="share_report"),
    path("rapporter/<int:pk>/fjern/", own_reports.remove, name="remove_report"),
    path("arsrapport/", year_reports.year_report, name="year_report"),
    path("arsrapport/fil.<slug:form>", year_reports.year_report_file, name="year_report_file"),
]

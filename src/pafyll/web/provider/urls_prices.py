"""Addresses of prices, checklists and the start of assignments at the provider's desk."""

from django.urls import path

from pafyll.web.provider.views import gates, price_figures, prices, workload

PRICE_URLS = [
    path("oppdrag/enheter/", price_figures.units, name="units"),
    path("oppdrag/enheter/<int:pk>/tall/", price_figures.figures, name="unit_figures"),
    path("oppdrag/enheter/<int:pk>/tall/<slug:name>/", price_figures.figure, name="unit_figure"),
    path("oppdrag/belastning/", workload.workload, name="workload"),
    path("oppdrag/belastning/<int:pk>/", workload.duty, name="duty"),
    path("oppdrag/<int:pk>/budsjett/", prices.budget, name="budget"),
    path("oppdrag/<int:pk>/budsjett/nytt/", prices.new_budget, name="new_budget"),
    path("oppdrag/<int:pk>/sjablong/", prices.standard, name="standard_price"),
    path("oppdrag/budsjett/<int:pk>/", prices.version, name="budget_version"),
    path("oppdrag/budsjett/<int:pk>/signer/", prices.sign, name="sign_budget"),
    path("oppdrag/budsjett/<int:pk>/excel/", prices.workbook, name="budget_workbook"),
    path("oppdrag/budsjett/<int:pk>/pris.pdf", prices.pdf, name="budget_pdf"),
    path("oppdrag/<int:pk>/oppdrag-eller-bidrag/", gates.classification, name="classify"),
    path("oppdrag/<int:pk>/sjekkliste/<slug:which>/", gates.checklist, name="checklist"),
    path("oppdrag/<int:pk>/sjekkliste/<slug:which>/apne/", gates.reopen, name="reopen_checklist"),
    path("oppdrag/<int:pk>/start/", gates.start, name="start_assignment"),
    path("oppdrag/<int:pk>/samtale/", gates.talk, name="follow_up_talk"),
    path("oppdrag/<int:pk>/slutt/<slug:how>/", gates.end, name="end_assignment"),
]

"""The addresses of distribution at this desk: compositions, their steps, runs, and two of them side by side."""

from django.urls import path

from pafyll.web.authority.views import (
    commitments,
    distribution,
    distribution_files,
    distribution_keys,
    distribution_runs,
)

urlpatterns = [
    path("kollektiv/fordeling/", distribution.distributions, name="distributions"),
    path("kollektiv/ordning/<int:pk>/fordeling/", distribution.bench, name="distribution_bench"),
    path("kollektiv/ordning/<int:pk>/fordeling/sammenlign/", distribution_runs.compare, name="distribution_compare"),
    path(
        "kollektiv/ordning/<int:pk>/fordeling/sammenlign/excel/",
        distribution_files.comparison,
        name="distribution_comparison_file",
    ),
    path("kollektiv/fordeling/utkast/<int:pk>/", distribution.draft, name="distribution_draft"),
    path("kollektiv/fordeling/utkast/<int:pk>/ramme/", distribution.frame, name="distribution_frame"),
    path("kollektiv/fordeling/utkast/<int:pk>/rekkefolge/", distribution.ranks, name="distribution_ranks"),
    path("kollektiv/fordeling/utkast/<int:pk>/steg/nytt/", distribution.new_step, name="distribution_new_step"),
    path("kollektiv/fordeling/utkast/<int:pk>/steg/<int:number>/", distribution.step, name="distribution_step"),
    path("kollektiv/fordeling/utkast/<int:pk>/steg/<int:number>/flytt/", distribution.move, name="distribution_move"),
    path(
        "kollektiv/fordeling/utkast/<int:pk>/steg/<int:number>/fjern/", distribution.remove, name="distribution_remove"
    ),
    path("kollektiv/fordeling/utkast/<int:pk>/kjor/", distribution.run, name="distribution_start"),
    path("kollektiv/fordeling/utkast/<int:pk>/registeret/", distribution_keys.register, name="distribution_register"),
    path("kollektiv/fordeling/utkast/<int:pk>/tilsagn/", commitments.commitments, name="distribution_commitments"),
    path("kollektiv/ordning/<int:pk>/fordeling/nokler/", distribution_keys.keys, name="key_files"),
    path("kollektiv/fordeling/nokkel/<int:pk>/", distribution_keys.key_file, name="key_file"),
    path("kollektiv/fordeling/nokkel/<int:pk>/fil/", distribution_keys.key_file_content, name="key_file_content"),
    path("kollektiv/fordeling/<int:pk>/", distribution_runs.run, name="distribution_run"),
    path("kollektiv/fordeling/<int:pk>/excel/", distribution_files.workbook, name="distribution_file"),
    path("kollektiv/fordeling/<int:pk>/mottaker/<slug:number>/", distribution_runs.line, name="distribution_line"),
]

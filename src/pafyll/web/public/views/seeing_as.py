"""Back from seeing the pages as somebody else. It is here since the one who is seen as has no way to support's desk."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_POST

from pafyll.web.components.http import DeskRequest, see_other
from pafyll.web.components.seeing_as import end


@login_required
@require_POST
def end_seeing_as(request: DeskRequest) -> HttpResponse:
    """Back to one's own pages."""
    person = end(request)
    return see_other("support:supported", person) if person else see_other("public:home")

"""The rows of the list as texts that are escaped: five hundred are drawn without a template being asked for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from html import escape

from django.utils.translation import gettext as _

from pafyll.apps.applications.queries.listed import ListedRow
from pafyll.apps.applications.queries.ranking import Line
from pafyll.domain.grants.own_time import own_time
from pafyll.web.components.addresses import address_of
from pafyll.web.components.tags.formats import credits, number, scheme

Texts = dict[str, str]  # what the templates of a row call them


def ranked_lines(lines: Iterable[Line], day: date, focus: str = "") -> list[Texts]:
    """The lines of the list. day is when the study year starts, focus the button that was pressed: "up-17"."""
    draw = Drawn(day)
    return [
        {
            **draw.row(line.row),
            "place": str(line.place),
            "autumn_so_far": number(line.autumn),
            "spring_so_far": number(line.spring),
            "over": " p-ranking__row--over" if line.over else "",
            "up_focus": AUTOFOCUS if focus == f"up-{line.row.pk}" else "",
            "down_focus": AUTOFOCUS if focus == f"down-{line.row.pk}" else "",
        }
        for line in lines
    ]


def unplaced_rows(rows: Iterable[ListedRow], day: date) -> list[Texts]:
    """The applications without a place."""
    draw = Drawn(day)
    return [draw.row(row) for row in rows]


AUTOFOCUS = " autofocus"


class Drawn:
    """Draws rows of one page: each word is translated once."""

    def __init__(self, day: date) -> None:
        self._day, self._scheme, self._credits = day, cache(lambda code: escape(scheme(code))), cache(credits)
        self._own_time, self._hours = _("egen tid"), _("t/uke")
        self._lacks = f"<strong>{_('Mangler studiepoeng')}</strong>"
        self._refusals, self._companions = _("tidligere nei"), _("andre fra skolen")
        self._opinions = {
            True: "",
            False: f"<strong>{_('Rektor støtter ikke')}</strong>",
            None: _("Rektor har ikke uttalt seg"),
        }

    def row(self, row: ListedRow) -> Texts:
        """One application. "–" where a rate is missing."""
        price = row.price
        is_known = price.shares is not None
        return {
            "pk": str(row.pk),
            "person": escape(row.person),
            "url": address_of("owner:application", row.pk),
            "study": escape(row.study_name),
            "school": escape(row.school),
            "scheme": self._scheme(price.scheme),
            "own_time": self._of_own_time(row),
            "shortage": f"{self._lacks}<br>" if row.lacks_credits else "",
            "hours": self._credits(row.hours),
            "refusals": f"<br>{row.earlier_refusals} {self._refusals}" if row.earlier_refusals else "",
            "companions": f"<br>{row.companions} {self._companions}" if row.companions else "",
            "opinion": f"<br>{opinion}" if (opinion := self._opinions[row.supports]) else "",
            "autumn": str(int(price.autumn)),
            "spring": str(int(price.spring)),
            "autumn_text": number(price.autumn) if is_known else "–",
            "spring_text": number(price.spring) if is_known else "–",
            "state_text": number(price.state) if is_known else "–",
        }

    def _of_own_time(self, row: ListedRow) -> str:
        if row.price.study is None or not row.price.scheme:
            return ""
        percent = own_time(row.price.scheme, row.price.study.credits, self._day).percent
        return "" if percent is None else f" · {self._credits(percent)}\u00a0% {self._own_time}"

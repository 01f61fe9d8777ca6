"""What is wrong with a page's HTML: nesting, double ids, unlabelled controls, skipped headings, tables too wide."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
OPTIONAL_END = {"li", "p", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup", "optgroup"}
SVG = {"svg", "path", "rect", "line", "circle", "g", "text", "title", "desc", "polyline", "polygon", "tspan", "defs"}
BLOCKS = {"div", "p", "ul", "ol", "dl", "table", "form", "section", "article", "h1", "h2", "h3", "fieldset", "details"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
FITS_A_NARROW_SCREEN = {"p-table--cards", "p-ranking__table"}  # others must scroll in a box of their own
UNLABELLED_INPUTS = {"hidden", "submit", "button", "image", "reset"}


def faults_of(html: str) -> list[str]:
    """The faults of a whole page, or of a part when it has no <html>."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    faults = [*reader.faults, *reader.at_the_end()]
    if "<html" in html[:500].lower():
        faults += reader.of_a_whole_page(html)
    return faults


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labelled: set[str] = set()
        self.controls: list[tuple[str, str]] = []  # id and description of controls that no label wraps
        self.pointed_at: set[str] = set()
        self.seen: Counter[str] = Counter()
        self.language = ""
        self._buttons: list[str] = []
        self._heading = 0
        self._boxes: list[int] = []  # where in `open` the boxes that scroll stand

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.seen[tag] += 1
        self._attributes(tag, given)
        self._control(tag, given)
        self._seen_by_the_reader(tag, set(given.get("class", "").split()))
        if tag in BLOCKS and "p" in self.open and not self._inside_svg():
            self._close_until("p") if self.open[-1] in OPTIONAL_END else self._fault(f"<{tag}> inside <p>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag not in self.open:
            self._fault(f"</{tag}> closes nothing")
            return
        while (last := self.open.pop()) != tag:
            if last not in OPTIONAL_END:
                self._fault(f"<{last}> is not closed before </{tag}>")
        self._boxes = [at for at in self._boxes if at < len(self.open)]

    def at_the_end(self) -> list[str]:
        unclosed = [f"<{tag}> is never closed" for tag in self.open if tag not in OPTIONAL_END]
        twice = [f"id {name} is used {times} times" for name, times in self.ids.items() if times > 1]
        unlabelled = [what for name, what in self.controls if name not in self.labelled]
        dangling = [f"points at #{name}, which is not there" for name in self.pointed_at if name not in self.ids]
        return [*unclosed, *twice, *unlabelled, *dangling]

    def of_a_whole_page(self, html: str) -> list[str]:
        wanted = {
            "no doctype": html.lstrip().lower().startswith("<!doctype html>"),
            "no language": self.language in {"nb", "nn", "en", "no"},
            "not exactly one h1": self.seen["h1"] == 1,
            "not exactly one main": self.seen["main"] == 1,
            "not exactly one title": self.seen["title"] >= 1,
        }
        return [fault for fault, fine in wanted.items() if not fine]

    def _attributes(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "")
        if "id" in given:
            self.ids[given["id"]] += 1
        if tag == "label" and given.get("for"):
            self.labelled.add(given["for"])
        for name in ("aria-labelledby", "aria-describedby", "aria-controls", "aria-errormessage"):
            self.pointed_at |= set(given.get(name, "").split())
        if tag == "img" and "alt" not in given:
            self._fault(f"<img src={given.get('src')}> has no alt")
        if "style" in given or any(name.startswith("on") for name in given):
            self._fault(f"<{tag}> has a style or script of its own, which the content policy stops")
        if odd := [name for name in given if "_" in name]:
            self._fault(f"<{tag}> has attributes that HTML does not know: {', '.join(odd)}")
        if tag == "script" and "src" not in given and given.get("type") not in {"application/json", "importmap"}:
            self._fault("a script stands in the page")

    def _seen_by_the_reader(self, tag: str, classes: set[str]) -> None:
        if tag in HEADINGS:
            level = int(tag[1])
            if self._heading and level > self._heading + 1:
                self._fault(f"<{tag}> follows <h{self._heading}>")
            self._heading = level
        if "ds-table" in classes and not self._boxes and not FITS_A_NARROW_SCREEN & classes:
            self._fault("a table may be wider than a narrow screen: give it p-table--cards, or a p-scroll around it")
        if "p-scroll" in classes:
            self._boxes.append(len(self.open))

    def _control(self, tag: str, given: dict[str, str]) -> None:
        if tag not in {"input", "select", "textarea"} or given.get("type") in UNLABELLED_INPUTS:
            return
        named = given.get("aria-label") or given.get("aria-labelledby") or "label" in self.open
        if not named:
            self.controls.append((given.get("id", ""), f"<{tag} name={given.get('name')}> has no label"))

    def _inside_svg(self) -> bool:
        return "svg" in self.open

    def _close_until(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def _fault(self, what: str) -> None:
        self.faults.append(what)

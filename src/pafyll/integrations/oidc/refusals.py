"""Why a log-in came to nothing, as a code: the page has the words."""

from __future__ import annotations


class LogInRefused(Exception):
    """code says which page the person gets; detail is for the log, and never holds anything of the token's."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class BadToken(LogInRefused):
    """An identity token that is not to be trusted. detail names the first thing that was wrong."""

    def __init__(self, detail: str) -> None:
        super().__init__("too_low" if detail == "acr" else "bad_token", detail)


class Unreachable(LogInRefused):
    """The provider does not answer, or answers with something else than it should."""

    def __init__(self, detail: str) -> None:
        super().__init__("unreachable", detail)

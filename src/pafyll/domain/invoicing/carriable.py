"""Which text an invoice can carry: XML has no place for control characters, in any way of writing them."""

from __future__ import annotations

import re

from pafyll.domain.answers import Answer, no, yes

# What XML 1.0 (section 2.2, Char) leaves out, and the controls of Latin-1 that no reader can see.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
LONGEST = 1000


def can_carry(text: str, *, what: str, longest: int = LONGEST) -> Answer:
    """Whether the text may stand in an invoice. what names it in the refusal: «Navnet på kjøperen»."""
    if found := REFUSED.search(text):
        return no(
            "control_character",
            "{what} har et usynlig kontrolltegn (U+{sign}) på plass {place}. Det kan ikke stå i en faktura.",
            remedy="Skriv teksten på nytt uten å lime den inn.",
            what=what,
            sign=f"{ord(found[0]):04X}",
            place=str(found.start() + 1),
        )
    if len(text) > longest:
        return no(
            "text_too_long",
            "{what} har {count} tegn, og en faktura har plass til {longest}.",
            what=what,
            count=str(len(text)),
            longest=str(longest),
        )
    return yes()

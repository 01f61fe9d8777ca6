"""The standing cast: who can be logged in as, what they do and where they begin. Tests and the seed share it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Member:
    """One of the cast. key is also the user name; home is the URL name of the page after log-in."""

    key: str
    first_name: str
    last_name: str
    gender: str
    birth_year: int
    does: str
    home: str
    language: str = "nb"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"

    @property
    def email(self) -> str:
        return f"{self.key}@example.no"


CAST = (
    Member("kari", "Kari", "Nordvik", "female", 1987, "Lærer ved Fjordvik skole", "teacher:home"),
    Member("jonas", "Jonas", "Fagerli", "male", 1991, "Lærer ved Fjordvik skole, har ikke søkt ennå", "teacher:home"),
    Member("per", "Per", "Haugland", "male", 1974, "Rektor ved Fjordvik skole", "school:home"),
    Member("siri", "Siri", "Myrvang", "female", 1980, "Saksbehandler hos skoleeier, Fjordvik kommune", "owner:home"),
    Member("marit", "Marit", "Solbakk", "female", 1969, "Kommunalsjef og beslutter, Fjordvik kommune", "owner:home"),
    Member("ola", "Ola", "Brandvold", "male", 1978, "Saksbehandler hos skoleeier, Storby kommune", "owner:home"),
    Member("nina", "Nina", "Tveter", "female", 1983, "Studieadministrator, Høgskolen i Innhavet", "provider:home"),
    Member(
        "liv",
        "Liv",
        "Strandmo",
        "female",
        1981,
        "Koordinator for oppdrag, Høgskolen i Innhavet",
        "provider:assignments",
    ),
    Member(
        "bodil",
        "Bodil",
        "Rønnes",
        "female",
        1970,
        "Nestleder for utdanning, Høgskolen i Innhavet",
        "provider:assignments",
    ),
    Member("arvid", "Arvid", "Hegglund", "male", 1967, "Instituttleder, Høgskolen i Innhavet", "provider:assignments"),
    Member("mona", "Mona", "Tjelle", "female", 1986, "Prosjektøkonom, Høgskolen i Innhavet", "provider:assignments"),
    Member(
        "geir",
        "Geir",
        "Sandnes",
        "male",
        1976,
        "Fagperson og utviklingspartner, Høgskolen i Innhavet",
        "provider:assignments",
    ),
    Member("tor", "Tor", "Vågan", "male", 1971, "Rådgiver hos Statsforvalteren i Innhavet", "authority:home", "nn"),
    Member("turid", "Turid", "Moen", "female", 1973, "Rådgiver som vedtar hos Statsforvalteren", "authority:home"),
    Member("ada", "Ada", "Lindkvist", "female", 1985, "Saksbehandler i direktoratet", "authority:home"),
    Member("idar", "Idar", "Stokke", "male", 1966, "Avdelingsdirektør og beslutter i direktoratet", "authority:home"),
    Member("leif", "Leif", "Rønningsen", "male", 1972, "Hovedtillitsvalgt i Fjordvik", "representative:home"),
    Member("vigdis", "Vigdis", "Ekeland", "female", 1976, "Rektor og eier ved Nordlys friskole", "owner:home"),
    Member("gro", "Gro", "Aasheim", "female", 1982, "Saksbehandler, Innhavet fylkeskommune", "owner:home"),
    Member("inger", "Inger", "Støle", "female", 1979, "Inspektør og stedfortreder ved Fjordvik skole", "school:home"),
    Member("hanne", "Hanne", "Solvoll", "female", 1988, "Saksbehandler for klager i direktoratet", "authority:appeals"),
    Member("rolf", "Rolf", "Tangen", "male", 1970, "Beslutter i klagesaker i direktoratet", "authority:appeals"),
    Member("eli", "Eli", "Tangvik", "female", 1984, "Saksbehandler i Fjordvik, inhabil i én sak", "owner:home"),
    Member(
        "randi", "Randi", "Oksnes", "female", 1968, "Tillitsvalgt i Skolelederforbundet", "representative:consultations"
    ),
    Member("astrid", "Astrid", "Holmen", "female", 1977, "Saksbehandler i departementet", "authority:appeals"),
)

# Met last in the story, so that everybody else has the key that they have always had.
LATER = (Member("selma", "Selma", "Rustad", "female", 1990, "Brukerstøtte i direktoratet", "support:home"),)
EVERYBODY = (*CAST, *LATER)

BY_KEY = {member.key: member for member in EVERYBODY}

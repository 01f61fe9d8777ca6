"""Who lives where. Every link is a small net of its own: .1 in the middle, .2 at the process."""

LINKS = {"web1-front": 1, "web2-front": 2, "web1-back": 3, "web2-back": 4, "work1": 5, "work2": 6, "db": 9}
WEBS, WORKS = ("web1", "web2"), ("work1", "work2")
# How each of them reaches the database: what is cut.
BACKS = {"web1": "web1-back", "web2": "web2-back", "work1": "work1", "work2": "work2"}
PORT, DATABASE_PORT, MAIL_PORT = 8000, 5432, 2525


def middle(link: str) -> str:
    """The address in the middle of the link."""
    return f"10.77.{LINKS[link]}.1"


def end(link: str) -> str:
    """The address of the process at the link."""
    return f"10.77.{LINKS[link]}.2"


MAIL_AT = middle("db")

"""An owner's ranking."""

from pafyll.domain.lifecycles.lifecycle import Lifecycle, Status


class RankingStatus(Status):
    OPEN = "open", "Under arbeid"
    SUBMITTED = "submitted", "Sendt"


S = RankingStatus
RANKING = Lifecycle("ranking", "prioriteringen", RankingStatus, {S.OPEN: {S.SUBMITTED}, S.SUBMITTED: {S.OPEN}})

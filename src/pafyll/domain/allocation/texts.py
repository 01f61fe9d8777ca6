"""Every Norwegian sentence of the allocation, as templates that are translated first and filled in afterwards."""

# ruff: noqa: E501 (a sentence for translators stands whole on its line)

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pafyll.domain.values import Kroner

TEMPLATES: dict[str, str] = {
    # the published rule
    "list": "Søknadene behandles én for én, gruppe for gruppe, i den rekkefølgen som står her. Den som står foran, velger først.",
    "one_place": "Hver person kan få én plass.",
    "approved_only": "Bare søknader som skoleeieren har godkjent, er med.",
    "own_order": "Et ønske prøves først når ønskene foran er avgjort. Et ønske som hører til i en tidligere gruppe, prøves i den gruppen søkeren da har kommet til.",
    "own_cheaper": "Søkerens egne billigere ønsker prøves i samme tur, selv om et dyrere ikke fikk plass.",
    "too_large": "Et ønske som krever mer enn hele beløpet, får avslag, men stenger ikke for andre.",
    "set_aside": "Penger som er satt av til en gruppe, frigis når gruppen begynner. Er statens penger stengt i en gruppe, kan senere grupper bare bruke det som er satt av til dem.",
    "top_ranked_moves": "Går eiers høyest prioriterte søknad videre til en senere gruppe, følger statens penger til den med så langt de rekker.",
    "tier": "Gruppe {number}: {title}.",
    "tier_maximum_places": "Gruppen får høyst så mange plasser: {places}.",
    "tier_minimum_places": "Gruppen får minst så mange plasser: {places}, så langt det er søknader og studieplasser. Statens penger til dem er satt av.",
    "tier_maximum_kroner": "Gruppen får høyst {kroner} av statens penger.",
    "tier_overflow": "Søknader som ikke får plass innenfor dette, går videre til senere grupper de hører til i.",
    "tier_no_overflow": "Søknader som ikke får plass innenfor dette, får avslag på det ønsket.",
    "tier_shared": "Plassene fordeles mellom skoleeierne etter lærerårsverk, med største rest. Søknader innenfor eiers andel går foran dem utenfor.",
    "tier_shared_places": "Antall plasser som fordeles, er {places}.",
    "tier_shared_money": "Antall plasser som fordeles, er statens gjenstående penger delt på den dyreste plassen i gruppen.",
    "order": "Rekkefølgen i hver gruppe avgjøres av dette, i denne orden:",
    "top_ranked": "Skoleeierens høyest prioriterte søknad går foran alle andre i gruppen, og statens penger til den er satt av.",
    "within_teacher_fte_share": "Søknader innenfor skoleeierens andel etter lærerårsverk går foran dem utenfor.",
    "lacks_credits": "Den som mangler studiepoeng i fag hun underviser i, går foran.",
    "rank_per_teacher_fte": "Skoleeierens prioritering, delt på skoleeierens lærerårsverk. Lavest tall går først. Uprioriterte søknader går sist.",
    "owner_rank": "Skoleeierens prioritering. Lavest tall går først. Uprioriterte søknader går sist.",
    "draw": "Likhet avgjøres ved trekning: de åtte første bytene av SHA-256 av «frø:søknadsnummer». Lavest tall går først. Frøet kunngjøres før tildelingen.",
    "offer_then_scheme": "Søkerens ønsker prøves slik: første studium med første ordning, første studium med andre ordning, andre studium med første ordning, andre studium med andre ordning.",
    "scheme_then_offer": "Søkerens ønsker prøves slik: første studium med første ordning, andre studium med første ordning, første studium med andre ordning, andre studium med andre ordning.",
    "offer_capacity": "Et studium kan ikke få flere enn plassene det har.",
    "owner_quota": "En skoleeier kan ikke få flere plasser enn kvoten sin.",
    "owner_money_autumn": "Skoleeierens utgifter i høstens budsjettår kan ikke gå over det eieren har satt av.",
    "owner_money_spring": "Skoleeierens utgifter i vårens budsjettår kan ikke gå over det eieren har satt av.",
    "state_money": "Statens utgifter kan ikke gå over bevilgningen.",
    "strict": "Når en søknad ikke får plass innenfor pengene, er de pengene stengt for alle som står bak. Ingen som står bak, får det hun trengte.",
    "state_may_pass": "Når en søknad ikke får plass innenfor statens penger, kan en billigere søknad som står bak, likevel få plass. Begge får vite det.",
    "owner_may_pass": "Når en søknad ikke får plass innenfor skoleeierens penger, kan en billigere søknad som står bak, likevel få plass. Begge får vite det.",
    "own_reading": "{reading}",
    # the reason chain
    "not_approved": "Skoleeieren godkjente ikke søknaden, så den ble ikke med i tildelingen.",
    "no_wishes": "Søknaden hadde ingen gyldige ønsker.",
    "ranked": "Skoleeieren prioriterte søknaden som nummer {rank} av {ranked}.",
    "unranked": "Skoleeieren godkjente søknaden, men prioriterte den ikke.",
    "turn": "I gruppen «{tier}» sto søknaden som nummer {place} av {places}.",
    "granted": "Du får plass på {offer} ({scheme}), ønske nummer {wish}.",
    "nothing": "Du får ikke plass.",
    "refused_offer_capacity": "{offer} ({scheme}), ønske nummer {wish}: alle plassene ({size}) var gitt da det ble din tur.",
    "refused_owner_quota": "{offer} ({scheme}), ønske nummer {wish}: skoleeierens kvote ({size}) var brukt.",
    "refused_owner_money_autumn": "{offer} ({scheme}), ønske nummer {wish}: krever {need} av skoleeieren i høstens budsjettår; {left} var igjen av {size}.",
    "refused_owner_money_spring": "{offer} ({scheme}), ønske nummer {wish}: krever {need} av skoleeieren i vårens budsjettår; {left} var igjen av {size}.",
    "refused_tier_places": "{offer} ({scheme}), ønske nummer {wish}: gruppens plasser ({size}) var gitt da det ble din tur.",
    "refused_tier_kroner": "{offer} ({scheme}), ønske nummer {wish}: krever {need} av staten; {left} var igjen av gruppens {size}.",
    "refused_state_money": "{offer} ({scheme}), ønske nummer {wish}: krever {need} av staten; {left} var igjen.",
    "refused_state_money_spring": "{offer} ({scheme}), ønske nummer {wish}: krever {need} av staten i vårens budsjettår; {left} var igjen.",
    "closed": "En søknad foran din krevde mer enn det som var igjen, og da kan ingen som står bak den, bruke de pengene.",
    "over_whole_size": "Kravet er større enn hele beløpet på {size}.",
    "waited": "Ønsket gikk videre til en senere gruppe, fordi gruppens plasser eller penger var brukt.",
    "passed_by": "Antall billigere søknader bak din som likevel fikk plass innenfor de samme pengene, slik regelen tillater: {passers}. Den første er {first}.",
    "passes": "Søknaden gikk forbi dyrere søknader som ikke fikk plass innenfor de samme pengene, slik regelen tillater. Antall: {passed}. Den første er {first}.",
    "nearest_place": "Nærmest plass: med én plass til {where} hadde du fått {offer}, om ingenting annet endret seg.",
    "nearest_places": "Nærmest plass: med {short} plasser til {where} hadde du fått {offer}, om ingenting annet endret seg.",
    "nearest_kroner": "Nærmest plass: med {short} mer i {pot} hadde du fått {offer}, om ingenting annet endret seg.",
    # a freed place: what is said of those before never holds a name, an amount or an employer
    "waiting_position": "Du sto som nummer {position} i køen til dette studiet.",
    "waiting_declined": "{numbers} takket nei.",
    "waiting_expired": "{numbers} svarte ikke innen fristen.",
    "waiting_withdrawn": "{numbers} fikk tilbudet trukket tilbake.",
    "waiting_left": "{numbers} hadde gått ut av køen.",
    "waiting_unavailable": "{numbers} hadde fått en annen plass, fått et annet tilbud eller trukket søknaden.",
    "waiting_no_room": "{numbers} kunne ikke få plassen innenfor pengene eller kvoten.",
    "waiting_granted": "Du takket ja til plassen på {offer} ({scheme}), som ble ledig {day}.",
}

POTS: dict[str, str] = {
    "offer_capacity": "plasser på studiet",
    "owner_quota": "plasser i skoleeierens kvote",
    "owner_money_autumn": "pengene til skoleeieren i høstens budsjettår",
    "owner_money_spring": "pengene til skoleeieren i vårens budsjettår",
    "tier_places": "plasser i gruppen",
    "tier_kroner": "pengene til gruppen",
    "state_money": "pengene fra staten",
    "state_money_spring": "pengene fra staten i vårens budsjettår",
}

WHERE: dict[str, str] = {
    "offer_capacity": "på studiet",
    "owner_quota": "i skoleeierens kvote",
    "tier_places": "i gruppen",
}

SCHEME_NAMES: dict[str, str] = {"substitute": "vikarordning", "scholarship": "stipendordning"}


@dataclass(frozen=True)
class Text:
    """A sentence: translate `template` first, then fill in `facts`. str() gives bokmål."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return TEMPLATES[self.code]

    def __str__(self) -> str:
        return self.template.format_map(self.facts)


def kroner(amount: int) -> str:
    """An amount as a Norwegian reader writes it."""
    return str(Kroner(amount))

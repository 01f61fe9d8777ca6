"""What an assignment costs and what it is sold for: figures of a unit, what is ordered, and a price in lines."""

from pafyll.domain.assignments.pricing.figures import FIGURES, Rate, UnitFigures, stated_of
from pafyll.domain.assignments.pricing.order import Order, Purchase, Work
from pafyll.domain.assignments.pricing.price import Line, Price, price_of

__all__ = [
    "FIGURES",
    "Line",
    "Order",
    "Price",
    "Purchase",
    "Rate",
    "UnitFigures",
    "Work",
    "price_of",
    "stated_of",
]

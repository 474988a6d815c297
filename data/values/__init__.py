"""Values as tables write them – amounts, dates, percentages, postcodes, codes, markup – as Python values."""

from data.values.amounts import amount, amount_style, currency
from data.values.codes import cci, intervention_fields, nuts
from data.values.dates import date_order, day
from data.values.markup import plain
from data.values.percentages import percentage, share_style
from data.values.postcodes import postcode

__all__ = [
    "amount",
    "amount_style",
    "cci",
    "currency",
    "date_order",
    "day",
    "intervention_fields",
    "nuts",
    "percentage",
    "plain",
    "postcode",
    "share_style",
]

"""Days, months and years in the forms that lists of operations use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.values import date_order, day


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("05.02.16", "2016-02-05"),
        ("1.7.2015", "2015-07-01"),
        ("2016-02-05", "2016-02-05"),
        ("2016-02-05T10:00:00Z", "2016-02-05"),
        ("05/02/2016", "2016-02-05"),
        ("25/02/2016", "2016-02-25"),
        ("02/25/2016", "2016-02-25"),
        ("2.5.2016 00:00:00", "2016-05-02"),
        ("5/2/2016 12:00 AM", "2016-02-05"),
        ("17.6. 2013", "2013-06-17"),
        ("42405", "2016-02-05"),
        ("42405.5", "2016-02-05"),
        ("20160205", "2016-02-05"),
        ("2016. 02. 05.", "2016-02-05"),
        ("05.02.2016 r.", "2016-02-05"),
        ("05.02.2016 г.", "2016-02-05"),
        ("2009", "2009"),
        ("03/2015", "2015-03"),
        ("2015-03", "2015-03"),
        ("01.01.99", "1999-01-01"),
        ("5. Februar 2016", "2016-02-05"),
        ("1. März 2015", "2015-03-01"),
        ("5 février 2016", "2016-02-05"),
        ("5 de marzo de 2016", "2016-03-05"),
        ("2016. február 5.", "2016-02-05"),
        ("1 stycznia 2016 r.", "2016-01-01"),
        ("1. června 2016", "2016-06-01"),
        ("1. července 2016", "2016-07-01"),
        ("5 Φεβρουαρίου 2016", "2016-02-05"),
        ("5 февруари 2016", "2016-02-05"),
        ("15. rujna 2016.", "2016-09-15"),
        ("5. helmikuuta 2016", "2016-02-05"),
        ("05-FEB-16", "2016-02-05"),
        ("Feb 5, 2016", "2016-02-05"),
        ("Juni 2016", "2016-06"),
        ("", ""),
        ("-", ""),
    ],
)
def test_a_day(text: str, iso: str) -> None:
    assert day(text) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("30.02.2016", "has no day 30"),
        ("13.13.2016", "no month 13"),
        ("0216", "year 216"),
        ("5. listopada 2016", "October in Croatian"),
        ("laufend", "not a date"),
        ("2014-2020", "two years|not a date|no month"),
        ("99999999", "no|year"),
        ("12.05", "not a date"),
        ("1 März 20166", "not a date"),
    ],
)
def test_what_is_no_day(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        day(text)


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["05/02/2016", "25/02/2016"], "dmy"),
        (["05/02/2016", "02/25/2016"], "mdy"),
        (["05/02/2016"], ""),
        (["2016-02-05", "x"], ""),
    ],
)
def test_the_column_decides_whether_the_day_comes_first(samples: list[str], order: str) -> None:
    assert date_order(samples) == order


def test_the_order_is_kept() -> None:
    assert day("05/02/2016", "mdy") == "2016-05-02"
    with pytest.raises(ValueError, match="no month 25"):
        day("02/25/2016", "dmy")


@given(st.text(max_size=24) | st.from_regex(r"[0-9]{1,4}[./ -][0-9]{1,2}[./ -][0-9]{1,4}"))
def test_any_text_is_a_day_or_a_value_error(text: str) -> None:
    try:
        iso = day(text)
    except ValueError:
        return
    assert iso == "" or day(iso) == iso


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_what_is_written_is_read(value: date) -> None:
    for form in ("%d.%m.%Y", "%d.%m.%y", "%Y-%m-%d", "%Y%m%d", "%d/%m/%Y 00:00:00", "%Y.%m.%d"):
        assert day(value.strftime(form), "dmy") == value.isoformat()

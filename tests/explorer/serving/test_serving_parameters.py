"""Parameters: what is read of them, and what no text can do to them."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.serving.endpoints import ENDPOINTS
from explorer.serving.json_api import fields
from explorer.serving.negotiation import GRAPHS, SOLUTIONS, chosen, prefers_html
from explorer.serving.parameters import from_json, read_all
from graph.errors import InputError

NAMES = sorted({one.name for endpoint in ENDPOINTS for one in endpoint.declared})


@given(st.lists(st.tuples(st.sampled_from(NAMES) | st.text(), st.text())))
def test_any_text_is_read_or_refused(pairs: list[tuple[str, str]]) -> None:
    for endpoint in ENDPOINTS:
        with contextlib.suppress(InputError):
            assert set(read_all(endpoint.declared, pairs)) == {one.name for one in endpoint.declared}


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_body_is_read_or_refused(body: object) -> None:
    with contextlib.suppress(InputError):
        assert all(isinstance(text, str) for pair in from_json(body) for text in pair)


@given(st.binary())
def test_any_bytes_are_fields_or_refused(text: bytes) -> None:
    with contextlib.suppress(InputError):
        fields(text)


@given(st.text())
def test_any_accept_header_is_understood(accept: str) -> None:
    for offered in (SOLUTIONS, GRAPHS):
        found = chosen(accept, offered)
        assert found is None or found in offered
    assert prefers_html(accept, GRAPHS) in (True, False)


@pytest.mark.parametrize(("text", "value"), [("1", True), ("true", True), ("0", False), ("ja", True), ("NO", False)])
def test_yes_and_no(text: str, value: bool) -> None:
    network = next(one for one in ENDPOINTS if one.call == "network")
    assert read_all(network.declared, [("context", text)])["context"] is value

"""Schemathesis asks the API what its description allows, and what it does not: no 5xx, every answer as described."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from linked_pages import fill
from reportedly.serve.api import api
from reportedly.serve.house import House, Serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The description of an API over the mill's ledger."""
    path = tmp_path_factory.mktemp("api") / "ledger.sqlite"
    fill(path)
    house = House(Serving(path))
    yield schemathesis.openapi.from_asgi("/openapi.json", api(house))
    house.close()


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_as_described(described: Any, mode: schemathesis.GenerationMode) -> None:  # noqa: ANN401
    """Whatever is asked, fitting or not, the answer has a status, a media type and a body as described."""
    asked = 0
    for each in described.get_all_operations():
        operation = each.ok()
        config = settings(max_examples=12, deadline=None, phases=[Phase.generate], database=None,
                          suppress_health_check=list(HealthCheck))  # fmt: skip

        @config
        @given(case=operation.as_strategy(generation_mode=mode))
        def answers(case: Any) -> None:  # noqa: ANN401  # a case of schemathesis
            nonlocal asked
            asked += 1
            case.call_and_validate(checks=CHECKS)

        try:
            answers()
        except Unsatisfiable:  # it takes nothing, so nothing about it can be wrong
            assert mode is schemathesis.GenerationMode.NEGATIVE, operation.label
            assert not any(True for _ in operation.iter_parameters()), operation.label
    assert asked > 50

"""Steps of a case taken by the clerk, and the case as its events say."""

from collections.abc import Callable
from datetime import date
from typing import Any

from gongkai.office.applications import clock
from gongkai.office.applications.models import Application, ClockProjection
from tests.office.applications.make import noon
from tests.office.build import Office


def held(application: Application) -> dict[str, Any]:
    """The projection, compared with what the events alone say."""
    columns = clock.rebuilt(application)
    row = ClockProjection.objects.get(application=application)
    assert {name: getattr(row, name) for name in columns} == columns
    return columns


def do(
    step: Callable[..., Any], office: Office, application: Application, on: date, **more: Any
) -> Any:
    return step(application=application, actor=office.clerk, now=noon(on), on=on, **more)

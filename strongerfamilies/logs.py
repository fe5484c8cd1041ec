"""Log lines: JSON, each with the request's id, and nothing that a person typed.

Form values, addresses and the texts of exceptions may hold names. So an exception is logged by its class and the places
it passed, and of what a library wants to fill into its message only numbers remain.
"""

import contextlib
import traceback
from pathlib import Path

import structlog

LEFT_OUT = "…"


def _without_browser(logger, method, event):
    event.pop("user_agent", None)
    return event


def _not_an_exceptions_text(logger, method, event):
    """Some libraries log an exception under its own text; its class is enough."""
    error = event["exc_info"][1] if event.get("exc_info") else None
    if error and event["event"] == str(error):
        event["event"] = type(error).__name__
    return event


def _numbers_only(logger, method, event):
    """Take another library's message as its author wrote it, and fill in nothing but numbers."""
    values = event.pop("positional_args", None)
    if isinstance(values, dict):
        values = {name: _number(value) for name, value in values.items()}
    elif values:
        values = tuple(_number(value) for value in values)
    with contextlib.suppress(TypeError, ValueError):  # it wanted a number and there was none
        event["event"] = event["event"] % values if values else event["event"]
    return event


def _number(value):
    return value if isinstance(value, int | float) else LEFT_OUT


def _classes_and_places(exc_info):
    """Describe an exception, and those that led to it, without their texts."""
    _, error, trace = exc_info
    places = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return {"classes": [type(cause).__name__ for cause in _causes(error)], "places": places}


def _causes(error):
    while error:
        yield error
        error = error.__cause__ or error.__context__


ON_EVERY_LINE = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _without_browser,
    structlog.processors.ExceptionRenderer(_classes_and_places),
]

STRUCTLOG = {
    "processors": [
        structlog.stdlib.filter_by_level,
        *ON_EVERY_LINE,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    "logger_factory": structlog.stdlib.LoggerFactory(),
    "cache_logger_on_first_use": True,
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "use_get_message": False,
            "pass_foreign_args": True,
            "foreign_pre_chain": [_not_an_exceptions_text, _numbers_only, *ON_EVERY_LINE],
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        },
    },
    "handlers": {"json": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["json"], "level": "INFO"},
    # The root's handler serves all; the ones that Django and gunicorn bring along would write what people typed.
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "gunicorn.error": {"handlers": [], "propagate": True},
        # These two say once more, with the address, what the request's own line says by its route.
        "django.request": {"handlers": [], "propagate": False},
        "gunicorn.access": {"handlers": [], "propagate": False},
    },
}

"""The project's settings, with static files by their own names, for a web server that a test starts."""

from strongerfamilies.settings import *  # noqa: F403

STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # noqa: F405

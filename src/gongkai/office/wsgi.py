"""The application a WSGI server loads: `gongkai.office.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from gongkai.office import environment, home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
home.prepare(environment.read())
application = get_wsgi_application()
# Every page is imported before the first request: two requests at once, each in its own thread,
# would otherwise import them together and find modules half made.
get_resolver().url_patterns  # noqa: B018

# A demo may show a folder of checked reports beside the office. Never in an office's real directory.
_SAMPLES = os.environ.get("GONGKAI_SAMPLES")
if _SAMPLES and environment.read().demo:
    from whitenoise import WhiteNoise

    application = WhiteNoise(application)
    application.add_files(_SAMPLES, prefix="samples/")

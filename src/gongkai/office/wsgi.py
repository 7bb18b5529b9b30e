"""The application a WSGI server loads: `gongkai.office.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from gongkai.office import environment, home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
home.prepare(environment.read())
application = get_wsgi_application()

# A demo may show a folder of checked reports beside the office. Never in an office's real directory.
_SAMPLES = os.environ.get("GONGKAI_SAMPLES")
if _SAMPLES and environment.read().demo:
    from whitenoise import WhiteNoise

    application = WhiteNoise(application)
    application.add_files(_SAMPLES, prefix="samples/")

"""The application a WSGI server loads: `gongkai.office.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

from gongkai.office import environment, home

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.office.settings")
home.prepare(environment.read())
application = get_wsgi_application()

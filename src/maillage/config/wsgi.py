"""Entry point of the web server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from maillage.config.stack import on_one_stack
from maillage.core.points import find_every_answer

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")

application = on_one_stack(get_wsgi_application())

gc.disable()  # what is loaded is kept as long as the process, as all that starts
find_every_answer()
gc.freeze()
gc.enable()

"""OpenSlides 3.3 in one process on SQLite, as its README has small assemblies run it.

`openslides_site.py prepare FOLDER` makes settings and database there; `openslides_site.py serve
FOLDER PORT` serves it on loopback, with the ASGI server its requirements name for large ones
(uvicorn, uvloop, httptools). Who signs in as "admin" has the password "admin".
"""

import os
import sys

command, folder = sys.argv[1:3]
settings = os.path.join(folder, "settings.py")
os.environ["OPENSLIDES_LOG_LEVEL"] = os.environ["DJANGO_LOG_LEVEL"] = "ERROR"

from openslides.utils.main import setup_django_settings_module, write_settings  # noqa: E402

if command == "prepare":
    write_settings(folder, "settings.py", openslides_user_data_dir=repr(folder))
setup_django_settings_module(settings)

if command == "prepare":
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
else:
    import uvicorn

    # Imported before any event loop runs: it fills its cache synchronously.
    from openslides.asgi import application

    uvicorn.run(
        application,
        interface="asgi2",
        host="127.0.0.1",
        port=int(sys.argv[3]),
        loop="uvloop",
        http="httptools",
        ws="none",
        access_log=False,
        log_level="error",
    )

"""The site as any WSGI server takes it; `newsapp serve` uses it too."""

from newsapp import create_app

app = create_app()

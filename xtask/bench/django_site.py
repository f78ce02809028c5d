"""A plain Django site of the same items, as one would write it on a first day.

`django_site.py fill DOCUMENTS` reads the JSON documents into its database; as a WSGI module
(`application`) it serves `/`, `/meeting/N`, `/item/N` and `/search?q=`.
"""

import json
import os
import pathlib
import sys

import django
from django.conf import settings

settings.configure(
    DEBUG=False,
    ALLOWED_HOSTS=["*"],
    SECRET_KEY="only for measuring",
    ROOT_URLCONF=__name__,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["DJANGO_SITE_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
)
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import get_object_or_404  # noqa: E402
from django.template import Context, Engine  # noqa: E402
from django.urls import path  # noqa: E402


class Meeting(models.Model):
    body = models.TextField()
    date = models.DateField(db_index=True)

    class Meta:
        app_label = "site"


class Item(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    number = models.TextField()
    title = models.TextField()
    text = models.TextField()
    decision = models.TextField()

    class Meta:
        app_label = "site"


FRAME = """<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>{{ title }}</title></head>
<body><header><a href="/">Arkiv</a> <form action="/search"><input name="q"></form></header><main>
<h1>{{ title }}</h1>%s</main></body></html>"""
ENGINE = Engine()
HOME = ENGINE.from_string(
    FRAME % """<ul>{% for meeting in meetings %}<li><a href="/meeting/{{ meeting.id }}">
{{ meeting.body }}, {{ meeting.date }}</a></li>{% endfor %}</ul>"""
)
MEETING = ENGINE.from_string(
    FRAME % """{% for item in items %}<article><h2><a href="/item/{{ item.id }}">{{ item.number }}.
{{ item.title }}</a></h2>{{ item.text|linebreaks }}<p><strong>{{ item.decision }}</strong></p>
</article>{% endfor %}"""
)
ITEM = ENGINE.from_string(FRAME % "{{ item.text|linebreaks }}<p><strong>{{ item.decision }}</strong></p>")
SEARCH = ENGINE.from_string(
    FRAME % """<p>{{ count }}</p><ol>{% for item in items %}<li><a href="/item/{{ item.id }}">
{{ item.title }}</a>, {{ item.meeting.body }} {{ item.meeting.date }}</li>{% endfor %}</ol>"""
)


def answer(template, **values):
    return HttpResponse(template.render(Context(values)))


def home(request):
    return answer(HOME, title="Arkiv", meetings=Meeting.objects.order_by("-date", "id")[:20])


def meeting(request, number):
    found = get_object_or_404(Meeting, id=number)
    return answer(MEETING, title=f"{found.body}, {found.date}", items=found.items.order_by("id"))


def item(request, number):
    found = get_object_or_404(Item, id=number)
    return answer(ITEM, title=found.title, item=found)


def search(request):
    query = request.GET.get("q", "")
    found = Item.objects.filter(text__icontains=query)
    items = found.select_related("meeting").order_by("-meeting__date", "id")[:20]
    return answer(SEARCH, title=query, count=found.count(), items=items)


urlpatterns = [
    path("", home),
    path("meeting/<int:number>", meeting),
    path("item/<int:number>", item),
    path("search", search),
]


def texts(value):
    if isinstance(value, list):
        return [text for entry in value for text in texts(entry)]
    if isinstance(value, dict):
        return [value["text"]] if "text" in value else texts(list(value.values()))
    return []


def fill(folder):
    pathlib.Path(os.environ["DJANGO_SITE_DATABASE"]).unlink(missing_ok=True)
    with connection.schema_editor() as editor:
        editor.create_model(Meeting)
        editor.create_model(Item)
    with transaction.atomic():
        for file in sorted(pathlib.Path(folder).rglob("*.json")):
            document = json.loads(file.read_text(encoding="utf-8"))
            found = Meeting.objects.create(body=document["body"], date=document["meeting"]["date"])
            items = [entry for section in document["sections"] for entry in section["items"]]
            Item.objects.bulk_create(
                Item(
                    meeting=found,
                    number=entry["number"],
                    title=entry["title"],
                    text="\n\n".join(texts(entry["fields"]) + texts(entry["recommendations"])),
                    decision=(entry["decision"] or {}).get("text", ""),
                )
                for entry in items
            )


application = get_wsgi_application()

if __name__ == "__main__" and sys.argv[1] == "fill":
    fill(sys.argv[2])

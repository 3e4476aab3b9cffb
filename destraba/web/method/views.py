from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .topics import groups, places


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    return render(request, "web/method/index.html", {"groups": groups()})


@require_safe
def topic(request: HttpRequest, topic: str) -> HttpResponse:
    place = places().get(topic)
    if place is None:
        raise Http404
    return render(request, "web/method/topic.html", {"place": place, "topic": place.topic})

"""A home, a list of 25 rows, one row, a search and a completion, each as plain as can be."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from bench.floor.models import Row

PAGE = 25


def home(request: HttpRequest) -> HttpResponse:
    """The number of rows."""
    return render(request, "home.html", {"count": Row.objects.count()})


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    """The only page open to all."""
    return render(request, "sign_in.html")


def register(request: HttpRequest) -> HttpResponse:
    """The first rows and their number."""
    rows = Row.objects.order_by("name")[:PAGE]
    return render(request, "register.html", {"rows": rows, "count": Row.objects.count()})


def sheet(request: HttpRequest) -> HttpResponse:
    """The first row."""
    return render(request, "sheet.html", {"row": Row.objects.order_by("pk")[0]})


def search(request: HttpRequest) -> HttpResponse:
    """The rows whose name contains the word."""
    rows = Row.objects.filter(name__icontains="valmorin").order_by("name")[:PAGE]
    return render(request, "register.html", {"rows": rows, "count": PAGE})


def type_ahead(request: HttpRequest) -> JsonResponse:
    """The names that begin so."""
    names = Row.objects.filter(name__startswith="Val").order_by("name")[:10]
    return JsonResponse({"names": list(names.values_list("name", flat=True))})

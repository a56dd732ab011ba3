"""One route."""

from django.urls import path

from benchmarks.peers.rest.views import OfferList

urlpatterns = [path("api/v1/offers", OfferList.as_view())]

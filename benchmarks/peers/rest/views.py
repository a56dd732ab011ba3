"""Serializers, filter and view, as the framework's tutorial has them."""

from django_filters import rest_framework as filters
from rest_framework import generics, pagination, serializers

from benchmarks.peers.rest.models import Offer, Organization, Place


class OrganizationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Organization
        fields = ("id", "name")


class PlaceSerializer(serializers.ModelSerializer):
    nisCode = serializers.CharField(source="nis_code")  # noqa: N815

    class Meta:
        model = Place
        fields = ("municipality", "nisCode")


class AvailabilitySerializer(serializers.ModelSerializer):
    status = serializers.CharField(source="availability")
    waitingWeeks = serializers.IntegerField(source="waiting_weeks")  # noqa: N815
    checkedOn = serializers.DateField(source="availability_checked_on")  # noqa: N815

    class Meta:
        model = Offer
        fields = ("status", "waitingWeeks", "checkedOn")


class OfferSerializer(serializers.ModelSerializer):
    href = serializers.SerializerMethodField()
    ageMin = serializers.IntegerField(source="age_min")  # noqa: N815
    ageMax = serializers.IntegerField(source="age_max")  # noqa: N815
    outOfSchool = serializers.BooleanField(source="out_of_school")  # noqa: N815
    accessRoutes = serializers.JSONField(source="access_routes")  # noqa: N815
    placeCount = serializers.IntegerField(source="place_count")  # noqa: N815
    catchmentScope = serializers.CharField(source="catchment_scope")  # noqa: N815
    verifiedOn = serializers.DateField(source="verified_on")  # noqa: N815
    reviewDue = serializers.DateField(source="review_due")  # noqa: N815
    availability = AvailabilitySerializer(source="*")
    providers = OrganizationSerializer(many=True)
    places = PlaceSerializer(many=True)

    class Meta:
        model = Offer
        fields = (
            "href", "id", "title", "summary", "category", "ageMin", "ageMax", "levels", "themes", "outOfSchool",
            "availability", "cost", "accessRoutes", "providers", "places", "placeCount", "catchmentScope", "verifiedOn",
            "reviewDue", "demo",
        )  # fmt: skip

    def get_href(self, offer: Offer) -> str:
        """The offer's own address."""
        return f"/api/v1/offers/{offer.id}"


class OfferFilter(filters.FilterSet):
    category = filters.CharFilter()
    availability = filters.CharFilter()
    verifiedAfter = filters.DateFilter(field_name="verified_on", lookup_expr="gte")  # noqa: N815

    class Meta:
        model = Offer
        fields = ("category", "availability")


class Pages(pagination.PageNumberPagination):
    page_size = 20
    page_size_query_param = "pageSize"
    max_page_size = 100


class OfferList(generics.ListAPIView):
    queryset = Offer.objects.prefetch_related("providers", "places").order_by("-verified_on", "id")
    serializer_class = OfferSerializer
    filterset_class = OfferFilter
    pagination_class = Pages
    ordering_fields = ("verified_on", "title")

"""Tables of the card. Lists of codes are JSON columns, which spares Django a join per list: the kinder choice."""

from django.db import models


class Organization(models.Model):
    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=200)


class Place(models.Model):
    municipality = models.CharField(max_length=100)
    nis_code = models.CharField(max_length=5)


class Offer(models.Model):
    id = models.UUIDField(primary_key=True)
    title = models.CharField(max_length=200)
    summary = models.CharField(max_length=300)
    category = models.CharField(max_length=60, db_index=True)
    age_min = models.IntegerField(null=True)
    age_max = models.IntegerField(null=True)
    levels = models.JSONField()
    themes = models.JSONField()
    out_of_school = models.BooleanField()
    availability = models.CharField(max_length=60, db_index=True)
    waiting_weeks = models.IntegerField(null=True)
    availability_checked_on = models.DateField(null=True)
    cost = models.CharField(max_length=60)
    access_routes = models.JSONField()
    catchment_scope = models.CharField(max_length=20)
    place_count = models.IntegerField()
    verified_on = models.DateField(null=True)
    review_due = models.DateField(null=True)
    demo = models.BooleanField()
    providers = models.ManyToManyField(Organization)
    places = models.ManyToManyField(Place)

    class Meta:
        indexes = (
            models.Index(fields=["-verified_on", "id"]),
            models.Index(fields=["category", "availability", "-verified_on", "id"]),
        )

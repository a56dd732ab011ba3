"""A Django REST Framework application that answers the product's directory page."""

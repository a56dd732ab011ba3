"""The same directory page by others: Django REST Framework and Datasette, each as its own documentation advises."""

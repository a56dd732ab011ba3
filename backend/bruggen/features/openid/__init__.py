"""Signing in at an identity provider, ACM/IDM of the Flemish government or another that speaks OpenID Connect."""

"""One folder a resource: routes, schemas, queries, and a service only where there is logic."""

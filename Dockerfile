# Two images from one file: `app` (the API, and the front end from the same process) and `web` (the front end alone, from a
# static file server on another origin). Everything lives below /srv/bruggen, which lets `make prove-image` run these very
# instructions in a temporary folder.

FROM node:24-bookworm-slim AS frontend
WORKDIR /srv/bruggen
COPY deploy/build-frontend.sh deploy/
COPY frontend frontend
RUN deploy/build-frontend.sh

FROM python:3.11-slim-bookworm AS backend
WORKDIR /srv/bruggen
COPY pyproject.toml requirements.lock ./
COPY tools/build.lock tools/
COPY deploy/install.sh deploy/
RUN deploy/install.sh dependencies
COPY README.md ./
COPY migrations migrations
COPY backend backend
RUN deploy/install.sh package

FROM caddy:2 AS web
WORKDIR /srv/bruggen
COPY deploy/Caddyfile ./
COPY --from=frontend /srv/bruggen/frontend/build frontend
ENV XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/config.json"]
CMD ["caddy", "run", "--config", "/srv/bruggen/Caddyfile", "--adapter", "caddyfile"]

FROM python:3.11-slim-bookworm AS app
WORKDIR /srv/bruggen
COPY deploy/health.py deploy/
COPY --from=backend /srv/bruggen/env env
COPY --from=frontend /srv/bruggen/frontend/build frontend/build
RUN mkdir var keys && chown 10001:10001 var keys && chmod 700 keys
ENV PATH=/srv/bruggen/env/bin:$PATH PYTHONUNBUFFERED=1
USER 10001:10001
VOLUME /srv/bruggen/var
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["python", "deploy/health.py", "http://127.0.0.1:8000/health"]
CMD ["bruggen", "serve", "--host", "0.0.0.0", "--port", "8000"]

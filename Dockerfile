# The portal as one image for web, worker, scheduler and set-up: docker-compose.yml gives each its command.
FROM python:3.11-slim-bookworm AS packages
COPY requirements/main.txt /requirements.txt
# A site may give its own package index at build time (--secret id=pip,src=pip.conf); none is written here.
RUN --mount=type=secret,id=pip,target=/etc/pip.conf,required=false \
    python -m venv /opt/portal \
    && /opt/portal/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r /requirements.txt

FROM python:3.11-slim-bookworm
# What PDFs need: Pango, and fonts for French, English, Arabic, Chinese and Russian.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
       fonts-dejavu-core fonts-noto-core fonts-wqy-microhei \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --home-dir /data --no-create-home portal \
    && install -d -o portal -g portal -m 0700 /data

COPY --from=packages /opt/portal /opt/portal
COPY --chown=root:root . /portal
WORKDIR /portal
ENV PATH=/opt/portal/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings \
    PORTAL_DATA_DIR=/data \
    PORTAL_DEMO=0
ARG RELEASE=development
RUN echo "$RELEASE" > RELEASE \
    && for catalogue in locale/*/LC_MESSAGES; do \
         pybabel -q compile -d locale -D django -l "$(basename "$(dirname "$catalogue")")"; \
       done \
    && python -m compileall -q portal programme knowledge roadmaps applications expertise

USER portal
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
CMD ["gunicorn", "portal.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "portal.web_worker.PageWorker", "--threads", "8", "--worker-tmp-dir", "/dev/shm"]

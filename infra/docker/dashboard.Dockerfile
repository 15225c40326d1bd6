# The dashboard's files behind nginx, which is the single entry to everything. From the root of the project:
#   docker build -f infra/docker/dashboard.Dockerfile .

FROM node:24-alpine AS build
WORKDIR /build
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN --mount=type=cache,target=/root/.npm npm ci --include=dev
COPY frontend/ ./
RUN npm exec tsc && npm exec -- vite build \
 # nginx says itself where the services are.
 && rm -f dist/config.json \
 && find dist -type f \( -name '*.js' -o -name '*.css' -o -name '*.svg' -o -name '*.html' \) -exec gzip -9 -k '{}' +

FROM nginxinc/nginx-unprivileged:alpine
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="callboard dashboard" \
      org.opencontainers.image.description="Callboard: the dashboard, and the one entry to its services" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="nginxinc/nginx-unprivileged:alpine"
COPY infra/docker/nginx/ /etc/nginx/
COPY --from=build /build/dist/ /usr/share/nginx/html/
# The base image's own greeting would be a second server.
USER root
RUN rm -f /etc/nginx/conf.d/default.conf /usr/share/nginx/html/50x.html
USER 101
EXPOSE 8080 8081 8082
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --start-interval=1s --retries=3 \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/-/healthy"]

# call-service and realtime-service, from the root of the project:
#   docker build -f infra/docker/services.Dockerfile --build-arg SERVICE=call-service .

# Every module's pom.xml, whichever modules there are.
FROM maven:3-eclipse-temurin-25 AS poms
COPY . /project
RUN mkdir /poms && cd /project && find . -name pom.xml -exec cp --parents '{}' /poms ';'

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /build
COPY .mvn .mvn
COPY --from=poms /poms ./
COPY contracts/src/main contracts/src/main
COPY call-service/src/main call-service/src/main
COPY realtime-service/src/main realtime-service/src/main
# Both at once, whichever is asked for: the second image finds this step done.
RUN --mount=type=cache,target=/root/.m2/repository,sharing=locked \
    mvn -B -q -DskipChecks -pl contracts,call-service,realtime-service compile jar:jar@default-jar spring-boot:repackage@repackage

FROM build AS layers
ARG SERVICE
RUN cp "$SERVICE"/target/"$SERVICE"-*.jar /application.jar \
 && java -Djarmode=tools -jar /application.jar extract --layers --destination /layers \
 && mkdir -p /layers/native/native && cd /layers/native/native \
 # Netty would unpack its native library into /tmp, where nothing may be executed.
 && for jar in /layers/dependencies/lib/netty-transport-native-epoll-*.jar; do \
      [ ! -e "$jar" ] || jar --extract --file "$jar" META-INF/native; \
    done \
 && find . -name '*.so' -exec mv -t . '{}' + && rm -rf META-INF

FROM eclipse-temurin:25-jre-noble
ARG SERVICE
ARG VERSION=1.0.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="callboard $SERVICE" \
      org.opencontainers.image.description="Callboard: call events in, one live picture of the call centre out" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.base.name="eclipse-temurin:25-jre-noble"
RUN groupadd --system --gid 10001 callboard \
 && useradd --system --uid 10001 --gid callboard --home-dir /app --no-create-home --shell /usr/sbin/nologin callboard
WORKDIR /app
# What changes least comes first, so that an upgrade moves few bytes.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/native/ ./
COPY --chmod=755 infra/docker/start infra/docker/healthy infra/docker/java-options /app/bin/
COPY --from=layers /layers/application/ ./
# Logs are read by machines here; a JSON object a line.
ENV CALLBOARD_SERVICE=$SERVICE \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=logstash \
    SPRING_MAIN_BANNERMODE=off
# A start up to the point where database and Redis would be needed teaches the JVM which classes to have ready. All of
# it, so nothing is left to the background.
RUN --mount=type=tmpfs,target=/tmp \
    java @/app/bin/java-options -Djava.library.path=/app/native -XX:AOTCacheOutput=/app/application.aot \
      -Dspring.context.exit=onRefresh \
      -Dspring.flyway.enabled=false \
      -Dspring.data.jpa.repositories.bootstrap-mode=default \
      -jar /app/application.jar >/tmp/training.log 2>&1 && test -s /app/application.aot \
    || { cat /tmp/training.log >&2; exit 1; }
USER 10001:10001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --start-interval=1s --retries=3 CMD ["/app/bin/healthy"]
ENTRYPOINT ["/app/bin/start"]

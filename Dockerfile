# The distribution that `mvn package` makes, on a plain Java runtime.
FROM eclipse-temurin:17-jre
COPY target/fairlead /opt/fairlead
RUN useradd --system --create-home --uid 10001 fairlead
USER 10001
ENTRYPOINT ["/opt/fairlead/bin/fairlead"]

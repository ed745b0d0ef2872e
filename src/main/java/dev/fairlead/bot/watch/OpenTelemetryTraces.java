package dev.fairlead.bot.watch;

import dev.fairlead.bot.agenda.Order;
import dev.fairlead.update.report.Step;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Traces by OpenTelemetry's SDK: a span a run, and an event in it for each step that a group reaches. */
final class OpenTelemetryTraces implements Traces {
    private static final long FLUSH_SECONDS = 1;
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("fairlead.group");

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    private OpenTelemetryTraces(OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk.getTracer("dev.fairlead.bot");
    }

    /** The SDK reads the process's own variables; those that are given count where they are others. */
    static OpenTelemetryTraces of(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        // The JDK's HTTP client sends, and it speaks no gRPC. Metrics are Prometheus' affair, logs the platform's.
        properties.put("otel.exporter.otlp.protocol", "http/protobuf");
        properties.put("otel.metrics.exporter", "none");
        properties.put("otel.logs.exporter", "none");
        properties.put("otel.service.name", "fairlead-bot");
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return new OpenTelemetryTraces(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> properties)
                .build()
                .getOpenTelemetrySdk());
    }

    @Override
    public RunTrace begin(Order order, String run) {
        Span span = tracer.spanBuilder("fairlead run")
                .setAttribute("fairlead.repository", order.repository())
                .setAttribute("fairlead.cause", order.cause().name().toLowerCase(Locale.ROOT))
                .setAttribute("fairlead.run", run)
                .startSpan();
        return new OfSpan(span);
    }

    @Override
    public void close() {
        sdk.getSdkTracerProvider().shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    private record OfSpan(Span span) implements RunTrace {
        @Override
        public String id() {
            return span.getSpanContext().getTraceId();
        }

        @Override
        public void reached(Step step, String group) {
            span.addEvent(
                    step.name().toLowerCase(Locale.ROOT),
                    group.isEmpty() ? Attributes.empty() : Attributes.of(GROUP, group));
        }

        @Override
        public void ended(String result) {
            span.setAttribute("fairlead.result", result);
            if (result.equals("failed")) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}

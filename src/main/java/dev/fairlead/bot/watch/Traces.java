package dev.fairlead.bot.watch;

import dev.fairlead.bot.agenda.Order;
import dev.fairlead.update.report.Step;
import java.util.Map;
import java.util.Set;

/** Sends a trace of each run, where the usual {@code OTEL_…} variables say where to. */
public interface Traces extends AutoCloseable {
    /** The trace of one run. */
    interface RunTrace {
        /** Of a run of which no trace is sent. */
        RunTrace NONE = new RunTrace() {};

        /** The trace's id; empty text where there is none. */
        default String id() {
            return "";
        }

        default void reached(Step step, String group) {}

        default void ended(String result) {}
    }

    RunTrace begin(Order order, String run);

    /** Sends what is not sent yet, within a moment. */
    @Override
    void close();

    /** Traces as these variables ask for; none, and no library loaded, where they do not. */
    static Traces of(Map<String, String> environment) {
        Set<String> wanting = Set.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
                "OTEL_TRACES_EXPORTER",
                "OTEL_CONFIG_FILE");
        boolean wanted = wanting.stream()
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        boolean off = "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
                || "none".equalsIgnoreCase(environment.get("OTEL_TRACES_EXPORTER"));
        return wanted && !off ? OpenTelemetryTraces.of(environment) : new NoTraces();
    }

    /** Where nobody wants traces. */
    final class NoTraces implements Traces {
        @Override
        public RunTrace begin(Order order, String run) {
            return RunTrace.NONE;
        }

        @Override
        public void close() {}
    }
}

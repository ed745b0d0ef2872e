package dev.fairlead.bot.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.fairlead.bot.agenda.Order;
import dev.fairlead.bot.agenda.Wanted;
import dev.fairlead.update.report.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesTest {
    private static final Order ORDER = new Order("shop", Wanted.EVERYTHING, Order.Cause.SCHEDULE);

    @Test
    void sendsARunAndItsStepsWhereTheVariablesSay() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(exchange.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try (Traces traces = Traces.of(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "OTEL_SERVICE_NAME",
                "our-bot"))) {
            Traces.RunTrace run = traces.begin(ORDER, "a1b2c3d4e5f6");
            assertThat(run.id()).matches("[0-9a-f]{32}");
            run.reached(Step.PUSHED, "group-1");
            run.ended("done");
        } finally {
            collector.stop(1);
        }

        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("application/x-protobuf")
                .contains("our-bot", "fairlead run", "a1b2c3d4e5f6", "pushed", "group-1");
    }

    @ParameterizedTest
    @CsvSource({
        "A,                           b",
        "OTEL_SERVICE_NAME,           bot",
        "OTEL_TRACES_EXPORTER,        none",
        "OTEL_EXPORTER_OTLP_ENDPOINT, ''",
    })
    void sendsNothingWhereNobodyAsks(String name, String value) {
        try (Traces traces = Traces.of(Map.of(name, value))) {
            assertThat(traces).isInstanceOf(Traces.NoTraces.class);
            assertThat(traces.begin(ORDER, "a").id()).isEmpty();
        }
    }
}

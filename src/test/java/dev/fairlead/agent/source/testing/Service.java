package dev.fairlead.agent.source.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that {@code src/test/services/install} installs, started on loopback for a test and stopped after it. */
public final class Service implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private Service(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Its file below the folder of services; the test is skipped where it is not there. */
    public static Path installed(String service, String file) {
        String named = System.getenv("FAIRLEAD_SERVICES");
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path found = (named == null ? Path.of(cache, "fairlead", "services") : Path.of(named))
                .resolve(service)
                .resolve(file);
        if (!Files.isExecutable(found)) {
            Assumptions.abort("there is no " + found + ": src/test/services/install "
                    + service.substring(0, service.lastIndexOf('-')));
        }
        return found;
    }

    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts it and waits until it listens. */
    public static Service start(List<String> command, Map<String, String> environment, Path log, int port)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Service service = new Service(builder.start(), port);
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && service.process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return service;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        service.close();
        throw new IllegalStateException(command.get(0) + " did not start: " + Files.readString(log));
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

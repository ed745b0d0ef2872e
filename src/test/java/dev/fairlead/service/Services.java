package dev.fairlead.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where services are. */
public final class Services {
    private Services() {}

    /**
     * A program; the test is skipped where it is not installed.
     *
     * @param path below the folder of all services, with its version
     * @param service what {@code src/test/services/install} calls it
     */
    public static Path program(String path, String service) {
        String cache = System.getenv()
                .getOrDefault(
                        "XDG_CACHE_HOME",
                        Path.of(System.getProperty("user.home"), ".cache").toString());
        Path root = Path.of(System.getenv().getOrDefault("FAIRLEAD_SERVICES", cache + "/fairlead/services"));
        Path program = root.resolve(path);
        return Files.isExecutable(program)
                ? program
                : Assumptions.abort(service + " is not installed: run src/test/services/install " + service);
    }

    /** A port of 127.0.0.1 that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

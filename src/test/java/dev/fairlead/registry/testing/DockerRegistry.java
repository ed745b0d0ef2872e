package dev.fairlead.registry.testing;

import dev.fairlead.demo.registry.LoopbackCertificate;
import dev.fairlead.registry.RegistrySettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's {@code docker-registry} (CNCF distribution), started on loopback for one test and stopped after it. */
public final class DockerRegistry implements AutoCloseable {
    private static final String PROGRAM = "docker-registry";
    private static final Duration START = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final Optional<LoopbackCertificate> certificate;

    private DockerRegistry(Process process, int port, Optional<LoopbackCertificate> certificate) {
        this.process = process;
        this.port = port;
        this.certificate = certificate;
    }

    /** Plain HTTP, open to all. */
    public static DockerRegistry plain(Path folder) throws IOException {
        return start(folder, "", Optional.empty());
    }

    /**
     * HTTPS, for one user.
     *
     * @param htpasswd a line of {@code name:bcrypt}
     */
    public static DockerRegistry secure(Path folder, String htpasswd) throws IOException {
        LoopbackCertificate certificate = LoopbackCertificate.make();
        Path cert = Files.writeString(folder.resolve("cert.pem"), certificate.certificatePem());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.keyPem());
        Path users = Files.writeString(folder.resolve("htpasswd"), htpasswd + "\n");
        String config = "  tls:\n    certificate: " + cert + "\n    key: " + key
                + "\nauth:\n  htpasswd:\n    realm: test\n" + "    path: " + users + "\n";
        return start(folder, config, Optional.of(certificate));
    }

    private static DockerRegistry start(Path folder, String more, Optional<LoopbackCertificate> certificate)
            throws IOException {
        boolean found = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, PROGRAM)));
        if (!found) {
            Assumptions.abort(PROGRAM + " is not on PATH: Debian has it in the package docker-registry");
        }
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, loopback())) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(
                folder.resolve("config.yml"),
                "version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: "
                        + Files.createDirectories(folder.resolve("data")) + "\n  delete:\n    enabled: true\n"
                        + "http:\n  addr: 127.0.0.1:" + port + "\n" + more);
        Process process = new ProcessBuilder(PROGRAM, "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        DockerRegistry registry = new DockerRegistry(process, port, certificate);
        registry.awaitStart(folder);
        return registry;
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    private void awaitStart(Path folder) throws IOException {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(loopback(), port), 1000);
                return;
            } catch (IOException e) {
                pause();
            }
        }
        close();
        throw new IllegalStateException(PROGRAM + " did not start: " + Files.readString(folder.resolve("log")));
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public String host() {
        return "127.0.0.1:" + port;
    }

    public Optional<LoopbackCertificate> certificate() {
        return certificate;
    }

    /** Settings that reach it, with nobody signed in. */
    public RegistrySettings settings() {
        RegistrySettings settings = RegistrySettings.plain();
        return certificate
                .map(own -> settings.withTrustedCa(own.caPem()))
                .orElseGet(() -> settings.withPlainHttpHost(host()));
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

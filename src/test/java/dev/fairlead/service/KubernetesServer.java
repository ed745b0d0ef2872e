package dev.fairlead.service;

import dev.fairlead.configrepo.Tools;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Kubernetes API server with its etcd on free ports of 127.0.0.1, one for all tests of a JVM: with RBAC and no
 * controllers, so that nothing runs in it.
 */
public final class KubernetesServer {
    private static final String HOME = "kubernetes-1.34.4/";
    private static final String TOKEN = "the-administrators-token";
    private static final int TRIES = 300;
    private static final int PAUSE_MILLIS = 200;

    private static Optional<KubernetesServer> running = Optional.empty();
    private static boolean failed;

    private final Path folder;
    private final List<Process> processes = new ArrayList<>();

    private KubernetesServer(Path folder) {
        this.folder = folder;
    }

    /** The one of this JVM, started when it is first asked for; the test is skipped where it is not installed. */
    public static synchronized KubernetesServer get() throws IOException, InterruptedException {
        if (running.isEmpty()) {
            Path apiServer = Services.program(HOME + "kube-apiserver", "kubernetes");
            Path etcd = Services.program(HOME + "etcd", "kubernetes");
            Tools.require("kubectl");
            if (failed) {
                throw new IOException("kube-apiserver did not come up before, and is not tried again");
            }
            failed = true;
            KubernetesServer server = new KubernetesServer(Files.createTempDirectory("fairlead-kubernetes"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            server.start(etcd, apiServer);
            running = Optional.of(server);
            failed = false;
        }
        return running.get();
    }

    private void start(Path etcd, Path apiServer) throws IOException, InterruptedException {
        String store = "http://127.0.0.1:" + Services.freePort();
        String peers = "http://127.0.0.1:" + Services.freePort();
        int port = Services.freePort();
        writeKeys();
        Files.writeString(folder.resolve("tokens.csv"), TOKEN + ",admin,admin,system:masters\n");
        begin(
                "etcd",
                etcd.toString(),
                "--data-dir=" + folder.resolve("etcd"),
                "--unsafe-no-fsync",
                "--listen-client-urls=" + store,
                "--advertise-client-urls=" + store,
                "--listen-peer-urls=" + peers,
                "--initial-advertise-peer-urls=" + peers,
                "--initial-cluster=default=" + peers);
        begin(
                "kube-apiserver",
                apiServer.toString(),
                "--etcd-servers=" + store,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certs"),
                "--authorization-mode=RBAC",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + folder.resolve("accounts.pub"),
                "--service-account-signing-key-file=" + folder.resolve("accounts.key"),
                "--service-cluster-ip-range=10.0.0.0/24");
        Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                clusters: [{name: test, cluster: {server: 'https://127.0.0.1:%d', insecure-skip-tls-verify: true}}]
                users: [{name: admin, user: {token: %s}}]
                """.formatted(port, TOKEN));
        await();
    }

    private void writeKeys() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            pem("accounts.key", "PRIVATE KEY", pair.getPrivate().getEncoded());
            pem("accounts.pub", "PUBLIC KEY", pair.getPublic().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has RSA", e);
        }
    }

    private void pem(String name, String kind, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    private void begin(String name, String... command) throws IOException {
        File log = folder.resolve(name + ".log").toFile();
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start());
    }

    private void await() throws IOException, InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                kubectl("get", "--raw", "/readyz");
                kubectl("get", "namespace", "default");
                return;
            } catch (IOException e) {
                if (tries == TRIES || !processes.stream().allMatch(Process::isAlive)) {
                    throw new IOException(
                            "kube-apiserver did not come up: " + e.getMessage() + "\n" + tail("kube-apiserver.log")
                                    + tail("etcd.log"),
                            e);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    private String tail(String log) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(log));
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size())) + "\n";
    }

    /** The file by which clients find it, as its administrator. */
    public Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    /** What kubectl prints; fails when it fails. */
    public String kubectl(String... arguments) throws IOException, InterruptedException {
        return kubectlReading("", arguments);
    }

    /** What kubectl prints when it reads this. */
    public String kubectlReading(String input, String... arguments) throws IOException, InterruptedException {
        String[] command =
                Stream.concat(Stream.of("kubectl"), Arrays.stream(arguments)).toArray(String[]::new);
        // Its cache goes with the server.
        Map<String, String> own = Map.of("KUBECONFIG", kubeconfig().toString(), "HOME", folder.toString());
        return Tools.run(Path.of("").toAbsolutePath(), own, input, command);
    }

    private void stop() {
        try {
            for (int i = processes.size() - 1; i >= 0; i--) {
                Process process = processes.get(i);
                process.destroy();
                if (!process.waitFor(10, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

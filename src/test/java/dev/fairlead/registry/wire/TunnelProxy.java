package dev.fairlead.registry.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that takes every {@code CONNECT} to one server, and notes what it was asked for. */
final class TunnelProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final String target;
    private final List<String> connects = new CopyOnWriteArrayList<>();

    private TunnelProxy(ServerSocket listener, String target) {
        this.listener = listener;
        this.target = target;
        daemon(this::serve);
    }

    static TunnelProxy start(String target) {
        try {
            return new TunnelProxy(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String host() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    List<String> connects() {
        return List.copyOf(connects);
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> tunnel(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void tunnel(Socket client) {
        String[] place = target.split(":", -1);
        try (client;
                Socket server = new Socket(place[0], Integer.parseInt(place[1]))) {
            InputStream input = client.getInputStream();
            // read byte by byte, so that nothing of what follows the head is swallowed
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) input.read());
            }
            connects.add(new BufferedReader(new InputStreamReader(
                            new java.io.ByteArrayInputStream(head.toString().getBytes(StandardCharsets.US_ASCII)),
                            StandardCharsets.US_ASCII))
                    .readLine());
            OutputStream output = client.getOutputStream();
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            Thread back = daemon(() -> copy(server, client));
            copy(client, server);
            back.join();
        } catch (IOException | InterruptedException e) {
            // the test is over
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // the other side is gone
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "tunnel-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

package dev.fairlead.configrepo;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reaches the SSH agent at {@code SSH_AUTH_SOCK}, or where the user's {@code IdentityAgent} says, by the JDK's own Unix
 * sockets. A message is its length in four bytes, a command byte, and what belongs to it (draft-miller-ssh-agent).
 */
final class AgentSockets implements ConnectorFactory {
    private static final String VARIABLE = "SSH_AUTH_SOCK";

    @Override
    public Connector create(@Nullable String identityAgent, File home) {
        String named =
                identityAgent == null || identityAgent.equals(VARIABLE) ? System.getenv(VARIABLE) : identityAgent;
        return new Socket(named == null ? Path.of("") : Path.of(named));
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "fairlead";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of(getDefaultConnector());
    }

    @Override
    public ConnectorDescriptor getDefaultConnector() {
        return new ConnectorDescriptor() {
            @Override
            public String getIdentityAgent() {
                return VARIABLE;
            }

            @Override
            public String getDisplayName() {
                return "SSH agent";
            }
        };
    }

    /** One conversation with the agent. */
    private static final class Socket implements Connector {
        private static final int LENGTH = 4;
        private static final int MOST = 1 << 20;

        private final Path path;
        private @Nullable SocketChannel channel;

        Socket(Path path) {
            this.path = path;
        }

        @Override
        public boolean connect() throws IOException {
            if (channel == null && Files.exists(path) && !path.toString().isEmpty()) {
                SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
                opened.connect(UnixDomainSocketAddress.of(path));
                channel = opened;
            }
            return channel != null;
        }

        @Override
        public byte[] rpc(byte command, byte[] message) throws IOException {
            ByteBuffer request =
                    ByteBuffer.wrap(message).putInt(0, message.length - LENGTH).put(LENGTH, command);
            SocketChannel open = channel;
            if (open == null) {
                throw new IOException("the SSH agent is not connected");
            }
            while (request.hasRemaining()) {
                open.write(request);
            }
            int length = read(open, LENGTH).getInt();
            if (length < 1 || length > MOST) {
                throw new IOException("the SSH agent answered " + length + " bytes");
            }
            return read(open, length).array();
        }

        private static ByteBuffer read(SocketChannel from, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(length);
            while (buffer.hasRemaining()) {
                if (from.read(buffer) < 0) {
                    throw new EOFException("the SSH agent hung up");
                }
            }
            return buffer.flip();
        }

        @Override
        public void close() throws IOException {
            SocketChannel open = channel;
            if (open != null) {
                open.close();
                channel = null;
            }
        }
    }
}

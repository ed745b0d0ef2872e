package io.jenkins.plugins.fairlead.login;

import dev.fairlead.pipeline.access.Hidden;
import dev.fairlead.pipeline.access.Login;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.Secret;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.util.Optional;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

/** Who a step is, with the secret. It crosses the channel to an agent within the work that needs it, and is stored nowhere. */
public final class ResolvedLogin implements SerializableOnlyOverRemoting {
    private static final long serialVersionUID = 1L;

    private enum Kind {
        NOBODY,
        MACHINE,
        PASSWORD,
        TOKEN,
        SSH_KEY,
        SERVICE_PRINCIPAL,
        MANAGED_IDENTITY
    }

    private final Kind kind;
    private final String name;
    private final String tenant;
    private final Secret secret;
    private final Secret passphrase;

    private ResolvedLogin(Kind kind, @CheckForNull String name, @CheckForNull Secret secret) {
        this(kind, name, "", secret, null);
    }

    private ResolvedLogin(
            Kind kind,
            @CheckForNull String name,
            String tenant,
            @CheckForNull Secret secret,
            @CheckForNull Secret passphrase) {
        this.kind = kind;
        this.name = name;
        this.tenant = tenant;
        this.secret = secret;
        this.passphrase = passphrase;
    }

    /** Nobody: for what is public. */
    public static ResolvedLogin nobody() {
        return new ResolvedLogin(Kind.NOBODY, null, null);
    }

    /** Whoever the machine is that runs the step. */
    public static ResolvedLogin machine() {
        return new ResolvedLogin(Kind.MACHINE, null, null);
    }

    /** A name and its password or token. */
    public static ResolvedLogin password(String user, Secret password) {
        return new ResolvedLogin(Kind.PASSWORD, user, password);
    }

    /** A token with no name of its own. */
    public static ResolvedLogin token(Secret token) {
        return new ResolvedLogin(Kind.TOKEN, null, token);
    }

    /** A name for addresses that say none, a private key and, where it has one, its passphrase. */
    public static ResolvedLogin sshKey(String user, Secret key, @CheckForNull Secret passphrase) {
        return new ResolvedLogin(Kind.SSH_KEY, user, "", key, passphrase);
    }

    /** An Entra application with a client secret. */
    public static ResolvedLogin servicePrincipal(String tenant, String clientId, Secret secret) {
        return new ResolvedLogin(Kind.SERVICE_PRINCIPAL, clientId, tenant, secret, null);
    }

    /** The managed identity of the Azure machine that runs the step; a user-assigned one has a client id. */
    public static ResolvedLogin managedIdentity(@CheckForNull String clientId) {
        return new ResolvedLogin(Kind.MANAGED_IDENTITY, clientId, null);
    }

    /** Whether it signs in to Git servers by SSH only. */
    public boolean isSshKey() {
        return kind == Kind.SSH_KEY;
    }

    /** Whether a registry knows logins of this kind. */
    public boolean isForRegistries() {
        return kind != Kind.TOKEN && kind != Kind.SSH_KEY;
    }

    /** The engine's word for it. */
    public Login login() {
        return switch (kind) {
            case NOBODY -> new Login.Nobody();
            case MACHINE -> new Login.Machine();
            case PASSWORD -> new Login.Password(name, hidden(secret));
            case TOKEN -> new Login.Token(hidden(secret));
            case SSH_KEY ->
                new Login.SshKey(
                        name, hidden(secret), Optional.ofNullable(passphrase).map(ResolvedLogin::hidden));
            case SERVICE_PRINCIPAL -> new Login.ServicePrincipal(tenant, name, hidden(secret));
            case MANAGED_IDENTITY ->
                new Login.ManagedIdentity(Optional.ofNullable(name).filter(id -> !id.isEmpty()));
        };
    }

    private static Hidden hidden(Secret secret) {
        return new Hidden(secret.getPlainText());
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        getChannelForSerialization(); // refuses wherever no channel is: in a file, for one
        out.defaultWriteObject();
    }

    @Override
    public String toString() {
        return kind.name();
    }
}

package dev.fairlead.forge.rest;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.ForgeException.Kind;
import dev.fairlead.forge.http.Call;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Tells what it means that a forge gave no answer, or none that can be read. */
public final class NoAnswer {
    private NoAnswer() {}

    /** No answer, or none that was whole. */
    public static ForgeException unreachable(Call call, IOException e) {
        if (e instanceof SSLException) {
            return failed(
                    Kind.CONFIGURATION,
                    call,
                    "no trusted connection (" + e.getMessage() + ")",
                    "add the authority of this server's or your proxy's certificate to the trusted ones",
                    e);
        }
        if (e instanceof ConnectException) {
            boolean unknown = e.getCause() instanceof UnresolvedAddressException
                    || (e.getCause() != null && e.getCause().getCause() instanceof UnresolvedAddressException);
            return unknown
                    ? failed(
                            Kind.NETWORK,
                            call,
                            "the host has no address in DNS",
                            "check the host's name, DNS, and the proxy",
                            e)
                    : failed(
                            Kind.NETWORK,
                            call,
                            "no connection",
                            "check that the host is up, the firewall, and the proxy",
                            e);
        }
        return failed(
                Kind.NETWORK,
                call,
                "no whole answer (" + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()) + ")",
                "check the network and the proxy, and try again",
                e);
    }

    /** An answer that nobody understands. */
    public static ForgeException malformed(String place, String forge, @Nullable Exception e) {
        return new ForgeException(
                Kind.MALFORMED,
                new Problem(
                        place,
                        "the answer is not what " + forge + "'s description says",
                        "check that the API's address is one of " + forge + " and no sign-in page of a proxy"),
                e);
    }

    private static ForgeException failed(Kind kind, Call call, String cause, String remedy, IOException e) {
        return new ForgeException(kind, new Problem(call.place(), cause, remedy), e);
    }
}

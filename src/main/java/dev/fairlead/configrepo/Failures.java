package dev.fairlead.configrepo;

import dev.fairlead.Problem;
import dev.fairlead.configrepo.GitException.Kind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RemoteRepositoryException;
import org.jspecify.annotations.Nullable;

/** Tells from what a library threw, and from what a remote said, what kind of failure it is. */
final class Failures {
    private static final List<Class<? extends IOException>> OF_THE_MIRROR = List.of(
            MirrorFailure.class,
            MissingObjectException.class,
            CorruptObjectException.class,
            LockFailedException.class,
            FileNotFoundException.class,
            NoSuchFileException.class);

    /** A URL, a path, or a host with its port. */
    private static final Pattern ADDRESS = Pattern.compile("\\S*/\\S*|\\S+:\\d+");

    private Failures() {}

    static GitException invalid(String place, String cause, String remedy) {
        return new GitException(Kind.INVALID, new Problem(place, cause, remedy));
    }

    static GitException signing(String place, String cause, @Nullable Exception e) {
        return new GitException(
                Kind.SIGNING, new Problem(place, cause, "give a secret key that may sign, and its passphrase"), e);
    }

    /** What a failed talk with a remote means. {@code clean} takes the secrets out of text. */
    static GitException of(RepoLocation location, IOException e, UnaryOperator<String> clean) {
        String said = clean.apply(words(e));
        String sentence = withoutAddresses(said, location);
        Meaning meaning = MEANINGS.stream()
                .filter(known -> known.test().test(e) || known.mentions(sentence))
                .findFirst()
                .orElse(UNKNOWN);
        String cause = meaning.cause().isEmpty() ? said : meaning.cause() + " (" + said + ")";
        return new GitException(meaning.kind(), new Problem(location.toString(), cause, meaning.remedy()), e);
    }

    /** The innermost words: what wraps them says less. */
    private static String words(Throwable e) {
        String words = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !words.contains(message)) {
                words = message.contains(words) ? message : words + ": " + message;
            }
        }
        return words.isEmpty() ? e.getClass().getSimpleName() : words.strip().replaceAll("\\s+", " ");
    }

    /** What was said and not to whom: a port or a repository's name may hold a status or any of the words. */
    private static String withoutAddresses(String said, RepoLocation location) {
        return ADDRESS.matcher(said.replace(location.toString(), " ")).replaceAll(" ");
    }

    /** The first of an exception, its causes, and what was suppressed on the way, that is wanted. */
    static Optional<Throwable> find(Throwable e, Predicate<Throwable> wanted) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (wanted.test(cause)) {
                return Optional.of(cause);
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                Optional<Throwable> found = find(suppressed, wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * One way to fail.
     *
     * @param kind its kind
     * @param test tells it by an exception
     * @param said tells it by words, in lower case; a number only stands for itself
     * @param cause what it means; empty where the words say all
     * @param remedy what to do
     */
    private record Meaning(Kind kind, Predicate<Throwable> test, List<String> said, String cause, String remedy) {
        boolean mentions(String words) {
            String lower = words.toLowerCase(Locale.ROOT);
            return said.stream().anyMatch(known -> known.matches("\\d+") ? isIn(lower, known) : lower.contains(known));
        }

        private static boolean isIn(String words, String number) {
            return Pattern.compile("\\b" + number + "\\b").matcher(words).find();
        }
    }

    private static Predicate<Throwable> caused(Predicate<Throwable> wanted) {
        return e -> find(e, wanted).isPresent();
    }

    private static boolean onlyByWords(Throwable e) {
        return false;
    }

    private static final Meaning UNKNOWN = new Meaning(
            Kind.NETWORK, Failures::onlyByWords, List.of(), "", "try again; if it stays, check address and network");

    /** In the order in which they are tried: the surest first. */
    private static final List<Meaning> MEANINGS = List.of(
            new Meaning(
                    Kind.MIRROR,
                    caused(e -> OF_THE_MIRROR.stream().anyMatch(type -> type.isInstance(e))),
                    List.of("lock error:", "shallow file"),
                    "the local mirror is damaged",
                    "run again: it is made anew"),
            new Meaning(
                    Kind.HOST_KEY,
                    Failures::onlyByWords,
                    List.of("server key did not validate", "host key"),
                    "the host's SSH key is unknown or has changed",
                    "check its fingerprint with the owner of the host, then add it to known_hosts"),
            new Meaning(
                    Kind.TLS,
                    caused(SSLException.class::isInstance),
                    List.of("ssl problems", "pkix path"),
                    "the host's certificate is not trusted",
                    "name the PEM file of its certificate authority in the settings"),
            new Meaning(
                    Kind.NETWORK,
                    caused(UnknownHostException.class::isInstance),
                    List.of("name or service not known"),
                    "the host's name is not known",
                    "check the address and the DNS"),
            new Meaning(
                    Kind.NETWORK,
                    caused(SocketTimeoutException.class::isInstance),
                    List.of("timed out", "time out"),
                    "the remote did not answer in time",
                    "try again, or allow more time"),
            new Meaning(
                    Kind.UNAUTHORIZED,
                    Failures::onlyByWords,
                    List.of(
                            "not authorized",
                            "no credentialsprovider",
                            "authentication not supported",
                            "authentication is required",
                            "authentication failed",
                            "no more authentication methods",
                            "cannot log in",
                            "401"),
                    "the remote asks for other credentials",
                    "check that the token or key is set, not expired and meant for this host"),
            new Meaning(
                    Kind.FORBIDDEN,
                    Failures::onlyByWords,
                    List.of("not permitted", "403", "permission denied", "access denied", "forbidden"),
                    "these credentials may not do that",
                    "give the account read access to the code, and write access to push"),
            new Meaning(
                    Kind.NOT_FOUND,
                    caused(NoRemoteRepositoryException.class::isInstance),
                    List.of("not found", "does not appear to be a git repository", "no such repository"),
                    "there is no such repository, or the credentials may not see it",
                    "check the address and what the account may see"),
            new Meaning(
                    Kind.SERVER,
                    caused(RemoteRepositoryException.class::isInstance),
                    List.of(
                            "500",
                            "502",
                            "503",
                            "504",
                            "429",
                            "not our ref",
                            "unpack",
                            "expected ack",
                            "no commits selected"),
                    "the remote failed",
                    "try again; if it stays, look at the server"));
}

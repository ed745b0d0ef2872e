package dev.fairlead.image;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where an image lives: a registry and a repository in it, and how a person wrote that. Two names are equal when they
 * mean the same repository, so {@code nginx} equals {@code docker.io/library/nginx}. What counts as a host and what is
 * implied follows distribution/reference, which Docker and containerd use.
 */
public final class ImageName {
    /** The registry that is implied where a name has none. */
    public static final String DEFAULT_REGISTRY = "docker.io";

    private static final String LEGACY_DEFAULT_REGISTRY = "index.docker.io";
    private static final String OFFICIAL = "library/";
    private static final int IDENTIFIER_LENGTH = 64;

    private final String registry;
    private final String repository;
    private final String written;

    private ImageName(String registry, String repository, String written) {
        this.registry = registry;
        this.repository = repository;
        this.written = written;
    }

    /**
     * The name in this text, which holds neither tag nor digest.
     *
     * @throws FairleadException if the text is no image name
     */
    public static ImageName parse(String text) {
        return read(text, fault -> {
                    throw new FairleadException(new Problem(
                            "image name '" + Grammar.shown(text) + "'", fault, "write it as registry/repository"));
                })
                .orElseThrow();
    }

    /** The name in this text, or empty if the text is none. */
    public static Optional<ImageName> tryParse(String text) {
        return read(text, fault -> {});
    }

    /** The name of a repository on a registry, written in full. */
    public static ImageName of(String registry, String repository) {
        return parse(registry + "/" + repository);
    }

    /** The name in this text; a text that is none is told to {@code refusal} and gives empty. */
    static Optional<ImageName> read(String text, Consumer<String> refusal) {
        int slash = text.indexOf('/');
        boolean hasHost = slash >= 0 && isHost(text.substring(0, slash));
        String host = hasHost ? text.substring(0, slash) : DEFAULT_REGISTRY;
        String path = hasHost ? text.substring(slash + 1) : text;
        String registry = canonical(host);
        boolean official = registry.equals(DEFAULT_REGISTRY) && path.indexOf('/') < 0;
        String repository = official && !path.isEmpty() ? OFFICIAL + path : path;
        String fault = fault(hasHost ? host : null, path, repository);
        if (fault != null) {
            refusal.accept(fault);
            return Optional.empty();
        }
        return Optional.of(new ImageName(registry, repository, text));
    }

    private static String canonical(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.equals(LEGACY_DEFAULT_REGISTRY)) {
            return DEFAULT_REGISTRY;
        }
        return isHost(lower) ? lower : host;
    }

    /** Whether the first part of a name is a host: it has a dot, a colon or an upper-case letter, or is localhost. */
    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static @Nullable String fault(@Nullable String host, String path, String repository) {
        if (host != null) {
            String hostFault = Grammar.hostFault(host);
            boolean url = hostFault != null && host.endsWith(":") && path.startsWith("/");
            return url
                    ? "it is a URL: leave '" + Grammar.shown(host) + "//' out"
                    : hostFault != null ? hostFault : Grammar.repositoryFault(repository);
        }
        if (isIdentifier(path)) {
            return "64 hexadecimal digits are an image ID, not a name";
        }
        return Grammar.repositoryFault(repository);
    }

    private static boolean isIdentifier(String path) {
        return path.length() == IDENTIFIER_LENGTH && path.chars().allMatch(c -> Grammar.isLowerHex((char) c));
    }

    /**
     * The registry's host, with its port if one is written: {@code docker.io} where none is. In lower case, unless only an
     * upper-case letter tells that it is a host ({@code Registry/app}).
     */
    public String registry() {
        return registry;
    }

    /** The repository's path on its registry, with {@code library/} where Docker Hub implies it. */
    public String repository() {
        return repository;
    }

    /** The name as it was written. */
    public String written() {
        return written;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImageName name && registry.equals(name.registry) && repository.equals(name.repository);
    }

    @Override
    public int hashCode() {
        return 31 * registry.hashCode() + repository.hashCode();
    }

    /** The canonical form, {@code registry/repository}. */
    @Override
    public String toString() {
        return registry + "/" + repository;
    }
}

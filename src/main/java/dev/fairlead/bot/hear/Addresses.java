package dev.fairlead.bot.hear;

import dev.fairlead.FairleadException;
import dev.fairlead.forge.RepositoryUrl;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses by which a forge's event names a repository. A configured address means the same repository when host and
 * path are the same, whatever the protocol, the port and the user are.
 *
 * @param keys host and path of each, in lower case
 */
public record Addresses(Set<String> keys) {
    private static final Pattern AZURE_SSH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");

    public Addresses {
        keys = Set.copyOf(keys);
    }

    /** Those of the texts that are addresses. */
    static Addresses of(String... texts) {
        return of(Arrays.asList(texts));
    }

    static Addresses of(List<String> texts) {
        Set<String> keys = new HashSet<>();
        texts.forEach(text -> key(text).ifPresent(keys::add));
        return new Addresses(keys);
    }

    /** Whether this configured address is one of them. */
    public boolean mean(String configured) {
        return key(configured).filter(keys::contains).isPresent();
    }

    private static Optional<String> key(String text) {
        try {
            RepositoryUrl url = RepositoryUrl.parse(text);
            if (url.local()) {
                return Optional.of(url.path());
            }
            String path = url.path().toLowerCase(Locale.ROOT);
            return Optional.of(azure(url.host(), path).orElseGet(() -> url.host() + "/" + bitbucket(path)));
        } catch (FairleadException none) {
            return Optional.empty();
        }
    }

    /** Azure Repos has another path for SSH than for HTTPS. */
    private static Optional<String> azure(String host, String path) {
        Matcher ssh = AZURE_SSH.matcher(path);
        return host.equals("ssh.dev.azure.com") && ssh.matches()
                ? Optional.of("dev.azure.com/" + ssh.group(1) + "/" + ssh.group(2) + "/_git/" + ssh.group(3))
                : Optional.empty();
    }

    /** Bitbucket Data Center has {@code scm/} before the path for HTTPS, and not for SSH. */
    private static String bitbucket(String path) {
        return path.startsWith("scm/") ? path.substring("scm/".length()) : path;
    }
}

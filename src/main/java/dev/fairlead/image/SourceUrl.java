package dev.fairlead.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of a Git remote the URL that a person can open: HTTPS, without credentials and without {@code .git}. */
final class SourceUrl {
    private static final Pattern URL = Pattern.compile("(?i)(https?|ssh|git)://(?:[^@/]*@)?([^/:]+)(:\\d+)?/+(.*)");
    private static final Pattern SCP = Pattern.compile("(?:[^@/]*@)?([^/:]+):(?!/{2})/*(.+)");
    private static final Pattern AZURE_SSH = Pattern.compile("v3/([^/]+)/([^/]+)/([^/]+)");

    private SourceUrl() {}

    /** The URL to show, or empty for a remote that only this machine knows. */
    static Optional<String> of(String remote) {
        Matcher url = URL.matcher(remote.strip());
        if (url.matches()) {
            boolean web = url.group(1).toLowerCase(Locale.ROOT).startsWith("http");
            String scheme = url.group(1).equalsIgnoreCase("http") ? "http" : "https";
            String port = web && url.group(3) != null ? url.group(3) : "";
            return Optional.of(clean(scheme, url.group(2) + port, url.group(4)));
        }
        Matcher scp = SCP.matcher(remote.strip());
        boolean drive = remote.length() > 1 && remote.charAt(1) == ':';
        return scp.matches() && !drive && scp.group(1).length() > 1
                ? Optional.of(clean("https", scp.group(1), scp.group(2)))
                : Optional.empty();
    }

    private static String clean(String scheme, String host, String path) {
        Matcher azure = AZURE_SSH.matcher(path);
        if (host.equals("ssh.dev.azure.com") && azure.matches()) {
            return "https://dev.azure.com/" + azure.group(1) + "/" + azure.group(2) + "/_git/" + azure.group(3);
        }
        String plain = path.replaceAll("[?#].*$", "").replaceAll("/+$", "").replaceAll("\\.git$", "");
        return scheme + "://" + host + "/" + plain;
    }
}

package dev.fairlead.configrepo;

import java.util.Collection;
import java.util.regex.Pattern;

/** Takes secrets out of text that a remote or a library wrote. */
final class Secrets {
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]+@");
    private static final Pattern HEADER =
            Pattern.compile("(?i)(authorization:\\s*\\S+|bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}");

    private Secrets() {}

    /** The text without user info in addresses and without authorization headers. */
    static String stripped(String text) {
        return HEADER.matcher(USER_INFO.matcher(text).replaceAll("")).replaceAll("$1 ***");
    }

    /** Also without these very secrets. */
    static String stripped(String text, Collection<String> secrets) {
        String clean = text;
        for (String secret : secrets) {
            if (secret.length() > 3) {
                clean = clean.replace(secret, "***");
            }
        }
        return stripped(clean);
    }
}

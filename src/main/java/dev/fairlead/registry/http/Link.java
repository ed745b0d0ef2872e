package dev.fairlead.registry.http;

import dev.fairlead.Problem;
import dev.fairlead.registry.RegistryException;
import dev.fairlead.registry.RegistryException.Kind;
import dev.fairlead.registry.wire.Answer;
import dev.fairlead.registry.wire.Origin;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code Link: <…>; rel="next"} of a page (RFC 8288). Registries write it relative to the page; some that stand behind
 * a proxy write it absolute, with a scheme or port of their inside. Only its path and query are used, at the registry's
 * own origin, so that a link leads nowhere else.
 */
public final class Link {
    private static final Pattern FORM = Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^;,\"]+(?:\"[^\"]*\")?)*)");
    private static final Pattern NEXT =
            Pattern.compile("rel\\s*=\\s*\"?(?:[^\"]*\\s)?next(?:\\s[^\"]*)?\"?\\s*$", Pattern.CASE_INSENSITIVE);

    private Link() {}

    /**
     * Path and query of the next page.
     *
     * @param page path and query of this page
     * @param place what is listed, for messages
     * @return empty where this page is the last
     * @throws RegistryException if there is a link that cannot be followed: the listing would be cut off
     */
    public static Optional<String> next(Answer answer, String page, Origin origin, String place) {
        for (String header : answer.headers("Link")) {
            Matcher link = FORM.matcher(header);
            while (link.find()) {
                if (isNext(link.group(2))) {
                    return Optional.of(resolve(link.group(1), page, origin, place));
                }
            }
            if (!header.contains("<")) {
                throw malformed(place, "the link to the next page of tags cannot be read");
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        for (String parameter : parameters.split(";", -1)) {
            if (NEXT.matcher(parameter.strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    private static String resolve(String link, String page, Origin origin, String place) {
        URI target;
        try {
            target = origin.at(page).resolve(link);
        } catch (IllegalArgumentException e) {
            throw malformed(place, "the link to the next page of tags is no URL");
        }
        if (target.getHost() == null || !target.getHost().equalsIgnoreCase(origin.host())) {
            throw malformed(place, "the link to the next page of tags leads to another host");
        }
        String path = target.getRawPath();
        return target.getRawQuery() == null ? path : path + "?" + target.getRawQuery();
    }

    private static RegistryException malformed(String place, String cause) {
        return new RegistryException(
                Kind.MALFORMED, new Problem(place, cause, "check what stands between here and the registry"));
    }
}

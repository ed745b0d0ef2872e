package dev.fairlead.demo.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The {@code Link} to a next page as ACR writes it: relative, the path as it was asked, with an order that may be empty. */
final class Links {
    private Links() {}

    static String next(Call call, String last, int size) {
        return "<" + call.rawPath() + "?last=" + URLEncoder.encode(last, StandardCharsets.UTF_8) + "&n=" + size
                + "&orderby=" + call.query("orderby").orElse("") + ">; rel=\"next\"";
    }
}

package io.jenkins.plugins.fairlead.badge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.fairlead.delivery.DeliveredBy;
import io.jenkins.plugins.fairlead.delivery.DeliveryState;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/** Serves {@code NAME.svg} and {@code NAME.json}, where the name is a job's full name or an environment. */
public final class BadgePages {
    private static final String SVG = ".svg";
    private static final String JSON = ".json";
    private static final int LONGEST_NAME = 1000;

    /** Every address below this one. */
    @GET
    public void doDynamic(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        String path = request.getRestOfPath();
        String name = name(path);
        String environment = Util.fixNull(request.getParameter("environment"));
        Optional<BadgeSubject> subject = name.isEmpty() || name.length() > LONGEST_NAME
                ? Optional.empty()
                : BadgeSubject.find(name, environment);
        if (subject.isEmpty()) {
            missing(response);
            return;
        }
        Badge badge = badge(subject.get(), request);
        if (path.endsWith(SVG)) {
            response.setHeader("Content-Security-Policy", "default-src 'none'");
            send(request, response, "image/svg+xml;charset=utf-8", BadgeSvg.draw(badge));
        } else {
            send(request, response, "application/json;charset=utf-8", badge.json());
        }
    }

    private static String name(String path) {
        String ending = path.endsWith(SVG) ? SVG : path.endsWith(JSON) ? JSON : "";
        return ending.isEmpty() ? "" : path.substring(1, path.length() - ending.length());
    }

    private static Badge badge(BadgeSubject subject, StaplerRequest2 request) {
        DeliveryState state = subject.newest()
                .map(found -> DeliveryState.of(found.delivery()))
                .orElse(DeliveryState.UNKNOWN);
        Map<String, String> values = Map.of(
                "name", subject.name(),
                "version", subject.newest().map(BadgePages::version).orElse(""),
                "state", state.getText(),
                "environment", subject.newest().map(BadgePages::environment).orElse(""));
        String usual = subject.newest().isPresent() ? "{version} {state}" : "nothing delivered";
        return new Badge(
                BadgeText.of(given(request.getParameter("label"), "{name}"), values),
                BadgeText.of(given(request.getParameter("text"), usual), values),
                BadgeColor.of(state),
                BadgeStyle.named(request.getParameter("style")));
    }

    private static String given(@CheckForNull String parameter, String usual) {
        return parameter == null ? usual : parameter;
    }

    private static String version(DeliveredBy found) {
        List<String> versions = found.versions();
        return versions.size() == 1 ? versions.get(0) : versions.isEmpty() ? "" : versions.size() + " versions";
    }

    private static String environment(DeliveredBy found) {
        return Util.fixNull(found.delivery().getEnvironment());
    }

    private static void send(StaplerRequest2 request, StaplerResponse2 response, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + DigestUtils.sha256Hex(body) + "\"";
        common(response);
        response.setHeader("ETag", tag);
        if (Util.fixNull(request.getHeader("If-None-Match")).contains(tag)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void missing(StaplerResponse2 response) throws IOException {
        common(response);
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        response.setContentType("text/plain;charset=utf-8");
        response.getOutputStream().write("There is no such badge.\n".getBytes(StandardCharsets.UTF_8));
    }

    private static void common(StaplerResponse2 response) {
        response.setHeader("Cache-Control", "no-cache, no-store, must-revalidate");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}

package dev.fairlead.render.kustomize.build;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.util.regex.Pattern;

/** What kustomizations name that lies elsewhere. */
final class Remote {
    private static final Pattern CREDENTIALS = Pattern.compile("(://)[^/@]*@");

    private Remote() {}

    /** The refusal to load something from elsewhere. */
    static RenderException refused(String address) {
        return RenderException.of(
                "'" + shown(address) + "' lies elsewhere, and nothing is loaded from there",
                "copy it into the repository, or allow remote bases and configure the kustomize binary");
    }

    /** What another renderer may load. */
    static RenderException unsupported(String address, String place) {
        Problem problem = refused(address).problem();
        return RenderException.unsupported(place, problem.cause(), problem.remedy());
    }

    private static String shown(String address) {
        String hidden = CREDENTIALS.matcher(address).replaceAll("$1");
        int query = hidden.indexOf('?');
        return query < 0 ? hidden : hidden.substring(0, query);
    }
}

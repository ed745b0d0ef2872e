package dev.fairlead.render.helm;

import dev.fairlead.Problem;
import dev.fairlead.render.RenderException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads the little that has to be known of YAML which Helm has read, or will read, itself. */
final class ChartYaml {
    private ChartYaml() {}

    /**
     * The map in a text; an empty one where it holds something else.
     *
     * @throws RenderException if it is no YAML
     */
    static Map<String, Object> read(String place, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setWarnOnDuplicateKeys(false);
        try {
            return map(new Yaml(new SafeConstructor(options)).load(text));
        } catch (YAMLException e) {
            throw new RenderException(new Problem(place, String.valueOf(e.getMessage()), "mend the YAML"), e);
        }
    }

    /** A copy with keys as texts; an empty one of what is no map. */
    static Map<String, Object> map(@Nullable Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> read) {
            read.forEach((key, item) -> map.put(String.valueOf(key), item));
        }
        return map;
    }
}

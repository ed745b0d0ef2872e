package dev.fairlead.render;

import java.util.List;
import java.util.Map;

/**
 * The objects that a renderer made of a folder, in their order.
 *
 * @param objects each as a map of texts, truth values, numbers, lists, maps and the null of {@code render.yaml}
 */
public record Rendering(List<Map<String, Object>> objects) {}

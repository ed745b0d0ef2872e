package io.jenkins.plugins.fairlead.badge;

import java.util.Locale;
import net.sf.json.JSONObject;

/**
 * A badge.
 *
 * @param label what stands on the left
 * @param message what stands on the right
 * @param color of the right side
 * @param style its corners and shade
 */
record Badge(String label, String message, BadgeColor color, BadgeStyle style) {
    /** The document that shields reads from an endpoint, in its schema's version 1. */
    String json() {
        JSONObject json = new JSONObject();
        json.put("schemaVersion", 1);
        json.put("label", label);
        json.put("message", message);
        json.put("color", color.name().toLowerCase(Locale.ROOT));
        json.put("style", style.text());
        json.put("isError", color == BadgeColor.RED);
        return json.toString();
    }
}

package dev.fairlead.render.yaml;

/** The null among values. */
public enum JsonNull {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}

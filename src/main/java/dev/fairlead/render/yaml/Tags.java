package dev.fairlead.render.yaml;

/** The short tags of YAML's core types. An empty tag says that a node's type follows from its text. */
public final class Tags {
    public static final String NONE = "";
    public static final String NULL = "!!null";
    public static final String BOOL = "!!bool";
    public static final String STR = "!!str";
    public static final String INT = "!!int";
    public static final String FLOAT = "!!float";
    public static final String TIMESTAMP = "!!timestamp";
    public static final String BINARY = "!!binary";
    public static final String MERGE = "!!merge";
    public static final String MAP = "!!map";
    public static final String SEQ = "!!seq";

    private static final String LONG = "tag:yaml.org,2002:";

    private Tags() {}

    /** {@code tag:yaml.org,2002:str} as {@code !!str}; any other tag as it is. */
    static String shortened(String tag) {
        return tag.startsWith(LONG) ? "!!" + tag.substring(LONG.length()) : tag;
    }
}

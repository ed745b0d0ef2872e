package dev.fairlead.manifest.yaml;

/** A range of a text's code points that gets other characters. */
record Patch(int start, int end, String text) {}

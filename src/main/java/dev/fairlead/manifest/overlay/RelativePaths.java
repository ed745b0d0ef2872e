package dev.fairlead.manifest.overlay;

import java.util.ArrayDeque;
import java.util.Deque;

/** Resolves the paths that kustomizations write, without asking a file system. */
final class RelativePaths {
    private RelativePaths() {}

    /** The path of {@code other}, which the file at {@code path} writes relative to its folder. */
    static String resolve(String path, String other) {
        int slash = path.lastIndexOf('/');
        return normal(slash < 0 ? other : path.substring(0, slash + 1) + other);
    }

    private static String normal(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : path.split("/", -1)) {
            boolean back =
                    step.equals("..") && !steps.isEmpty() && !steps.peekLast().equals("..");
            if (back) {
                steps.removeLast();
            } else if (!step.equals(".") && !step.isEmpty()) {
                steps.addLast(step);
            }
        }
        return (path.startsWith("/") ? "/" : "") + String.join("/", steps);
    }
}

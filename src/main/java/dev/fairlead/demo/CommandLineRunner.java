package dev.fairlead.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Runs one command as a user would type it. The demo tells its story with the program's own commands. */
@FunctionalInterface
public interface CommandLineRunner {
    /**
     * Runs a command to its end.
     *
     * @param arguments what stands behind {@code fairlead}
     * @param environment the environment variables that the command sees
     * @param out takes the command's result, and what it says of its run
     * @return its exit code
     */
    int run(List<String> arguments, Map<String, String> environment, PrintWriter out);
}

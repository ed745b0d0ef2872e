package dev.fairlead.cli;

import picocli.CommandLine.Option;

/** How a command that reports prints its result. */
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.text;

    OutputFormat format() {
        return format;
    }

    boolean isJson() {
        return format == OutputFormat.json;
    }
}

package dev.fairlead.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.HelpCommand;

/** Every command by its name, in the order of the help. */
final class Commands {
    static final Map<String, Class<?>> ALL = all();

    /** These speak of all the others. */
    private static final Set<String> NEED_ALL = Set.of("help", "generate-completion", "--help", "-h");

    private static final Set<String> NEED_NONE = Set.of("--version", "-V");

    private Commands() {}

    private static Map<String, Class<?>> all() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("metadata", MetadataCommand.class);
        commands.put("tags", TagsCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("scan", ScanCommand.class);
        commands.put("rewrite", RewriteCommand.class);
        commands.put("render", RenderCommand.class);
        commands.put("update", UpdateCommand.class);
        commands.put("promote", PromoteCommand.class);
        commands.put("hold", HoldCommand.class);
        commands.put("rollback", RollbackCommand.class);
        commands.put("pr", PrCommand.class);
        commands.put("bot", BotCommand.class);
        commands.put("doctor", DoctorCommand.class);
        commands.put("help", HelpCommand.class);
        commands.put("generate-completion", GenerateCompletion.class);
        commands.put("prepare-fast-starts", PrepareFastStartsCommand.class);
        return commands;
    }

    /**
     * What these arguments need: the one command that they name, since each that is loaded costs every start some
     * milliseconds, or all of them, so that a misspelt name finds its suggestion.
     */
    static Map<String, Class<?>> neededFor(String... args) {
        String word = Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-") || NEED_ALL.contains(arg) || NEED_NONE.contains(arg))
                .findFirst()
                .orElse("help");
        if (NEED_NONE.contains(word)) {
            return Map.of();
        }
        Class<?> named = ALL.get(word);
        return named == null || NEED_ALL.contains(word) ? ALL : Map.of(word, named);
    }
}

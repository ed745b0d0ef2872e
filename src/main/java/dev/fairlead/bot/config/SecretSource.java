package dev.fairlead.bot.config;

import dev.fairlead.FairleadException;
import dev.fairlead.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where a secret is. The configuration itself holds none. */
public sealed interface SecretSource {
    /** The value of an environment variable of the bot. */
    record Variable(String name) implements SecretSource {
        @Override
        public String read(Map<String, String> environment) {
            String value = environment.getOrDefault(name, "").strip();
            if (value.isEmpty()) {
                throw new FairleadException(
                        new Problem("variable " + name, "the configuration names it, and it is not set", "set it"));
            }
            return value;
        }
    }

    /** The content of a file, without white space at its ends. */
    record File(Path path) implements SecretSource {
        @Override
        public String read(Map<String, String> environment) {
            try {
                String value = Files.readString(path).strip();
                if (!value.isEmpty()) {
                    return value;
                }
            } catch (IOException e) {
                throw new FairleadException(
                        new Problem(
                                path.toString(),
                                "the configuration names this file for a secret, and it cannot be read",
                                "check its path and its rights"),
                        e);
            }
            throw new FairleadException(new Problem(
                    path.toString(),
                    "the configuration names this file for a secret, and it is empty",
                    "write the secret into it"));
        }
    }

    /**
     * The secret as it is now, so that one that is renewed counts from its next use on.
     *
     * @param environment the bot's variables
     * @throws FairleadException if it cannot be had; the message does not hold it
     */
    String read(Map<String, String> environment);
}

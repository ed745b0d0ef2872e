package dev.fairlead.update.rollback;

import dev.fairlead.image.ImageReference;
import dev.fairlead.update.config.read.Moments;
import dev.fairlead.update.plan.Story;
import java.util.List;
import java.util.stream.Collectors;

/** What a rollback says of itself. */
final class RollbackText {
    private static final int NAMED = 3;
    private static final int ROWS = 200;

    private final RollbackRequest request;
    private final List<WayBack.Step> steps;
    private final List<ImageReference> held;

    RollbackText(RollbackRequest request, List<WayBack.Step> steps, List<ImageReference> held) {
        this.request = request;
        this.steps = steps;
        this.held = held;
    }

    /** {@code Roll back shop/api to 1.4.0 in prod}. */
    String title() {
        List<String> named = steps.stream()
                .map(step -> step.to().name().repository() + " to " + shown(step.to()))
                .distinct()
                .toList();
        String versions = named.size() <= NAMED
                ? String.join(", ", named)
                : String.join(", ", named.subList(0, NAMED - 1)) + " and " + (named.size() - NAMED + 1) + " more";
        return WayBack.TITLE
                + (versions.isEmpty() ? request.place() : versions)
                + request.environment().map(name -> " in " + name).orElse("");
    }

    private static String shown(ImageReference version) {
        return version.tag()
                .map(Object::toString)
                .orElseGet(() -> version.digest().map(Object::toString).orElse(""));
    }

    String message() {
        return request.why() + "\n"
                + request.by().map(person -> "Asked for by " + person + ".\n").orElse("") + "\n"
                + steps.stream()
                        .map(step -> step.key().file() + ": " + step.from() + " -> " + step.to())
                        .distinct()
                        .limit(ROWS)
                        .collect(Collectors.joining("\n"))
                + "\n\n"
                + steps.stream()
                        .map(step -> WayBack.LEFT + WayBack.version(step.from()))
                        .distinct()
                        .collect(Collectors.joining("\n"));
    }

    Story story() {
        StringBuilder body =
                new StringBuilder("> ").append(Story.plain(request.why())).append("\n\n");
        request.by()
                .ifPresent(person ->
                        body.append("Asked for by ").append(Story.plain(person)).append(".\n\n"));
        body.append("| where | from | back to |\n|---|---|---|\n");
        steps.stream()
                .limit(ROWS)
                .forEach(step -> body.append("| `")
                        .append(Story.plain(step.key().file()).replace("|", "\\|"))
                        .append("` | `")
                        .append(step.from())
                        .append("` | `")
                        .append(step.to())
                        .append("` |\n"));
        if (!held.isEmpty()) {
            body.append("\nHeld from now on")
                    .append(request.until()
                            .map(end -> " until " + Moments.written(end))
                            .orElse(""))
                    .append(": ")
                    .append(held.stream().map(version -> "`" + version + "`").collect(Collectors.joining(", ")))
                    .append(".\n");
        }
        return new Story(
                body.toString(),
                "Once this is merged, what is left is not proposed again until a newer version comes, or until `fairlead"
                        + " hold --end` and `fairlead update --release` free it.");
    }
}

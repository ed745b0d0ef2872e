package dev.fairlead.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints a proposal for programs. A branch may be called anything that Git allows, so nothing is printed as it is. */
public final class ProposalPrinter {
    /** What no shell takes for anything but a letter, quoted or not, and what no word is split at. */
    private static final String PLAIN = "_.,:/@%+=-";

    private ProposalPrinter() {}

    /** One JSON object; facts that are not known are left out. The keys are documented and kept. */
    public static String json(ImageProposal proposal) {
        ImageMetadata build = proposal.metadata();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tags", proposal.tags().stream().map(Tag::value).toList());
        proposal.reference().ifPresent(reference -> json.put("image", reference.toString()));
        proposal.digest().ifPresent(digest -> json.put("digest", digest.toString()));
        put(json, "commit", build.commit());
        put(json, "branch", build.branch());
        put(json, "pullRequest", build.pullRequest());
        json.put("gitTags", build.gitTags());
        put(json, "version", build.version());
        json.put("dirty", build.dirty());
        json.put("time", build.time().toString());
        put(json, "ci", build.system());
        put(json, "buildNumber", build.buildNumber());
        put(json, "buildUrl", build.buildUrl());
        put(json, "source", build.source());
        json.put("labels", proposal.labels());
        json.put("withheld", proposal.withheld().stream().map(Object::toString).toList());
        json.put("notes", build.notes());
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text and lists are always JSON", impossible);
        }
    }

    private static void put(Map<String, Object> json, String key, Optional<String> value) {
        value.ifPresent(text -> json.put(key, text));
    }

    /** Assignments for {@code eval} or {@code .} in sh, one a line, quoted where a value needs it. */
    public static String environment(ImageProposal proposal) {
        return variables(proposal).entrySet().stream()
                .map(variable -> variable.getKey() + "=" + quoted(variable.getValue()))
                .collect(Collectors.joining("\n"));
    }

    /**
     * {@code --build-arg} and {@code --label} arguments on one line for docker, buildx, buildah, podman and kaniko. They may
     * be put into a shell command as text or by {@code $(…)}: they hold no character that a shell knows, since all others
     * are percent-encoded.
     */
    public static String arguments(ImageProposal proposal) {
        Map<String, String> buildArguments = new LinkedHashMap<>();
        buildArguments.put(
                "SOURCE_DATE_EPOCH", Long.toString(proposal.metadata().time().getEpochSecond()));
        proposal.metadata().commit().ifPresent(commit -> buildArguments.put("REVISION", commit));
        proposal.tags().stream().findFirst().ifPresent(tag -> buildArguments.put("VERSION", tag.value()));
        return arguments("--build-arg ", buildArguments) + " " + arguments("--label ", proposal.labels());
    }

    private static String arguments(String option, Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> option + value.getKey() + "=" + encoded(value.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static Map<String, String> variables(ImageProposal proposal) {
        ImageMetadata build = proposal.metadata();
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> tags = proposal.tags().stream().map(Tag::value).toList();
        variables.put("IMAGE_TAG", tags.isEmpty() ? "" : tags.get(0));
        variables.put("IMAGE_TAGS", String.join(" ", tags));
        variables.put(
                "IMAGE_REFERENCE", proposal.reference().map(Object::toString).orElse(""));
        variables.put("IMAGE_DIGEST", proposal.digest().map(Object::toString).orElse(""));
        variables.put("IMAGE_COMMIT", build.commit().orElse(""));
        variables.put("IMAGE_BRANCH", build.branch().orElse(""));
        variables.put("IMAGE_PULL_REQUEST", build.pullRequest().orElse(""));
        variables.put("IMAGE_VERSION", build.version().orElse(""));
        variables.put("IMAGE_BUILD_NUMBER", build.buildNumber().orElse(""));
        variables.put("IMAGE_BUILD_URL", build.buildUrl().orElse(""));
        variables.put("IMAGE_SOURCE", build.source().orElse(""));
        variables.put("IMAGE_DIRTY", Boolean.toString(build.dirty()));
        variables.put("SOURCE_DATE_EPOCH", Long.toString(build.time().getEpochSecond()));
        return variables;
    }

    private static boolean isPlain(char c) {
        return Grammar.isLetter(c) || Grammar.isDigit(c) || PLAIN.indexOf(c) >= 0;
    }

    /** In single quotes where a shell could take a character for its own. */
    private static String quoted(String value) {
        return value.chars().allMatch(c -> isPlain((char) c)) ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            if (c < 128 && isPlain(c)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}

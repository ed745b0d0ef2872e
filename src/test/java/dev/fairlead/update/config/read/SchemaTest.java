package dev.fairlead.update.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the published JSON Schema against the parser. */
class SchemaTest {
    private static final String TEXT = text();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(TEXT);

    private static String text() {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/dev/fairlead/update/fairlead.schema.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyKeyIsInTheSchemaAndInTheParser(Shape shape) throws IOException {
        JsonNode definition = new ObjectMapper().readTree(TEXT).at("/$defs/" + shape.title());
        List<String> published = new ArrayList<>();
        definition.path("properties").fieldNames().forEachRemaining(published::add);

        assertThat(published).containsExactlyInAnyOrderElementsOf(shape.keys());
        assertThat(definition.path("additionalProperties").asBoolean(true))
                .as("unknown keys are errors in the schema, too")
                .isFalse();
    }

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheDocumentationIsValidForBoth() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : List.of("docs/configuration.md", "docs/update.md", "docs/promotion.md")) {
            Matcher examples = Pattern.compile("```yaml\\n(apiVersion: fairlead.dev/v1\\n.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of(page)));
            while (examples.find()) {
                String example = examples.group(1);
                tests.add(DynamicTest.dynamicTest(page + "@" + examples.start(), () -> {
                    assertThat(SCHEMA.validate(example, InputFormat.YAML)).isEmpty();
                    ConfigReader.read(page, example);
                }));
            }
        }
        assertThat(tests).as("examples found").hasSizeGreaterThanOrEqualTo(3);
        return tests.stream();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "updates: [{name: a}]",
                "updates: [{name: a, image: nginx, colour: red}]",
                "updates: [{image: nginx}]",
                "updates: [{name: A b, image: nginx}]",
                "updates: [{name: a, image: nginx, delivery: fax}]",
                "updates: [{name: a, image: nginx, select: newst}]",
                "updates: [{name: a, image: nginx, targets: [{path: x}]}]",
                "updates: [{name: a, image: nginx, targets: [{files: x, pattern: y, kind: z}]}]",
                "updates: [{name: a, policiesFrom: helm}]",
                "updates: [{name: a, image: nginx, commit: {trailers: {Fairlead-Seal: x}}}]",
                "holds: []",
            })
    void whatTheSchemaRefusesTheParserRefuses(String rest) {
        String text = "apiVersion: fairlead.dev/v1\nkind: UpdateConfig\n" + rest;

        assertThat(SCHEMA.validate(text, InputFormat.YAML)).as("by the schema").isNotEmpty();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ConfigReader.read("f.yaml", text)))
                .as("by the parser")
                .isInstanceOf(ConfigException.class);
    }
}

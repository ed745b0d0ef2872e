package io.jenkins.plugins.fairlead.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fairlead.pipeline.result.ImageFacts;
import dev.fairlead.pipeline.result.NewestTag;
import dev.fairlead.pipeline.result.SyncState;
import hudson.model.Run;
import io.jenkins.plugins.fairlead.connect.Servers;
import io.jenkins.plugins.fairlead.execution.MetadataExecution;
import io.jenkins.plugins.fairlead.execution.SyncExecution;
import io.jenkins.plugins.fairlead.execution.TagExecution;
import io.jenkins.plugins.fairlead.execution.UpdateExecution;
import io.jenkins.plugins.fairlead.result.ImageResult;
import io.jenkins.plugins.fairlead.result.SyncResult;
import io.jenkins.plugins.fairlead.result.TagResult;
import io.jenkins.plugins.fairlead.result.UpdateResult;
import io.jenkins.plugins.fairlead.words.Words;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the first version stored is read by every later one: steps under way and their results (Java's serialization, in a
 * pipeline's program) and deliveries (XML, in a run). {@code -Dforms=write} writes the files, which a release does once.
 */
class OldFormsTest {
    private static final Path SOURCES = Path.of("src/test/resources/io/jenkins/plugins/fairlead/delivery");
    private static final Servers CONFIG = new Servers("https://git.example/config.git", "", "")
            .signedInBy("github-app", "")
            .askingRegistriesBy("acr");

    private static Delivery delivery() {
        return Delivery.of(new DeliveryTarget("https://git.example/config.git", "main", "shop", "dev", false), "opened")
                .images(List.of(new ImageChange("acr.example/shop/api", List.of("1.4.0"), "1.4.1", "update", "told")))
                .changes(List.of("apps/values.yaml:1:8: 1.4.0 → 1.4.1"))
                .problems(List.of("apps/other.yaml:3:1: it is a comment; edit it by hand"))
                .diff("-image: 1.4.0\n+image: 1.4.1\n")
                .commit("c0ffee")
                .pullRequest(new PullRequestLink("12", "https://git.example/config/pull/12", "open", "Bring it", null))
                .build();
    }

    private static Map<String, Serializable> first() {
        Words words = new Words()
                .text("environment", "dev")
                .list("contexts", List.of("fairlead/*"))
                .flag("dryRun", true);
        Map<String, Serializable> forms = new LinkedHashMap<>();
        forms.put("update-result", new UpdateResult(CONFIG, List.of(delivery()), true, false));
        forms.put(
                "tag-result",
                new TagResult(new NewestTag(
                        "acr.example/shop/api:1.4.1", "1.4.1", Optional.empty(), Optional.empty(), "the newest")));
        forms.put(
                "image-result",
                new ImageResult(new ImageFacts(
                        Optional.of("acr.example/shop/api:abc"),
                        "abc",
                        List.of("abc"),
                        Map.of("a", "b"),
                        "--label a=b",
                        Optional.of("c0ffee"),
                        Optional.of("main"),
                        Optional.empty(),
                        List.of())));
        forms.put(
                "sync-result",
                new SyncResult(new SyncState(
                        SyncState.Phase.MERGED,
                        "merged",
                        "https://git.example/config/pull/12",
                        Optional.empty(),
                        List.of())));
        forms.put("metadata-step", new MetadataExecution(null, words));
        forms.put("tag-step", new TagExecution(null, words, CONFIG, 7));
        forms.put("update-step", new UpdateExecution(null, words, CONFIG, 7));
        forms.put("wait-step", new SyncExecution(null, words, CONFIG, List.of("12"), 20));
        return forms;
    }

    @Test
    void stepsAndResults() throws Exception {
        for (Map.Entry<String, Serializable> form : first().entrySet()) {
            String name = form.getKey() + ".ser.txt";
            if ("write".equals(System.getProperty("forms"))) {
                Files.createDirectories(SOURCES);
                Files.writeString(
                        SOURCES.resolve(name), Base64.getMimeEncoder().encodeToString(bytes(form.getValue())) + "\n");
            }
            Object read = read(Base64.getMimeDecoder()
                    .decode(Files.readString(SOURCES.resolve(name)).strip()));
            assertEquals(form.getValue().getClass(), read.getClass());
            if (form.getKey().endsWith("result")) {
                assertEquals(form.getValue().toString(), read.toString());
            }
        }
    }

    @Test
    void aResultKnowsAgainWhatItKnew() throws Exception {
        UpdateResult read = (UpdateResult)
                read(Base64.getMimeDecoder().decode(Files.readString(SOURCES.resolve("update-result.ser.txt"))));
        assertEquals("12", read.getId());
        assertEquals("github-app", read.servers().getCredentialsId());
        assertEquals("https://git.example/config.git", read.servers().getRepository());
        Delivery delivery = read.getDeliveries().get(0);
        assertEquals("dev", delivery.getEnvironment());
        assertEquals(List.of("1.4.0"), delivery.getImages().get(0).getFrom());
    }

    @Test
    void deliveriesOfARun() throws IOException {
        try (InputStream xml = OldFormsTest.class.getResourceAsStream("deliveries.xml")) {
            assertNotNull(xml);
            DeliveryAction action =
                    (DeliveryAction) Run.XSTREAM2.fromXML(new String(xml.readAllBytes(), StandardCharsets.UTF_8));
            Delivery delivery = action.getDeliveries().get(0);
            assertEquals("opened", delivery.getResult());
            assertEquals("dev", delivery.getEnvironment());
            assertEquals(
                    "acr.example/shop/api 1.4.0 → 1.4.1",
                    delivery.getImages().get(0).toString());
            assertEquals("Bring it", delivery.getPullRequest().getTitle());
            assertEquals("acr.example/shop/api:abc", action.getImages().get(0).getReference());
            assertTrue(Run.XSTREAM2.toXML(action).contains("<environment>dev</environment>"));
        }
    }

    private static byte[] bytes(Serializable object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    private static Object read(byte[] bytes) throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return in.readObject();
        }
    }
}

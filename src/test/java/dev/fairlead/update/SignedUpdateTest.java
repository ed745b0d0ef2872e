package dev.fairlead.update;

import static dev.fairlead.update.Workshop.only;
import static dev.fairlead.update.Workshop.onlyItem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.image.Digest;
import dev.fairlead.image.ImageReference;
import dev.fairlead.signature.CosignSigning;
import dev.fairlead.signature.Yard;
import dev.fairlead.update.dashboard.DashboardText;
import dev.fairlead.update.report.ItemReport;
import dev.fairlead.update.report.ItemResult;
import dev.fairlead.update.report.UpdateReport;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not signed as asked is not proposed, and says why. */
class SignedUpdateTest {
    private static final KeyPair OURS = CosignSigning.keys();
    private static final KeyPair THEIRS = CosignSigning.keys();

    private final Yard yard = new Yard("shop/api");
    private Workshop shop;
    private UpdateEnvironment environment;

    @BeforeEach
    void start(@TempDir Path folder) {
        shop = new Workshop(folder);
        environment = UpdateEnvironment.of(shop.repo, shop.forge, RegistryAccess.of(yard.registries()));
        configure("verify: ours");
        sign(yard.push("1.0.0"));
    }

    @AfterEach
    void close() {
        shop.close();
        yard.close();
    }

    private void configure(String... more) {
        shop.commit(
                "main",
                Map.of(
                        "fairlead.yaml",
                        Workshop.config("""
                                signatures:
                                  - name: ours
                                    kind: cosign
                                    keys: keys/cosign.pub
                                updates:
                                  - name: shop
                                    image: %s
                                    select: semver:^1
                                    paths: [apps]
                                """.formatted(yard.image())) + lines(more),
                        "keys/cosign.pub",
                        CosignSigning.publicPem(OURS),
                        "apps/api.yaml",
                        Workshop.deployment("api", yard.image() + ":1.0.0")),
                "configure");
    }

    private static String lines(String... more) {
        return List.of(more).stream().map(line -> "    " + line + "\n").collect(Collectors.joining());
    }

    private Digest sign(Digest digest) {
        CosignSigning.sign(yard, digest, yard.image().toString(), OURS);
        return digest;
    }

    private UpdateReport run() {
        return Updates.run(UpdateRequest.configured(), environment);
    }

    @Test
    void theNewestSignedOneIsProposedAndTheOthersSayWhyTheyAreNot() {
        Digest signed = sign(yard.push("1.1.0"));
        CosignSigning.sign(yard, yard.push("1.2.0"), yard.image().toString(), THEIRS);
        yard.push("1.3.0");

        UpdateReport report = run();

        ItemReport item = onlyItem(report);
        assertThat(item.result()).isEqualTo(ItemResult.UPDATE);
        assertThat(item.to()).contains("1.1.0");
        assertThat(item.leftOut())
                .containsExactly(
                        "1.3.0: ours: it has no cosign signature", "1.2.0: ours: it is signed with another key");
        assertThat(item.why())
                .endsWith("; sha256:" + signed.hex().substring(0, 12)
                        + "… verified by ours: signed with keys/cosign.pub");
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
        assertThat(shop.onlyPull().body())
                .contains("verified by ours: signed with keys/cosign.pub")
                .contains("**Newer, and not signed as asked**")
                .contains("1.3.0: ours: it has no cosign signature");
        assertThat(DashboardText.of(report))
                .contains("### Not signed as asked")
                .contains("1.2.0: ours: it is signed with another key");
    }

    @Test
    void nothingIsProposedWhereNothingNewerIsSigned() {
        yard.push("1.1.0");

        ItemReport item = onlyItem(run());

        assertThat(item.result()).isEqualTo(ItemResult.CURRENT);
        assertThat(item.leftOut()).containsExactly("1.1.0: ours: it has no cosign signature");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aLaterSignatureIsFoundByTheNextRun() {
        Digest late = yard.push("1.1.0");
        run();
        sign(late);

        assertThat(onlyItem(run()).to()).contains("1.1.0");
        assertThat(shop.tag("fairlead/shop", "apps/api.yaml")).isEqualTo("1.1.0");
    }

    @Test
    void anUnsignedVersionInPlaceIsNoReasonToGoBack() {
        yard.push("1.5.0");
        shop.commit(
                "main", Map.of("apps/api.yaml", Workshop.deployment("api", yard.image() + ":1.5.0")), "deploy by hand");

        ItemReport item = onlyItem(run());

        assertThat(item.result()).isIn(ItemResult.SUPERSEDED, ItemResult.REFUSED);
        assertThat(item.leftOut()).containsExactly("1.5.0: ours: it has no cosign signature");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void theDigestThatWasVerifiedIsTheOneThatIsWritten() {
        configure("verify: ours", "digest: pin");
        Digest signed = sign(yard.push("1.1.0"));

        run();

        assertThat(shop.file("fairlead/shop", "apps/api.yaml")).contains(yard.image() + ":1.1.0@" + signed);
    }

    @Test
    void aTagThatMovesToAnUnsignedImageChangesNothing() {
        configure("verify: ours", "digest: pin");
        Digest signed = sign(yard.push("1.1.0"));
        run();
        Digest moved = yard.pushOther("1.1.0");

        ItemReport item = onlyItem(run());

        assertThat(moved).isNotEqualTo(signed);
        assertThat(item.leftOut()).containsExactly("1.1.0: ours: it has no cosign signature");
        assertThat(shop.file("fairlead/shop", "apps/api.yaml")).doesNotContain(moved.toString());
    }

    @Test
    void aBuildThatTellsAnUnsignedVersionIsRefused() {
        yard.push("1.1.0");
        UpdateRequest told = UpdateRequest.configured().telling(List.of(ImageReference.parse(yard.image() + ":1.1.0")));

        ItemReport item = onlyItem(Updates.run(told, environment));

        assertThat(item.result()).isEqualTo(ItemResult.FAILED);
        assertThat(item.why()).contains("it is not signed as asked: ours: it has no cosign signature");
        assertThat(shop.pulls()).isEmpty();
    }

    @Test
    void aRunByArgumentsKeepsToTheRulesOfTheDefaults() {
        shop.commit("main", Map.of("fairlead.yaml", Workshop.config("""
                                signatures:
                                  - name: ours
                                    kind: cosign
                                    keys: keys/cosign.pub
                                defaults: {verify: ours}
                                updates: []
                                """)), "rules for everything");
        yard.push("1.1.0");
        Digest signed = sign(yard.push("1.0.5"));

        ItemReport refused = onlyItem(Updates.run(Workshop.told(yard.image() + ":1.1.0", "apps"), environment));
        ItemReport taken = onlyItem(Updates.run(Workshop.told(yard.image() + ":1.0.5", "apps"), environment));

        assertThat(refused.result()).isEqualTo(ItemResult.FAILED);
        assertThat(refused.why()).contains("it has no cosign signature");
        assertThat(taken.why()).contains("sha256:" + signed.hex().substring(0, 12));
        assertThat(shop.onlyPull().body()).contains("verified by ours");
    }

    @Test
    void whatIsProposedAndHasLostItsSignatureIsTakenBack() {
        configure();
        yard.push("1.1.0");
        run();
        assertThat(shop.openPull()).isPresent();
        configure("verify: ours");

        ItemReport item = onlyItem(run());

        assertThat(item.leftOut()).containsExactly("1.1.0: ours: it has no cosign signature");
        assertThat(shop.openPull()).isEmpty();
    }

    @Test
    void aKeyThatIsNotThereLetsNothingPass() {
        sign(yard.push("1.1.0"));
        shop.commit("main", Map.of("keys/cosign.pub", "no key"), "break the key");

        ItemReport item = onlyItem(run());

        assertThat(item.result()).isEqualTo(ItemResult.FAILED);
        assertThat(item.why()).contains("keys/cosign.pub: it holds no public key");
        assertThat(only(run()).pullRequest()).isEmpty();
    }

    @Test
    void whatWasVerifiedIsNotAskedForAgain() {
        sign(yard.push("1.1.0"));
        run();
        int first = yard.requests();
        run();
        int asked = yard.requests() - first;
        configure();
        run();
        int plain = yard.requests() - first - asked;

        // the digest of the chosen tag is all that a rule costs once its image was verified
        assertThat(asked).isLessThanOrEqualTo(plain + 1);
    }
}

package dev.fairlead.update.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.signature.SignatureRule.Kind;
import dev.fairlead.signature.SignatureRule.Terms;
import dev.fairlead.update.config.ImageRule;
import dev.fairlead.update.config.SignatureSetting;
import dev.fairlead.update.config.UpdateConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureReaderTest {
    private static final String KEYS = "{name: ours, kind: cosign, keys: ours.pub}";

    private static UpdateConfig read(String signatures, String rest) {
        return ConfigReader.read("fairlead.yaml", """
                apiVersion: fairlead.dev/v1
                kind: UpdateConfig
                signatures: [%s]
                %s
                """.formatted(signatures, rest));
    }

    @Test
    void readsEveryKey() {
        List<SignatureSetting> rules = read("""
                {name: a, kind: cosign, keys: [x.pub, y.pub], signedAs: '*'},
                {name: b, kind: cosign, trustedRoot: root.json,
                   identities: [{subject: a@contoso.example, issuerPattern: 'https://.*'}]},
                {name: c, kind: notation, certificates: ca.pem, subjects: ['x509.subject: C=US, O=contoso']},
                {name: d, kind: provenance, keys: x.pub, builderPattern: 'https://.*', source: https://git.example/shop}
                """, "updates: []").signatures();

        assertThat(rules)
                .extracting(SignatureSetting::kind)
                .containsExactly(Kind.COSIGN, Kind.COSIGN, Kind.NOTATION, Kind.PROVENANCE);
        assertThat(rules.get(0).keys()).containsExactly("x.pub", "y.pub");
        assertThat(rules.get(1).identities()).hasSize(1);
        assertThat(rules.get(2).subjects()).hasSize(1);
        assertThat(rules.get(3).terms().predicateTypes()).isEqualTo(Terms.SLSA);
        assertThat(rules.get(3).terms().source()).contains("https://git.example/shop");
    }

    @Test
    void theNearestVerifyCounts() {
        UpdateConfig config = read(KEYS + ", {name: more, kind: cosign, keys: more.pub}", """
                defaults: {verify: ours}
                updates:
                  - {name: a, image: r.example/a}
                  - {name: b, image: r.example/b, verify: [ours, more]}
                  - {name: c, images: [{image: r.example/c, verify: []}, r.example/d]}
                """);

        assertThat(config.verify()).containsExactly("ours");
        assertThat(config.entries().stream().flatMap(entry -> entry.images().stream()))
                .extracting(ImageRule::style)
                .extracting(style -> String.join("+", style.verify()))
                .containsExactly("ours", "ours+more", "", "ours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{kind: cosign, keys: x}| 'name' is missing",
                "{name: a, keys: x}| 'kind' is missing",
                "{name: a, kind: gpg, keys: x}| 'kind' cannot be 'gpg'",
                "{name: a, kind: cosign}| neither 'keys' nor 'identities' says who signs",
                "{name: a, kind: cosign, identities: []}| neither 'keys' nor 'identities' says who signs",
                "{name: a, kind: cosign, keys: x, identities: [{subject: a, issuer: b}]}| 'keys' and 'identities' exclude each other",
                "{name: a, kind: cosign, keys: x, trustedRoot: y}| 'trustedRoot' means nothing for keys",
                "{name: a, kind: cosign, identities: [{subject: a, issuer: b}]}| 'trustedRoot' is missing",
                "{name: a, kind: cosign, trustedRoot: r, identities: [{subject: a}]}| one of 'issuer' and 'issuerPattern' is wanted",
                "{name: a, kind: cosign, trustedRoot: r, identities: [{subjectPattern: '(', issuer: b}]}| is no pattern",
                "{name: a, kind: cosign, keys: x, builder: b}| 'builder' means nothing for the kind cosign",
                "{name: a, kind: notation}| 'certificates' is missing",
                "{name: a, kind: notation, certificates: x, keys: y}| 'keys' means nothing for the kind notation",
                "{name: a, kind: notation, certificates: x, subjects: contoso}| is no distinguished name",
                "{name: a, kind: provenance, keys: x, builder: b, builderPattern: c}| exclude each other",
                "{name: a, kind: cosign, keys: ../x}| ..",
            })
    void whatWouldBelieveTooMuchOrNothingIsToldWithItsPlace(String rule, String cause) {
        assertThatThrownBy(() -> read(rule.strip(), "updates: []"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(cause.strip())
                .hasMessageStartingWith("fairlead.yaml:3:");
    }

    @Test
    void twoRulesOfOneNameAreAMistake() {
        assertThatThrownBy(() -> read(KEYS + ", " + KEYS, "updates: []"))
                .hasMessageContaining("the name 'ours' is taken");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "defaults: {verify: their}",
                "updates: [{name: a, image: r.example/a, verify: their}]",
                "updates: [{name: a, images: [{image: r.example/a, verify: [ours, their]}]}]",
            })
    void aRuleThatIsNotThereIsAMistake(String place) {
        String rest = place.startsWith("updates") ? place : place + "\nupdates: []";

        assertThatThrownBy(() -> read(KEYS, rest))
                .hasMessageContaining(
                        "'verify' names the rule 'their', which is not under 'signatures'; name one of ours");
    }
}

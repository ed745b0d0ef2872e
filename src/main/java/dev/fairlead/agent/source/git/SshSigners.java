package dev.fairlead.agent.source.git;

import dev.fairlead.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.GpgConfig;
import org.eclipse.jgit.lib.SignatureVerifier;
import org.eclipse.jgit.lib.SignatureVerifier.TrustLevel;
import org.eclipse.jgit.signing.ssh.SshSignatureVerifierFactory;

/** Verifies SSH signatures (OpenSSH's PROTOCOL.sshsig) with JGit, against lines of {@code allowed_signers}. */
final class SshSigners {
    private static final int NAME_BYTES = 12;

    private final List<String> lines;
    private final Path folder;

    SshSigners(List<String> lines, Path folder) {
        this.lines = lines;
        this.folder = folder;
    }

    /** Who signed, as the lines name them. */
    String verify(SignedText text, String place) throws IOException {
        String signers = lines.stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(SshSigners::named)
                .collect(Collectors.joining("\n"));
        Path file = GitReader.file(folder, "signers", Fingerprint.of(signers, NAME_BYTES), signers);
        Config config = new Config();
        config.setString(
                "gpg", "ssh", "allowedSignersFile", file.toAbsolutePath().toString());
        SignatureVerifier verifier = new SshSignatureVerifierFactory().create();
        SignatureVerifier.SignatureVerification told;
        try {
            told = verifier.verify(
                    null,
                    new GpgConfig(config),
                    text.payload(),
                    text.signature().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | RuntimeException e) {
            throw Signatures.refused(place, "its SSH signature cannot be read (" + e.getMessage() + ")");
        }
        if (told == null
                || !told.verified()
                || told.expired()
                || told.trustLevel().compareTo(TrustLevel.FULL) < 0) {
            throw Signatures.refused(
                    place,
                    "its SSH signature is not of a signer who is trusted"
                            + (told == null || told.message() == null ? "" : " (" + told.message() + ")"));
        }
        return told.keyUser() + " (" + told.keyFingerprint() + ")";
    }

    /** A line that begins with a key's type names nobody: whoever holds the key may sign. */
    private static String named(String line) {
        boolean bare = line.startsWith("ssh-") || line.startsWith("ecdsa-") || line.startsWith("sk-");
        return bare ? "* namespaces=\"git\" " + line : line;
    }
}

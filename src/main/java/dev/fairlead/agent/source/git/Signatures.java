package dev.fairlead.agent.source.git;

import dev.fairlead.agent.source.GitVerification;
import dev.fairlead.agent.source.GitVerification.Mode;
import dev.fairlead.agent.source.SourceException;
import dev.fairlead.agent.source.SourceException.Kind;
import dev.fairlead.configrepo.ConfigRepo;
import dev.fairlead.configrepo.GitId;
import dev.fairlead.configrepo.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Requires the signatures that a source must bear. */
final class Signatures {
    private final GitVerification wanted;
    private final String place;
    private final Path folder;

    Signatures(GitVerification wanted, String place, Path folder) {
        this.wanted = wanted;
        this.place = place;
        this.folder = folder;
    }

    /**
     * Who signed what.
     *
     * @throws SourceException ({@link Kind#UNVERIFIED}) where a signature is missing or not one of theirs
     */
    List<String> require(ConfigRepo repo, GitReader.Found found, GitId commit) throws IOException {
        List<String> told = new ArrayList<>();
        if (wanted.mode() != Mode.HEAD) {
            StoredObject tag = repo.stored(found.id());
            if (!found.isTag() || !tag.tag()) {
                throw refused(place, "it is no annotated tag, so nobody signed it");
            }
            requireName(tag, found);
            told.add("tag " + found.name() + " signed by " + signer(tag, "tag " + found.name()));
        }
        if (wanted.mode() != Mode.TAG) {
            told.add("commit " + commit.abbreviated() + " signed by "
                    + signer(repo.stored(commit), "commit " + commit.abbreviated()));
        }
        return told;
    }

    /** A tag that was signed under another name does not vouch for this one. */
    private void requireName(StoredObject tag, GitReader.Found found) {
        String text = new String(tag.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        int blank = text.indexOf("\n\n");
        String headers = blank < 0 ? text : text.substring(0, blank);
        if (headers.lines().noneMatch(("tag " + found.name())::equals)) {
            throw refused(place, "the tag's own text names another tag");
        }
    }

    private String signer(StoredObject object, String what) throws IOException {
        String at = place + ", " + what;
        SignedText text = SignedText.of(object).orElseThrow(() -> refused(at, "it is not signed"));
        if (text.isSsh()) {
            if (wanted.sshSigners().isEmpty()) {
                throw refused(at, "it is signed with an SSH key, and none is trusted");
            }
            return new SshSigners(wanted.sshSigners(), folder).verify(text, at);
        }
        if (wanted.openPgpKeys().isEmpty()) {
            throw refused(at, "it is signed with an OpenPGP key, and none is trusted");
        }
        return OpenPgpKeys.of(wanted.openPgpKeys(), place).verify(text, at);
    }

    static SourceException refused(String place, String cause) {
        return new SourceException(
                Kind.UNVERIFIED, place, cause, "have it signed by somebody who is trusted, or trust who signed it");
    }
}

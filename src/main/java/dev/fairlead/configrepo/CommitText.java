package dev.fairlead.configrepo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Between a commit's bytes and what is asked for and told of it. */
final class CommitText {
    private CommitText() {}

    /** The bytes of the commit that is asked for, signed where that is asked for. */
    static byte[] write(CommitRequest request, ObjectId tree) throws IOException {
        CommitBuilder builder = new CommitBuilder();
        builder.setTreeId(tree);
        builder.setParentIds(request.parents().stream().map(GitId::jgit).collect(Collectors.toList()));
        builder.setAuthor(person(request.author(), request));
        builder.setCommitter(person(request.committer(), request));
        builder.setMessage(message(request));
        Optional<CommitSigner> signer = request.signer();
        if (signer.isPresent()) {
            String signature = signer.get().sign(builder.build());
            builder.setGpgSignature(new GpgSignature(signature.strip().getBytes(StandardCharsets.US_ASCII)));
        }
        return builder.build();
    }

    private static PersonIdent person(Identity who, CommitRequest request) {
        return new PersonIdent(
                who.name(),
                who.email(),
                request.time().toInstant(),
                request.time().getOffset());
    }

    /** Subject and body, a blank line, the trailers, and one final line break. */
    static String message(CommitRequest request) {
        String text = request.message().strip();
        if (request.trailers().isEmpty()) {
            return text + "\n";
        }
        String trailers = request.trailers().stream().map(Trailer::toString).collect(Collectors.joining("\n"));
        return text + "\n\n" + trailers + "\n";
    }

    /** What a commit's bytes say. */
    static CommitInfo read(ObjectId id, byte[] bytes) {
        RevCommit commit = RevCommit.parse(bytes);
        List<GitId> parents = Arrays.stream(commit.getParents()).map(GitId::of).toList();
        PersonIdent committer = commit.getCommitterIdent();
        return new CommitInfo(
                GitId.of(id),
                parents,
                GitId.of(commit.getTree()),
                identity(commit.getAuthorIdent()),
                identity(committer),
                committer == null ? Instant.EPOCH : committer.getWhenAsInstant(),
                commit.getFullMessage());
    }

    /** A commit of others may say things that Fairlead would not write; they are told as they can be. */
    private static Identity identity(@org.jspecify.annotations.Nullable PersonIdent who) {
        if (who == null) {
            return new Identity("unknown", "");
        }
        String name = printable(who.getName());
        return new Identity(name.isBlank() ? "unknown" : name, printable(who.getEmailAddress()));
    }

    private static String printable(String text) {
        return text.replaceAll("[<>\\p{Cntrl}]", " ").strip();
    }
}

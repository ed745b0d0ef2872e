package dev.fairlead.configrepo;

/** Signs commits: what it returns goes into the commit's {@code gpgsig} header. */
@FunctionalInterface
public interface CommitSigner {

    /**
     * A detached, armored signature.
     *
     * @param commit the commit's bytes as they are hashed, without a signature
     * @throws GitException ({@link GitException.Kind#SIGNING}) when the key cannot be used
     */
    String sign(byte[] commit);
}

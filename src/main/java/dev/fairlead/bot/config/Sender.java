package dev.fairlead.bot.config;

import java.util.Optional;

/** Who sends an event: what its body looks like, and how it proves who it is. */
public enum Sender {
    /** Azure Container Registry: a header of the administrator's choice. */
    ACR("acr", Proof.HEADER, "Authorization", ""),
    /** Docker Hub, which sends no header of one's own: the secret is part of the address. */
    DOCKER_HUB("dockerhub", Proof.PATH, "", "docker.io"),
    /** GitHub's container registry, by GitHub's webhooks. */
    GHCR("ghcr", Proof.HMAC_SHA256, "X-Hub-Signature-256", "ghcr.io"),
    HARBOR("harbor", Proof.HEADER, "Authorization", ""),
    /** Quay, which sends no header of one's own: the secret is part of the address. */
    QUAY("quay", Proof.PATH, "", "quay.io"),
    /** A script or a pipeline that says itself which images it pushed. */
    GENERIC("generic", Proof.HMAC_SHA256, "X-Fairlead-Signature-256", ""),
    GITHUB("github", Proof.HMAC_SHA256, "X-Hub-Signature-256", ""),
    /** Gitea and Forgejo. */
    GITEA("gitea", Proof.HMAC_SHA256, "X-Gitea-Signature", ""),
    GITLAB("gitlab", Proof.HEADER, "X-Gitlab-Token", ""),
    /** Bitbucket Cloud and Data Center. */
    BITBUCKET("bitbucket", Proof.HMAC_SHA256, "X-Hub-Signature", ""),
    AZURE_REPOS("azure", Proof.BASIC, "Authorization", "");

    /** How a sender shows that it knows the secret. */
    public enum Proof {
        /** A header holds the secret. */
        HEADER,
        /** A header holds a password, by HTTP's basic scheme. */
        BASIC,
        /** A header holds the body's HMAC by the secret, in hexadecimal digits. */
        HMAC_SHA256,
        /** The last segment of the address is the secret. */
        PATH
    }

    private final String word;
    private final Proof proof;
    private final String header;
    private final String host;

    Sender(String word, Proof proof, String header, String host) {
        this.word = word;
        this.proof = proof;
        this.header = header;
        this.host = host;
    }

    /** The name in the configuration. */
    public String word() {
        return word;
    }

    public Proof proof() {
        return proof;
    }

    /** The header that holds the proof, if the configuration names no other. */
    public String header() {
        return header;
    }

    /** The only registry whose images it may tell of, where there is only one. */
    public Optional<String> host() {
        return host.isEmpty() ? Optional.empty() : Optional.of(host);
    }

    /** Whether it tells of images, and not of repositories. */
    public boolean registry() {
        return switch (this) {
            case ACR, DOCKER_HUB, GHCR, HARBOR, QUAY, GENERIC -> true;
            case GITHUB, GITEA, GITLAB, BITBUCKET, AZURE_REPOS -> false;
        };
    }
}

package dev.fairlead.agent.source;

import dev.fairlead.configrepo.GitId;

/** Which commit of a repository. */
public sealed interface GitRef {

    /** The branch that {@code HEAD} points to. */
    record Head() implements GitRef {
        @Override
        public String toString() {
            return "HEAD";
        }
    }

    /** The newest commit of a branch, by its short name. */
    record Branch(String name) implements GitRef {
        @Override
        public String toString() {
            return "branch " + name;
        }
    }

    /** What a tag names, by its short name. */
    record Tag(String name) implements GitRef {
        @Override
        public String toString() {
            return "tag " + name;
        }
    }

    /** The highest tag in a range of semantic versions; tags without all three numbers are none. */
    record SemVer(String range) implements GitRef {
        @Override
        public String toString() {
            return "semver " + range;
        }
    }

    /** What a ref holds, by its full name, such as {@code refs/pull/1/head}. */
    record Name(String name) implements GitRef {
        @Override
        public String toString() {
            return "ref " + name;
        }
    }

    /** One commit. */
    record Commit(GitId id) implements GitRef {
        @Override
        public String toString() {
            return "commit " + id;
        }
    }
}

package io.jenkins.plugins.fairlead.access;

/**
 * Config repositories that administrators know.
 *
 * @param url of one, or what the URLs of several begin with
 * @param credentialsId who steps are to the Git server, and to the forge where no other is named; empty for nobody in particular
 * @param forgeCredentialsId who steps are to the forge; empty for the same
 * @param forge the forge's name, where the URL does not tell it; empty otherwise
 * @param apiUrl where the forge's API is, where the URL does not tell it; empty otherwise
 */
public record RepositoryEntry(
        String url, String credentialsId, String forgeCredentialsId, String forge, String apiUrl) {
    /** Whether it is about this repository: the same, or under it by whole parts of the path. */
    public boolean covers(String repository) {
        String wanted = trimmed(repository);
        String known = trimmed(url);
        return wanted.equals(known) || wanted.startsWith(known + "/");
    }

    private static String trimmed(String text) {
        String plain = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return plain.endsWith(".git") ? plain.substring(0, plain.length() - ".git".length()) : plain;
    }
}

package dev.fairlead.forge.azure;

import dev.fairlead.Problem;
import dev.fairlead.forge.ForgeException;
import dev.fairlead.forge.RepositoryUrl;
import dev.fairlead.forge.rest.RestApi;
import dev.fairlead.identity.AzureDevOpsSignIn;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Where a repository of Azure Repos is ("Git clone URLs" of Azure DevOps' documentation): {@code _git} stands between
 * project and repository, and is left out over SSH.
 *
 * @param collection the address of the organization or collection, without a slash at its end
 * @param identities where the organization's people are asked for
 */
record AzureAddress(String collection, String identities, String project, String repository) {
    private static final String CLOUD = "https://dev.azure.com/";
    private static final String PEOPLE = "https://vssps.dev.azure.com/";
    private static final String OLD_CLOUD = ".visualstudio.com";

    /** Whether the host is that of Azure DevOps Services. */
    static boolean isCloud(String host) {
        return AzureDevOpsSignIn.serves(host);
    }

    /**
     * Reads a repository's URL.
     *
     * @param api the collection's address, where it is not the one that the URL tells
     */
    static AzureAddress of(RepositoryUrl url, Optional<URI> api) {
        List<String> parts = List.of(decoded(url).split("/", -1));
        AzureAddress told = isCloud(url.host()) ? cloud(url, parts) : server(url, parts);
        return api.map(given -> given.toString().replaceFirst("/+$", ""))
                .map(given -> new AzureAddress(given, given, told.project, told.repository))
                .orElse(told);
    }

    /** A path of the form {@code git@host:path} is not decoded by anybody before. */
    private static String decoded(RepositoryUrl url) {
        boolean encoded = url.scheme().equals("ssh") && url.path().matches(".*%[0-9a-fA-F]{2}.*");
        try {
            return encoded ? URLDecoder.decode(url.path().replace("+", "%2B"), StandardCharsets.UTF_8) : url.path();
        } catch (IllegalArgumentException e) {
            return url.path();
        }
    }

    private static AzureAddress cloud(RepositoryUrl url, List<String> parts) {
        if (parts.size() == 4 && parts.get(0).equals("v3")) {
            return cloud(url, parts.get(1), parts.subList(2, 3), parts.get(3));
        }
        boolean old = url.host().endsWith(OLD_CLOUD);
        List<String> below = old ? parts : parts.subList(Math.min(1, parts.size()), parts.size());
        boolean named = !below.isEmpty() && below.get(0).equalsIgnoreCase("DefaultCollection");
        below = named ? below.subList(1, below.size()) : below;
        String organization = old ? url.host().substring(0, url.host().length() - OLD_CLOUD.length()) : parts.get(0);
        int git = marker(url, below);
        return cloud(url, organization, below.subList(0, git), last(below));
    }

    private static AzureAddress cloud(RepositoryUrl url, String organization, List<String> project, String repository) {
        if (organization.isBlank() || repository.isBlank() || project.size() > 1) {
            throw unreadable(url);
        }
        String name = RestApi.escaped(organization);
        return new AzureAddress(
                CLOUD + name, PEOPLE + name, project.isEmpty() ? repository : project.get(0), repository);
    }

    private static AzureAddress server(RepositoryUrl url, List<String> parts) {
        int git = marker(url, parts);
        String repository = last(parts);
        boolean own = git > 1;
        List<String> collection = parts.subList(0, own ? git - 1 : git);
        if (collection.isEmpty() || repository.isBlank()) {
            throw unreadable(url);
        }
        boolean http = url.scheme().startsWith("http");
        String port = http && url.port() >= 0 ? ":" + url.port() : "";
        String base = (http ? url.scheme() : "https") + "://" + url.host() + port + "/"
                + RestApi.escapedPath(String.join("/", collection));
        return new AzureAddress(base, base, own ? parts.get(git - 1) : repository, repository);
    }

    /** Where {@code _git} stands; a word about how much is fetched may follow it. */
    private static int marker(RepositoryUrl url, List<String> parts) {
        int git = Math.max(parts.lastIndexOf("_git"), parts.lastIndexOf("_ssh"));
        int names = parts.size() - git - 1;
        boolean amount = names == 2 && List.of("_full", "_optimized").contains(parts.get(git + 1));
        if (url.local() || git < 0 || !(names == 1 || amount)) {
            throw unreadable(url);
        }
        return git;
    }

    private static String last(List<String> parts) {
        return parts.get(parts.size() - 1);
    }

    /** Where people look at the repository. */
    String web() {
        return collection + "/" + RestApi.escaped(project) + "/_git/" + RestApi.escaped(repository);
    }

    private static ForgeException unreadable(RepositoryUrl url) {
        return new ForgeException(
                ForgeException.Kind.CONFIGURATION,
                new Problem(
                        url.toString(),
                        "this is no address of an Azure repository",
                        "give https://dev.azure.com/ORGANIZATION/PROJECT/_git/REPOSITORY, or"
                                + " https://HOST/COLLECTION/PROJECT/_git/REPOSITORY of an Azure DevOps Server"));
    }
}

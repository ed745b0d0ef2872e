package io.jenkins.plugins.fairlead.access;

/**
 * A registry that administrators know.
 *
 * @param host {@code host} or {@code host:port}
 * @param credentialsId who steps are to it; empty for nobody in particular
 * @param plainHttp whether it is asked without TLS
 * @param acr whether it is an Azure Container Registry although its name does not tell
 */
public record RegistryEntry(String host, String credentialsId, boolean plainHttp, boolean acr) {}

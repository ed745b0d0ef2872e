package io.jenkins.plugins.fairlead.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.regex.Pattern;

/** Judges what is typed into the settings' fields. */
final class SettingChecks {
    /** A name or address, with a port where it needs one. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?");

    private SettingChecks() {}

    static FormValidation host(@CheckForNull String value) {
        String host = Util.fixNull(value).trim();
        if (host.isEmpty()) {
            return FormValidation.error(Messages.SettingChecks_hostMissing());
        }
        return HOST.matcher(host).matches()
                ? FormValidation.ok()
                : FormValidation.error(Messages.SettingChecks_hostOnly());
    }

    static FormValidation webAddress(@CheckForNull String value, boolean required) {
        String address = Util.fixNull(value).trim();
        if (address.isEmpty()) {
            return required ? FormValidation.error(Messages.SettingChecks_addressMissing()) : FormValidation.ok();
        }
        try {
            URI uri = new URI(address);
            if (uri.getUserInfo() != null) {
                return FormValidation.error(Messages.SettingChecks_noCredentials());
            }
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            return web && uri.getHost() != null
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.SettingChecks_webOnly());
        } catch (URISyntaxException e) {
            return FormValidation.error(Messages.SettingChecks_webOnly());
        }
    }

    /** An address of Git: {@code https://…}, {@code ssh://…} or {@code user@host:path}. */
    static FormValidation gitAddress(@CheckForNull String value) {
        String address = Util.fixNull(value).trim();
        if (address.startsWith("https://") || address.startsWith("http://")) {
            return webAddress(address, true);
        }
        boolean ssh = address.startsWith("ssh://") || address.matches("[^/\\s:]+@[^/\\s:]+:\\S+");
        if (ssh) {
            return FormValidation.ok();
        }
        return FormValidation.error(
                address.isEmpty() ? Messages.SettingChecks_addressMissing() : Messages.SettingChecks_gitOnly());
    }

    static FormValidation authorities(@CheckForNull String value) {
        String pem = Util.fixNull(value).trim();
        if (pem.isEmpty()) {
            return FormValidation.ok();
        }
        try {
            int count = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .size();
            return FormValidation.ok(Messages.SettingChecks_authorities(count));
        } catch (CertificateException e) {
            return FormValidation.error(Messages.SettingChecks_noCertificates());
        }
    }
}

package io.jenkins.plugins.fairlead.delivery;

import java.util.List;

/** Deliveries for tests. */
public final class Delivered {
    public static final String PULL_REQUEST = "https://github.com/contoso/config/pull/7";

    private Delivered() {}

    /** A version of one image, in a pull request of this state. */
    public static Delivery version(String version, String environment, String state) {
        return Delivery.of(target(environment, false), "opened")
                .images(List.of(new ImageChange(
                        "contoso.azurecr.io/shop/api", List.of("1.4.1"), version, "update", "it is <newer>")))
                .changes(List.of("apps/api.yaml:7:12: 1.4.1 → " + version))
                .problems(List.of("apps/old.yaml:3:1: it is <b>templated</b>"))
                .diff("--- a/apps/api.yaml\n+++ b/apps/api.yaml\n@@ -7 +7 @@\n-image: shop/api:1.4.1\n+image: shop/api:"
                        + version + "\n \n+# <script>alert(1)</script>\n")
                .commit("0123456789abcdef0123456789abcdef01234567")
                .pullRequest(new PullRequestLink("7", PULL_REQUEST, state, "Update <api>", null))
                .build();
    }

    /** A version that would be delivered. */
    public static Delivery dryRun(String version, String environment) {
        return Delivery.of(target(environment, true), "planned")
                .images(List.of(new ImageChange("contoso.azurecr.io/shop/api", List.of(), version, "update", "why")))
                .build();
    }

    private static DeliveryTarget target(String environment, boolean dryRun) {
        return new DeliveryTarget("https://github.com/contoso/config", "main", "shop", environment, dryRun);
    }
}

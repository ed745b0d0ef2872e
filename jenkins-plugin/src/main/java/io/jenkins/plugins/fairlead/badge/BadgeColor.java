package io.jenkins.plugins.fairlead.badge;

import io.jenkins.plugins.fairlead.delivery.DeliveryState;

/** The colours of badges, as shields names them. */
enum BadgeColor {
    BRIGHTGREEN("#4c1"),
    GREEN("#97ca00"),
    BLUE("#007ec6"),
    ORANGE("#fe7d37"),
    RED("#e05d44"),
    LIGHTGREY("#9f9f9f");

    private final String code;

    BadgeColor(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    static BadgeColor of(DeliveryState state) {
        return switch (state) {
            case SYNCED -> BRIGHTGREEN;
            case MERGED, CURRENT -> GREEN;
            case APPLYING, PROPOSED -> BLUE;
            case BLOCKED -> ORANGE;
            case FAILED -> RED;
            case CLOSED, PLANNED, UNKNOWN -> LIGHTGREY;
        };
    }
}

package dev.fairlead.forge.rest;

/** Where a forge's API has issues, and under which names. Paths are below the repository's own. */
public interface IssueForm {
    /** Those that are open; with its query. */
    String open();

    /** The method by which one is changed. */
    default String change() {
        return "PATCH";
    }

    /** The field with the number that people know it by. */
    default String number() {
        return "number";
    }

    /** The field with its text. */
    default String text() {
        return "body";
    }

    /** The field with the address at which people look at it. */
    default String url() {
        return "html_url";
    }

    /** The field that closes it, and what it is set to. */
    default String[] closing() {
        return new String[] {"state", "closed"};
    }

    /** A text as it is sent. */
    default String sent(String text) {
        return text;
    }

    /** A text as it was before it was sent. */
    default String read(String text) {
        return text;
    }
}

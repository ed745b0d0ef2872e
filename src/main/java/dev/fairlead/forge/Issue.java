package dev.fairlead.forge;

/**
 * An open issue of ours.
 *
 * @param id what the forge knows it by
 * @param url where people look at it
 * @param title one line
 * @param body without the hidden key, as people may have edited it
 */
public record Issue(String id, String url, String title, String body) {}

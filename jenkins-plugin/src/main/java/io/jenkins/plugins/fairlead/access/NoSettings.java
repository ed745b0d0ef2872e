package io.jenkins.plugins.fairlead.access;

/** Says nothing. */
final class NoSettings implements Settings {}

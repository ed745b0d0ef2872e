package dev.fairlead.configrepo;

/**
 * A commit or an annotated tag as Git stores it, for who reads what no record holds: signatures.
 *
 * @param tag whether it is a tag; else it is a commit
 * @param bytes its text
 */
@SuppressWarnings("ArrayRecordComponent") // never changed, never compared
public record StoredObject(boolean tag, byte[] bytes) {}

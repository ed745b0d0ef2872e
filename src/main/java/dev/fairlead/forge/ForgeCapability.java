package dev.fairlead.forge;

/** Something that only some forges can do, as a type, so that nobody calls it in vain. */
public interface ForgeCapability {}

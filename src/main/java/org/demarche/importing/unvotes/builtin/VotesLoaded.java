package org.demarche.importing.unvotes.builtin;

/** Fired asynchronously when the built-in votes have been loaded in the background. */
public record VotesLoaded() {}

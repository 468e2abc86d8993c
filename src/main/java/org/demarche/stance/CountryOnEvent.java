package org.demarche.stance;

/** A country and an event, by key. */
public record CountryOnEvent(long country, long event) {}

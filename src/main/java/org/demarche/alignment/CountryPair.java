package org.demarche.alignment;

/** Two countries, by key. */
record CountryPair(long country, long with) {}

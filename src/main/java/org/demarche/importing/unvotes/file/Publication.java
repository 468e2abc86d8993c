package org.demarche.importing.unvotes.file;

import org.demarche.event.EventAliasRepository.Scheme;

/** Who published a roll call. In ascending order of quality: what a later one states about a vote is preferred. */
public enum Publication {
    /** The data set of Voeten, Strezhnev and Bailey, in any version. */
    ACADEMIC("Harvard Dataverse", "https://doi.org/10.7910/DVN/LEJUQZ", Scheme.ACADEMIC),

    /** The resolutions that the conference department of the United Nations publishes as JSON. */
    UNXML("United Nations", "https://undocs.org/", Scheme.UNXML),

    /** The voting data of the Dag Hammarskjöld Library, which keeps the United Nations Digital Library. */
    LIBRARY("United Nations, Dag Hammarskjöld Library", "https://digitallibrary.un.org/", Scheme.UNDL);

    private final String publisher;
    private final String address;
    private final Scheme scheme;

    Publication(String publisher, String address, Scheme scheme) {
        this.publisher = publisher;
        this.address = address;
        this.scheme = scheme;
    }

    public String publisher() {
        return publisher;
    }

    /** The addresses of its sources begin with it. */
    public String address() {
        return address;
    }

    /** How its numbers name votes. */
    public Scheme scheme() {
        return scheme;
    }
}

package org.demarche.importing.unvotes;

/** Who published a roll call. In ascending order of quality: what a later one states about a vote is preferred. */
public enum Publication {
    /** The data set of Voeten, Strezhnev and Bailey, in any version. */
    ACADEMIC("Harvard Dataverse", "https://doi.org/10.7910/DVN/LEJUQZ"),

    /** The resolutions that the conference department of the United Nations publishes as JSON. */
    UNXML("United Nations", "https://undocs.org/"),

    /** The voting data of the Dag Hammarskjöld Library, which keeps the United Nations Digital Library. */
    LIBRARY("United Nations, Dag Hammarskjöld Library", "https://digitallibrary.un.org/");

    private final String publisher;
    private final String address;

    Publication(String publisher, String address) {
        this.publisher = publisher;
        this.address = address;
    }

    String publisher() {
        return publisher;
    }

    /** The addresses of its sources begin with it. */
    String address() {
        return address;
    }
}

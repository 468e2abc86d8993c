package org.demarche.importing.unvotes;

/** Who published a roll call. In ascending order of quality: what a later one states about a vote is preferred. */
enum Publication {
    /** The United Nations General Assembly Voting Data of Voeten, Strezhnev and Bailey. */
    ACADEMIC,

    /** The resolutions that the conference department of the United Nations publishes as JSON. */
    UNXML,

    /** The voting data of the Dag Hammarskjöld Library, the United Nations Digital Library. */
    LIBRARY
}

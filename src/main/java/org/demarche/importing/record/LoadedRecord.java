package org.demarche.importing.record;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The name and checksum of a record that was loaded. */
@Entity
@Table(name = "loaded_record")
class LoadedRecord {

    @Id
    String name;

    String checksum;

    @Column(name = "loaded_at")
    Instant loadedAt;
}

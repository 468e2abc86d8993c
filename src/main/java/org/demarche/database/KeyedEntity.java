package org.demarche.database;

import jakarta.persistence.Column;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What every entity has: a key that the database generates. */
@MappedSuperclass
public abstract class KeyedEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "id")
    private Long key;

    /** The key in the database. */
    public long key() {
        return key;
    }

    /** Of a row that is read. */
    protected void setKey(Long key) {
        this.key = key;
    }
}

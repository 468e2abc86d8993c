package org.demarche.importing.unvotes.file;

/** An organ of the United Nations that votes. */
public enum Body {
    GENERAL_ASSEMBLY("un-ga-", "UN General Assembly"),
    SECURITY_COUNCIL("un-sc-", "UN Security Council");

    private final String prefix;
    private final String title;

    Body(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** The slugs of all its topics, and of its events that have no symbol, begin with it. */
    public String prefix() {
        return prefix;
    }

    /** The name in titles. */
    public String title() {
        return title;
    }
}

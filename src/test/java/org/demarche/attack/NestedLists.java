package org.demarche.attack;

/** Ways to write lists within lists: events, their stances, the events of the stances' countries, and so on. */
enum NestedLists {
    FIRST("by first") {
        @Override
        String document(int page, int depth) {
            return "{ " + lists(1, depth, "first: " + page) + " }";
        }
    },
    LAST("by last") {
        @Override
        String document(int page, int depth) {
            return "{ " + lists(1, depth, "last: " + page) + " }";
        }
    },
    VARIABLES("by a variable") {
        @Override
        String document(int page, int depth) {
            return "query ($n: Int) { " + lists(1, depth, "first: $n") + " }";
        }

        @Override
        String variables(int page) {
            return "{\"n\": " + page + "}";
        }
    },
    DEFAULTS("by a variable's default") {
        @Override
        String document(int page, int depth) {
            return "query ($n: Int = " + page + ") { " + lists(1, depth, "first: $n") + " }";
        }
    },
    FRAGMENTS("in fragments") {
        @Override
        String document(int page, int depth) {
            StringBuilder document = new StringBuilder("{ ...F1 }");
            for (int level = 1; level <= depth; level++) {
                String below = level == depth ? "" : "...F" + (level + 1);
                document.append(" fragment F%d on %s { %s }"
                        .formatted(level, parent(level), list(level, "first: " + page, below)));
            }
            return document.toString();
        }
    },
    INLINE_FRAGMENTS("in inline fragments") {
        @Override
        String document(int page, int depth) {
            String document = "";
            for (int level = depth; level >= 1; level--) {
                document = "... on " + parent(level) + " { " + list(level, "first: " + page, document) + " }";
            }
            return "{ " + document + " }";
        }
    };

    private final String title;

    NestedLists(String title) {
        this.title = title;
    }

    abstract String document(int page, int depth);

    /** In JSON. */
    String variables(int page) {
        return "{}";
    }

    String title() {
        return title;
    }

    private static String lists(int level, int depth, String arguments) {
        return list(level, arguments, level == depth ? "" : lists(level + 1, depth, arguments));
    }

    private static String list(int level, String arguments, String below) {
        return level % 2 == 1
                ? "events(" + arguments + ") { nodes { id " + below + " } }"
                : "stances(" + arguments + ") { nodes { id country { id " + below + " } } }";
    }

    private static String parent(int level) {
        return level == 1 ? "Query" : level % 2 == 1 ? "Country" : "Event";
    }
}

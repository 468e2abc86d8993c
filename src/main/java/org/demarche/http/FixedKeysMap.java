package org.demarche.http;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * One of many maps with the same keys, such as the objects of a list in a response. They share the
 * keys. Iterates in the order of the keys. Unmodifiable; finding a key takes as long as iterating to it.
 */
public final class FixedKeysMap extends AbstractMap<String, Object> {

    private final Keys keys;
    private final Object[] values;

    private FixedKeysMap(Keys keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return values.length;
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return new EntryIterator();
            }
        };
    }

    int length() {
        return values.length;
    }

    String key(int index) {
        return keys.names[index];
    }

    Object value(int index) {
        return values[index];
    }

    /** The keys of many maps. */
    public static final class Keys {

        private final String[] names;

        /** @param names without duplicates */
        public Keys(List<String> names) {
            this.names = names.toArray(String[]::new);
        }

        /** @param values in the order of the keys; not copied */
        public Map<String, Object> map(Object[] values) {
            if (values.length != names.length) {
                throw new IllegalArgumentException(values.length + " values for " + names.length + " keys");
            }
            return new FixedKeysMap(this, values);
        }
    }

    private final class EntryIterator implements Iterator<Map.Entry<String, Object>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < values.length;
        }

        @Override
        public Map.Entry<String, Object> next() {
            if (next == values.length) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Object> entry = new AbstractMap.SimpleImmutableEntry<>(keys.names[next], values[next]);
            next++;
            return entry;
        }
    }
}

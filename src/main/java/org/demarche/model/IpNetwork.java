package org.demarche.model;

import java.util.Arrays;

import io.netty.util.NetUtil;

/**
 * A network of IP addresses, or a single address. IPv4 addresses that are written as IPv6, such as {@code ::ffff:10.0.0.1},
 * are taken as IPv4.
 *
 * @param bytes 4 or 16
 * @param prefix how many bits of an address the network determines
 */
public record IpNetwork(byte[] bytes, int prefix) implements Comparable<IpNetwork> {

    private static final int MAPPED = 12;
    private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /**
     * @param text an address, or one with the length of the network's prefix such as 10.0.0.0/8; never looked up
     * @return null if it is neither
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        byte[] bytes = address(slash < 0 ? text : text.substring(0, slash));
        if (bytes == null) {
            return null;
        }
        int bits = bytes.length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), bits);
        return prefix < 0 ? null : new IpNetwork(masked(bytes, prefix), prefix);
    }

    private static byte[] address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        boolean mapped =
                bytes != null && bytes.length > MAPPED && Arrays.equals(bytes, 0, MAPPED, MAPPED_PREFIX, 0, MAPPED);
        return mapped ? Arrays.copyOfRange(bytes, MAPPED, bytes.length) : bytes;
    }

    private static int prefix(String text, int max) {
        if (!text.matches("\\d{1,3}")) {
            return -1;
        }
        int prefix = Integer.parseInt(text);
        return prefix <= max ? prefix : -1;
    }

    private static byte[] masked(byte[] bytes, int prefix) {
        byte[] masked = bytes.clone();
        for (int i = 0; i < masked.length; i++) {
            int bits = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
            masked[i] &= (byte) (0xFF << (Byte.SIZE - bits));
        }
        return masked;
    }

    /** Whether another network, or address, is part of this one. */
    public boolean contains(IpNetwork other) {
        return bytes.length == other.bytes.length
                && prefix <= other.prefix
                && Arrays.equals(bytes, masked(other.bytes, prefix));
    }

    public boolean isIpv6() {
        return bytes.length > Integer.BYTES;
    }

    /** The larger network around this one; itself if its prefix is not longer. */
    public IpNetwork within(int shorterPrefix) {
        return prefix <= shorterPrefix ? this : new IpNetwork(masked(bytes, shorterPrefix), shorterPrefix);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpNetwork that && prefix == that.prefix && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes) * 31 + prefix;
    }

    /** So that a map tells networks apart quickly that someone chose because they have the same hash. */
    @Override
    public int compareTo(IpNetwork other) {
        int byBytes = Arrays.compare(bytes, other.bytes);
        return byBytes == 0 ? Integer.compare(prefix, other.prefix) : byBytes;
    }

    @Override
    public String toString() {
        return NetUtil.bytesToIpAddress(bytes) + "/" + prefix;
    }
}

package dev.fairlead.registry.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses that are written as such; no name is ever looked up. */
final class IpLiteral {
    private IpLiteral() {}

    /** The address's bytes, or empty for a name. */
    static Optional<byte[]> bytes(String host) {
        boolean literal = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!literal || host.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Whether an address is in the CIDR block {@code address/bits}, whose slash is at this index. */
    static boolean inBlock(byte[] address, String block, int slash) {
        byte[] base = bytes(block.substring(0, slash)).orElse(new byte[0]);
        int bits = block.substring(slash + 1).chars().allMatch(Character::isDigit) && slash + 1 < block.length()
                ? Integer.parseInt(block.substring(slash + 1, Math.min(block.length(), slash + 4)))
                : -1;
        if (base.length != address.length || bits < 0 || bits > base.length * 8) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}

package io.fleetport.aws.elasticache;

import io.fleetport.application.encoding.Sha256;
import io.fleetport.application.port.out.RateLimits.Bucket;
import io.fleetport.application.port.out.RateLimits.Verdict;
import io.fleetport.application.port.out.RateLimits.Wanted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** How buckets are kept in Redis: a hash each of what is left and when that was, forgotten when it would be full again. */
final class TokenBuckets {

    /**
     * Takes one from each key in order, and stops at the first that has none. By Redis' own clock, so that those of the
     * processes need not agree (Redis documentation, EVAL: a script is run as a whole, with nothing between).
     *
     * <p>Arguments: what comes back in a second and the most there can be, per key. Answer: whether it was allowed, and what
     * is left, per key that was come to. A number would lose what is behind its point on its way out.
     */
    static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local answer = {}
            for i = 1, #KEYS do
              local rate = tonumber(ARGV[2 * i - 1])
              local burst = tonumber(ARGV[2 * i])
              local known = redis.call('HMGET', KEYS[i], 'left', 'at')
              local left = burst
              local at = now
              if known[1] then
                at = math.max(now, tonumber(known[2]))
                left = math.min(burst, tonumber(known[1]) + (at - tonumber(known[2])) / 1000000 * rate)
              end
              local allowed = left >= 1
              if allowed then
                left = left - 1
              end
              local written = string.format('%.9f', left)
              redis.call('HSET', KEYS[i], 'left', written, 'at', string.format('%.0f', at))
              redis.call('PEXPIRE', KEYS[i], string.format('%.0f', math.ceil((burst - left) / rate * 1000) + 1000))
              answer[2 * i - 1] = allowed and '1' or '0'
              answer[2 * i] = written
              if not allowed then
                break
              end
            end
            return answer
            """;

    /** Of a digest: enough to tell the callers of an organization apart. */
    private static final int NAME_BYTES = 16;

    private TokenBuckets() {}

    /** All of an organization in one slot, and names as their digests: they may be long, or a person's. */
    static String key(Bucket bucket) {
        String begin = "fleetport:limit:{" + bucket.organization() + "}:"
                + bucket.kind().name().toLowerCase(Locale.ROOT);
        return bucket.name().isEmpty()
                ? begin
                : begin + ":"
                        + HexFormat.of()
                                .formatHex(Sha256.of(bucket.name().getBytes(StandardCharsets.UTF_8)), 0, NAME_BYTES);
    }

    static String[] arguments(List<Wanted> wanted) {
        String[] arguments = new String[2 * wanted.size()];
        for (int i = 0; i < wanted.size(); i++) {
            arguments[2 * i] = Double.toString(wanted.get(i).rate().perSecond());
            arguments[2 * i + 1] = Double.toString(wanted.get(i).rate().burst());
        }
        return arguments;
    }

    /** @throws IllegalArgumentException when it is not what the script answers */
    static List<Verdict> verdicts(List<Wanted> wanted, List<String> answer) {
        if (answer.size() < 2 || answer.size() > 2 * wanted.size() || answer.size() % 2 != 0) {
            throw new IllegalArgumentException("answer must have 2 values per bucket but has " + answer.size());
        }
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = 0; i < answer.size(); i += 2) {
            verdicts.add(Verdict.of(
                    answer.get(i).equals("1"),
                    Double.parseDouble(answer.get(i + 1)),
                    wanted.get(i / 2).rate()));
        }
        return verdicts;
    }
}

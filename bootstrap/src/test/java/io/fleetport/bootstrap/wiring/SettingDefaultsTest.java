package io.fleetport.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the page says a setting is where nobody sets it, against what the program takes then. */
class SettingDefaultsTest {

    private static final Pattern NAME = Pattern.compile("`(fleetport)?((?:\\.[a-z0-9-]+)+)`");
    /** Something in backticks, or a number with or without a unit. */
    private static final Pattern WORD = Pattern.compile("`([^`]+)`|(\\d+(?:,\\d{3})*(?:\\.\\d+)?)(?: (KiB|MiB|GiB))?");

    private static final Pattern LENGTH = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Double> BYTES =
            Map.of("KiB", 1024.0, "MiB", 1024.0 * 1024, "GiB", 1024.0 * 1024 * 1024);

    /** What must be said in any case for the others to be asked for. */
    private static final Map<String, String> GIVEN = Map.of(
            "fleetport.aws.region", "eu-central-1",
            "fleetport.redis.url", "redis://localhost:6379",
            "fleetport.stations.broker-host", "localhost",
            "fleetport.stations.client-id", "one",
            "fleetport.archive.bucket", "a",
            "fleetport.documents.bucket", "d",
            "fleetport.stream.name", "s");

    /** What these are depends on others, which the page says in words. */
    private static final List<String> DEPENDS =
            List.of("fleetport.dynamodb.keep-history", "fleetport.limits.kind", "fleetport.vehicles.trust");

    private static Map<String, Object> taken() {
        Map<String, Object> taken = new TreeMap<>();
        Settings settings = new Settings(name -> Optional.ofNullable(GIVEN.get(name)), taken::put);
        Limits.rules(settings);
        Limits.publication(settings);
        Limits.archive(settings);
        Limits.stationMessageBytes(settings);
        Limits.stream(settings);
        KinesisSettings.access(settings);
        KinesisSettings.limits(settings);
        KinesisSettings.reader(settings, "s");
        BrokerSettings.embedded(settings);
        DocumentBeans.documents(settings);
        DocumentBeans.place(settings);
        ArchiveBeans.place(settings);
        WebhookBeans.webhooks(settings);
        WebhookBeans.sending(settings);
        LiveSettings.window(settings);
        LiveSettings.redis(settings);
        ReadCacheBeans.timeToLive(settings);
        ReadCacheBeans.limits(settings);
        EventBusBeans.forwarding(settings, Duration.ofSeconds(20));
        DynamoDbSettings.of(settings, Deployment.of(new Settings(name -> Optional.empty(), taken::put)));
        return taken;
    }

    /** The words of each row's last cell, for the setting they belong to: the first for the first, and so on. */
    private static Map<String, Object> told() throws IOException {
        Map<String, Object> told = new HashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/configuration.md"))) {
            String[] cells = line.split("\\|");
            if (line.startsWith("| `") && cells.length == 4) {
                List<String> names = names(cells[1]);
                List<Object> words = WORD.matcher(cells[3])
                        .results()
                        .map(SettingDefaultsTest::value)
                        .toList();
                for (int i = 0; i < Math.min(names.size(), words.size()); i++) {
                    told.put(names.get(i), words.get(i));
                }
            }
        }
        return told;
    }

    private static List<String> names(String cell) {
        List<String> names = new ArrayList<>();
        for (MatchResult found : NAME.matcher(cell).results().toList()) {
            names.add(
                    found.group(1) != null
                            ? found.group(1) + found.group(2)
                            : names.getLast().substring(0, names.getLast().lastIndexOf('.')) + found.group(2));
        }
        return names;
    }

    private static Object value(MatchResult word) {
        if (word.group(1) == null) {
            double number = Double.parseDouble(word.group(2).replace(",", ""));
            return word.group(3) == null ? number : number * BYTES.get(word.group(3));
        }
        Matcher length = LENGTH.matcher(word.group(1));
        return length.matches()
                ? Duration.ofMillis(Long.parseLong(length.group(1)) * MILLIS.get(length.group(2)))
                : word.group(1);
    }

    private static Object comparable(Object taken) {
        return switch (taken) {
            case Duration length -> length;
            case Number number -> number.doubleValue();
            case Enum<?> one -> Settings.written(one);
            default -> taken.toString();
        };
    }

    @Test
    void thePageTellsWhatIsTaken() throws IOException {
        Map<String, Object> told = told();
        Map<String, String> wrong = new TreeMap<>();
        Map<String, Object> taken = taken();
        taken.forEach((name, otherwise) -> {
            Object said = told.get(name);
            if (!comparable(otherwise).equals(said) && !DEPENDS.contains(name)) {
                wrong.put(name, "is " + comparable(otherwise) + ", and the page says " + said);
            }
        });

        assertThat(wrong).isEmpty();
        assertThat(taken).hasSizeGreaterThan(80);
    }
}

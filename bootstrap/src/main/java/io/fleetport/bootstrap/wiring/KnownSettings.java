package io.fleetport.bootstrap.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All settings there are: those of the pages that describe them, which are packed with the program. A name that is on no page
 * would be passed over in silence, and what somebody meant by it would not happen; so it stops the start.
 *
 * @param names such as {@code fleetport.intake.shards}
 * @param variables such as {@code FLEETPORT_INTAKE_SHARDS}, those of the settings and the others
 */
record KnownSettings(Set<String> names, Set<String> variables) {

    private static final String PREFIX = "fleetport.";
    private static final String VARIABLE_PREFIX = "FLEETPORT_";

    private static final List<String> PAGES = List.of("configuration.md", "sign-in.md");

    /** What our own launcher and entry points say to the program. */
    private static final Set<String> AMONG_OURSELVES =
            Set.of(LambdaFunction.SETTING, "fleetport.security.development-key", "fleetport.terminals");

    private static final Pattern NAME = Pattern.compile("`(fleetport)?((?:\\.[a-z0-9-]+)+)`");
    private static final Pattern VARIABLE = Pattern.compile("`(FLEETPORT_[A-Z0-9_]+)`");
    private static final Pattern BARE_NAME = Pattern.compile("`([a-z0-9-]+)`");
    /** In the head of a table whose names leave out what they all begin with. */
    private static final Pattern ALL_BEGIN = Pattern.compile("`(fleetport\\.[a-z.]+\\.)…`");

    /**
     * What Kubernetes sets in every container beside a service whose name begins with "fleetport" (Kubernetes documentation,
     * "Service", "Environment variables").
     */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("FLEETPORT(_[A-Z0-9_]+)?_(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
                    + "|PORT(_[0-9]+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** A name farther off was hardly meant. */
    private static final int FARTHEST = 4;

    /** Those of the packed pages. */
    static KnownSettings packaged() {
        Set<String> names = new TreeSet<>(AMONG_OURSELVES);
        Set<String> variables = new TreeSet<>();
        for (String page : PAGES) {
            read(page).lines().forEach(new Page(names, variables)::line);
        }
        names.add(DeploymentBeans.DATA);
        names.forEach(name -> variables.add(variable(name)));
        return new KnownSettings(Set.copyOf(names), Set.copyOf(variables));
    }

    private static String read(String page) {
        try (InputStream in = KnownSettings.class.getResourceAsStream("pages/" + page)) {
            if (in == null) {
                throw new IllegalStateException("the page " + page + " is not packed with the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tables of one page; each row's first cell names settings. */
    private static final class Page {
        private final Set<String> names;
        private final Set<String> variables;
        private String all = "";

        Page(Set<String> names, Set<String> variables) {
            this.names = names;
            this.variables = variables;
        }

        void line(String line) {
            if (!line.startsWith("| ")) {
                all = "";
                return;
            }
            String first = line.split("\\|", 3)[1];
            Matcher begin = ALL_BEGIN.matcher(first);
            if (begin.find()) {
                all = begin.group(1);
            } else if (!all.isEmpty()) {
                BARE_NAME.matcher(first).results().forEach(found -> names.add(all + found.group(1)));
            } else {
                addNames(first);
                VARIABLE.matcher(first).results().forEach(found -> variables.add(found.group(1)));
            }
        }

        /** The second of {@code `fleetport.database.url`, `.user`} is {@code fleetport.database.user}. */
        private void addNames(String cell) {
            String before = "";
            for (MatchResult found : NAME.matcher(cell).results().toList()) {
                before = found.group(1) != null
                        ? found.group(1) + found.group(2)
                        : before.substring(0, Math.max(0, before.lastIndexOf('.'))) + found.group(2);
                if (before.startsWith(PREFIX)) {
                    names.add(before);
                }
            }
        }
    }

    /**
     * @param environment names of variables
     * @param properties names of properties, wherever they were set
     * @throws WrongSetting naming the first that begins like one of ours and is none
     */
    void requireKnown(Collection<String> environment, Collection<String> properties) {
        for (String name : new TreeSet<>(properties)) {
            if (name.startsWith(PREFIX) && !names.contains(name)) {
                throw unknown(name, names);
            }
        }
        for (String name : new TreeSet<>(environment)) {
            if (name.startsWith(VARIABLE_PREFIX)
                    && !variables.contains(name)
                    && !SERVICE_LINK.matcher(name).matches()) {
                throw unknown(name, variables);
            }
        }
    }

    private static WrongSetting unknown(String name, Set<String> known) {
        Optional<String> meant = known.stream()
                .filter(other -> distance(name, other) <= FARTHEST)
                .min(Comparator.comparingInt((String other) -> distance(name, other))
                        .thenComparing(Comparator.naturalOrder()));
        return new WrongSetting(name + " is no setting"
                + meant.map(other -> "; is " + other + " meant? Else").orElse(":")
                + " take it away, or see docs/configuration.md for what there is");
    }

    /** How many letters to put in, leave out or change (V. Levenshtein, 1966). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }

    /** The variable that says the same as a setting. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}

package io.fleetport.bootstrap.system;

import io.fleetport.bootstrap.local.EmbeddedDatabase;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.PrivateFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Looks for the beginning that all VINs of a run share, in either case, and as hexadecimal, base64 and UTF-16: in every
 * column of every table, in files as they are and unpacked, and in whatever else it is given.
 */
final class VinScan {

    private static final int GZIP_MAGIC = 0x1f8b;

    /** What is looked for, with what form of the VIN it is. */
    private final Map<String, String> inAnyCase = new HashMap<>();

    private final Map<String, String> exact = new HashMap<>();
    private final List<String> found = new ArrayList<>();
    private long bytes;

    /** @param prefix at least eight characters: at less, other things look alike */
    VinScan(String prefix) {
        if (prefix.length() < 8) {
            throw new IllegalArgumentException("prefix must have at least 8 characters but is " + prefix);
        }
        inAnyCase.put(prefix.toLowerCase(Locale.ROOT), "plain");
        for (String word : List.of(prefix.toUpperCase(Locale.ROOT), prefix.toLowerCase(Locale.ROOT))) {
            inAnyCase.put(HexFormat.of().formatHex(word.getBytes(StandardCharsets.US_ASCII)), "hexadecimal");
            for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                inAnyCase.put(
                        new String(word.getBytes(wide), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT),
                        "UTF-16");
            }
            // Where in its group of three bytes a word begins decides its base64; what its neighbours touch is left
            // out.
            for (int before = 0; before < 3; before++) {
                byte[] shifted = ("\0".repeat(before) + word).getBytes(StandardCharsets.US_ASCII);
                String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
                int from = before == 0 ? 0 : before + 1;
                exact.put(encoded.substring(from, encoded.length() - 1), "base64");
            }
        }
    }

    /** Where something was found, and in which form. */
    List<String> found() {
        return found;
    }

    /** How much was looked through: a scan of nothing finds nothing. */
    long bytes() {
        return bytes;
    }

    void look(String where, String text) {
        look(where, text.getBytes(StandardCharsets.UTF_8));
    }

    void look(String where, byte[] content) {
        bytes += content.length;
        String text = new String(content, StandardCharsets.ISO_8859_1);
        String lower = text.toLowerCase(Locale.ROOT);
        inAnyCase.forEach((word, form) -> note(where, form, lower.contains(word)));
        exact.forEach((word, form) -> note(where, form, text.contains(word)));
    }

    private void note(String where, String form, boolean there) {
        if (there && !found.contains(where + " (" + form + ")")) {
            found.add(where + " (" + form + ")");
        }
    }

    /** As it is, and every stretch of it that can be unpacked. */
    void lookInto(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            look(file.toString(), content);
            for (int at = 0; at + 2 < content.length; at++) {
                if ((content[at] & 0xff) << 8 == (GZIP_MAGIC & 0xff00)
                        && (content[at + 1] & 0xff) == (GZIP_MAGIC & 0xff)) {
                    look(file + " unpacked", unpacked(content, at));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] unpacked(byte[] content, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content, from, content.length - from))) {
            byte[] some = new byte[8_192];
            for (int n = in.read(some); n > 0; n = in.read(some)) {
                out.write(some, 0, n);
            }
        } catch (IOException endOfMember) {
            // What follows a member inside a larger file is none: what was unpacked until then counts.
        }
        return out.toByteArray();
    }

    void lookIntoAll(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(this::lookInto);
        }
    }

    /** Every value of every table, as text and, where it is binary, as its bytes. @return tables that had rows */
    List<String> lookIntoDatabase(Path data) throws SQLException, IOException {
        List<String> filled = new ArrayList<>();
        try (Connection connection = connect(data);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            for (String table : tables) {
                if (look(statement, table)) {
                    filled.add(table);
                }
            }
        }
        return filled;
    }

    private boolean look(Statement statement, String table) throws SQLException {
        boolean any = false;
        try (ResultSet rows = statement.executeQuery("select * from " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                any = true;
                for (int i = 1; i <= columns; i++) {
                    String where = table + "." + rows.getMetaData().getColumnName(i);
                    boolean binary = rows.getMetaData().getColumnTypeName(i).equals("bytea");
                    byte[] value = binary ? rows.getBytes(i) : null;
                    if (value != null) {
                        look(where, value);
                    } else if (rows.getString(i) != null) {
                        look(where, rows.getString(i));
                    }
                }
            }
        }
        return any;
    }

    static Connection connect(Path data) throws SQLException, IOException {
        String password = new String(PrivateFile.read(LocalLayout.databasePassword(data)), StandardCharsets.US_ASCII);
        int port = Integer.parseInt(
                Files.readString(LocalLayout.databasePort(data)).strip());
        return DriverManager.getConnection(EmbeddedDatabase.url(port), EmbeddedDatabase.USER, password);
    }
}

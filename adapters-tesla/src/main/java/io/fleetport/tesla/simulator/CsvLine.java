package io.fleetport.tesla.simulator;

import java.util.List;

/** Splits one line of RFC 4180 text at its commas. A quoted cell may hold commas and doubled quotes, not line breaks. */
final class CsvLine {

    private CsvLine() {}

    /** Replaces the content of {@code cells} by those of the line. */
    static void split(String line, List<String> cells) {
        cells.clear();
        int from = 0;
        while (true) {
            if (from < line.length() && line.charAt(from) == '"') {
                from = quoted(line, from + 1, cells);
            } else {
                int comma = line.indexOf(',', from);
                int end = comma < 0 ? line.length() : comma;
                cells.add(line.substring(from, end));
                from = end;
            }
            if (from >= line.length()) {
                return;
            }
            from++;
            if (from == line.length()) {
                cells.add("");
                return;
            }
        }
    }

    private static int quoted(String line, int from, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c != '"') {
                cell.append(c);
            } else if (i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (i + 1 == line.length() || line.charAt(i + 1) == ',') {
                cells.add(cell.toString());
                return i + 1;
            } else {
                throw new IllegalArgumentException("text after a closing quote");
            }
        }
        throw new IllegalArgumentException("a quote that does not close");
    }
}

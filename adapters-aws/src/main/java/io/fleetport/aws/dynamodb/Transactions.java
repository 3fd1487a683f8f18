package io.fleetport.aws.dynamodb;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts writes together into as few transactions as hold them, in their order. What belongs together stays together; a step that
 * is too large even alone goes in several, each of which checks that its standing has not been moved meanwhile, the last of
 * which moves it.
 */
final class Transactions {

    private final List<List<Write>> done = new ArrayList<>();
    private List<Write> open = new ArrayList<>();
    private int bytes;

    private Transactions() {}

    /** @param first groups that come before the steps */
    static List<List<Write>> of(List<List<Write>> first, List<Step> steps) {
        Transactions transactions = new Transactions();
        first.forEach(transactions::addGroup);
        steps.forEach(transactions::add);
        transactions.close();
        return transactions.done;
    }

    private void add(Step step) {
        List<Write> whole = new ArrayList<>(step.before());
        whole.addAll(step.together());
        if (fits(whole)) {
            addGroup(whole);
        } else {
            step.before().forEach(write -> addGroup(List.of(write)));
            addGroup(step.together());
        }
    }

    /** Whether one transaction holds it. */
    private static boolean fits(List<Write> writes) {
        return writes.size() <= Database.TRANSACTION_WRITES
                && writes.stream().mapToLong(Write::size).sum() <= Database.TRANSACTION_BYTES;
    }

    private void addGroup(List<Write> writes) {
        if (!fits(writes)) {
            addInParts(writes);
            return;
        }
        int size = writes.stream().mapToInt(Write::size).sum();
        if (open.size() + writes.size() > Database.TRANSACTION_WRITES || bytes + size > Database.TRANSACTION_BYTES) {
            close();
        }
        open.addAll(writes);
        bytes += size;
    }

    private void addInParts(List<Write> writes) {
        close();
        Write standing = writes.getLast();
        List<Write> part = new ArrayList<>();
        long size = 0;
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            boolean full = part.size() + 1 >= Database.TRANSACTION_WRITES
                    || size + write.size() + standing.size() > Database.TRANSACTION_BYTES;
            if (full && i < writes.size() - 1) {
                guard(part, standing);
                done.add(part);
                part = new ArrayList<>();
                size = 0;
            }
            part.add(write);
            size += write.size();
        }
        done.add(part);
    }

    private static void guard(List<Write> part, Write standing) {
        if (standing.condition() != null) {
            Write check = Write.check(standing.key(), standing.condition());
            part.add(standing.refusal() == null ? check : check.otherwise(standing.refusal()));
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            done.add(open);
        }
        open = new ArrayList<>();
        bytes = 0;
    }
}

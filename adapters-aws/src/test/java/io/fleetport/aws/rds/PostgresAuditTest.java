package io.fleetport.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.audit.AuditVerification;
import io.fleetport.application.audit.AuditVerification.Finding;
import io.fleetport.application.contract.Sample;
import io.fleetport.domain.audit.AuditEvent;
import io.fleetport.domain.audit.ChainHead;
import io.fleetport.domain.audit.ChainWalk.Break;
import io.fleetport.domain.audit.ChainWalk.Fault;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of an audit log that somebody changes in the database, as its owner and as the administrator of the server. */
class PostgresAuditTest {

    private static String name;
    private static PostgresStores stores;

    private final OrganizationId organization = Sample.anOrganization();

    @BeforeAll
    static void open() {
        name = Server.freshDatabase();
        stores = new PostgresStores(Server.settings(Server.port(), name), new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        stores.close();
    }

    @Test
    void entriesAreNeitherChangedNorRemoved() {
        write(2);
        for (String sql : new String[] {
            "update audit_entry set subject = 'nobody'",
            "delete from audit_entry",
            "truncate audit_entry",
            "update audit_head set number = 1 where organization = '%s'",
            "update audit_head set number = 4 where organization = '%s'",
            "delete from audit_head",
            "truncate audit_head"
        }) {
            assertThatThrownBy(() -> run(sql.formatted(organization))).as(sql).isInstanceOf(SQLException.class);
        }
        assertThat(verified(null).broken()).isNull();
    }

    @Test
    void anAdministratorWhoChangesAnEntryIsFoundOut() throws SQLException {
        write(5);
        tamper("update audit_entry set reason = 'none' where organization = '%s' and number = 3");
        assertThat(verified(null).broken()).isEqualTo(new Break(3, Fault.CHANGED));
        assertThat(verified(null).reached().number()).isEqualTo(2);
    }

    @Test
    void anAdministratorWhoRemovesAnEntryIsFoundOut() throws SQLException {
        write(5);
        tamper("delete from audit_entry where organization = '%s' and number = 3");
        assertThat(verified(null).broken()).isEqualTo(new Break(3, Fault.MISSING));
    }

    @Test
    void anAdministratorWhoSwapsEntriesIsFoundOut() throws SQLException {
        write(5);
        tamper("update audit_entry set number = number + 95 where organization = '%s' and number in (4, 5)");
        tamper("update audit_entry set number = 104 - number where organization = '%s' and number > 5");
        assertThat(verified(null).broken()).isEqualTo(new Break(4, Fault.CHANGED));
    }

    @Test
    void anAdministratorWhoCutsTheEndOffIsFoundOutByTheHead() throws SQLException {
        ChainHead kept = write(5);
        tamper("delete from audit_entry where organization = '%s' and number > 3");
        assertThat(verified(null).broken()).isEqualTo(new Break(4, Fault.TRUNCATED));

        tamper("update audit_head set number = 3, hash = (select hash from audit_entry e where e.organization ="
                + " audit_head.organization and e.number = 3) where organization = '%s'");
        assertThat(verified(null).broken()).as("whole in itself").isNull();
        assertThat(verified(kept).broken()).isEqualTo(new Break(4, Fault.TRUNCATED));
    }

    @Test
    void anAdministratorWhoWritesTheEndAnewIsFoundOutByTheHeadThatWasKept() throws SQLException {
        ChainHead kept = write(5);
        tamper("delete from audit_entry where organization = '%s' and number > 3");
        tamper("update audit_head set number = 3, hash = (select hash from audit_entry e where e.organization ="
                + " audit_head.organization and e.number = 3) where organization = '%s'");
        write(3);

        assertThat(verified(null).broken()).as("whole in itself").isNull();
        assertThat(verified(kept).broken()).isEqualTo(new Break(5, Fault.REWRITTEN));
    }

    @Test
    void anEntryThatCannotBeReadIsFoundToBeChanged() throws SQLException {
        write(3);
        tamper("update audit_entry set detail_names = '{x}' where organization = '%s' and number = 2");

        assertThat(verified(null).broken()).isEqualTo(new Break(2, Fault.CHANGED));
    }

    @Test
    void entriesBehindTheHeadAreFoundOut() throws SQLException {
        write(3);
        tamper("update audit_head set number = 2, hash = (select hash from audit_entry e where e.organization ="
                + " audit_head.organization and e.number = 2) where organization = '%s'");

        assertThat(verified(null).broken()).isEqualTo(new Break(3, Fault.UNLINKED));
    }

    private ChainHead write(int entries) {
        ChainHead head = ChainHead.EMPTY;
        for (int i = 0; i < entries; i++) {
            head = stores.auditLog()
                    .append(new AuditEvent(
                            organization,
                            Sample.NOW.plusSeconds(i),
                            "ann",
                            null,
                            "192.0.2.1",
                            null,
                            "station.register",
                            "station",
                            "S-" + i,
                            "because",
                            new TreeMap<>()))
                    .head();
        }
        return head;
    }

    private Finding verified(ChainHead anchor) {
        return new AuditVerification(stores.auditLog()).verify(organization, anchor);
    }

    /** As a superuser, who can pass by the triggers. */
    private void tamper(String sql) throws SQLException {
        run("set session_replication_role = replica; " + sql.formatted(organization));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://localhost:" + Server.port() + "/" + name, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

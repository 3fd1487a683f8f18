package io.fleetport.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetport.application.contract.BatchDraft;
import io.fleetport.application.contract.Sample;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is found when a query forgets to say whose rows it wants. The service works as a plain owner, no superuser, as it should. */
class RowLevelSecurityTest {

    private static final OrganizationId OURS = new OrganizationId("ours");
    private static final OrganizationId THEIRS = new OrganizationId("theirs");
    private static final String OWNER = "plain_owner";

    private static String name;
    private static PostgresStores stores;

    /** One connection for all questions: each finds what the one before left behind. */
    private static Database database;

    @BeforeAll
    static void open() throws SQLException {
        name = Server.freshDatabase();
        run("create role " + OWNER + " login createrole password 'owned'");
        run("alter database " + name + " owner to " + OWNER);
        PostgresSettings settings =
                new PostgresSettings(url(), OWNER, "owned", 1, 1, Duration.ofSeconds(3), Duration.ofSeconds(10));
        stores = new PostgresStores(settings, new SimpleMeterRegistry());
        database = new Database(settings, new SimpleMeterRegistry());
        for (OrganizationId organization : List.of(OURS, THEIRS)) {
            VehicleKey key = Sample.aVehicleOf(organization);
            stores.ledger()
                    .commit(BatchDraft.batch()
                            .moves(key, 0, Sample.standing(key, "Car", Sample.NOW))
                            .hears(key, Sample.reading(key, Sample.NOW, 1))
                            .archives(Sample.archiveBatch(key))
                            .done());
        }
    }

    @AfterAll
    static void close() {
        database.close();
        stores.close();
    }

    @Test
    void everyTableOfOrganizationsHasItsPolicy() throws SQLException {
        assertThat(tablesOfOrganizations()).contains("vehicle", "reading", "trip", "station", "station_command");
        assertThat(texts("select c.relname from pg_class c where c.oid in (" + TABLES + ") and (not c.relrowsecurity or"
                        + " not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = '*'"
                        + " and p.polroles = array['fleetport_tenant'::regrole::oid] and pg_get_expr(p.polqual, p.polrelid)"
                        + " = '(organization = current_setting(''fleetport.organization''::text, true))'))"))
                .as("tables without the policy of docs/adr/0016")
                .isEmpty();
        assertThat(texts("select polname from pg_policy where 'fleetport_tenant'::regrole::oid <> all (polroles)"))
                .isEmpty();
    }

    @Test
    void aTenantReachesNoPartitionAndNothingOfTheService() throws SQLException {
        assertThat(texts("select relname from pg_class where relispartition and relkind = 'r'"))
                .isNotEmpty();
        assertThat(
                        texts(
                                "select relname from pg_class c where relkind in ('r', 'p') and relnamespace ="
                                        + " 'public'::regnamespace and c.oid not in (" + TABLES + ")"
                                        + " and has_table_privilege('fleetport_tenant', c.oid, 'select, insert, update, delete, truncate')"))
                .isEmpty();
        assertThatThrownBy(
                        () -> database.ask("peeking", OURS, scope -> new Query("select batch_id from outbox where true")
                                .list(scope, row -> row.getString(1))))
                .isInstanceOf(PortRefused.class)
                .hasRootCauseMessage("ERROR: permission denied for table outbox");
    }

    /** In a transaction that is rolled back: rows of two organizations in every table, whatever its columns are. */
    @Test
    void inEveryTableOnlyTheRowsOfTheScopeAreSeenAndWithoutOneNone() throws SQLException {
        for (String table : tablesOfOrganizations()) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                SomeRow.add(connection, table, OURS);
                SomeRow.add(connection, table, THEIRS);
                assertThat(texts(statement, "select distinct organization from " + table))
                        .as("what the superuser sees of " + table)
                        .contains("ours", "theirs");

                statement.execute("set local role " + Database.TENANT);
                assertThat(texts(statement, "select organization from " + table))
                        .as(table + " without a scope")
                        .isEmpty();
                statement.execute("set local fleetport.organization = ''");
                assertThat(texts(statement, "select organization from " + table))
                        .as(table + " in an empty scope")
                        .isEmpty();
                statement.execute("set local fleetport.organization = 'ours'");
                assertThat(texts(statement, "select distinct organization from " + table))
                        .as(table + " in a scope")
                        .containsExactly("ours");
                connection.rollback();
            }
        }
    }

    @Test
    void aQuestionThatForgetsWhoseRowsItWantsFindsThoseOfItsCaller() {
        assertThat(everyVehicle(OURS)).containsExactly("ours");
        assertThat(everyVehicle(THEIRS)).containsExactly("theirs");
        assertThat(everyVehicle(new OrganizationId("nobody"))).isEmpty();
    }

    @Test
    void aConnectionOfThePoolSeesNothingByItself() {
        everyVehicle(OURS);

        assertThat(unscoped()).isEmpty();
    }

    @Test
    void theScopeEndsWithTheQuestionWhateverBecomesOfIt() {
        assertThatThrownBy(
                        () -> database.ask("failing", OURS, scope -> new Query("select 1 / 0 from vehicle where true")
                                .list(scope, row -> 1)))
                .isInstanceOf(PortRefused.class);
        assertThat(unscoped()).isEmpty();

        assertThatThrownBy(() ->
                        database.ask("reading", OURS, scope -> new Query("select 1 where true").list(scope, row -> {
                            throw new IllegalStateException("of the row");
                        })))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unscoped()).isEmpty();

        assertThatThrownBy(() -> database.askAcross("failing", connection -> {
                    throw new IllegalStateException("in between");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(unscoped()).isEmpty();
        List<Integer> all = database.askAcross(
                "counting", connection -> new Query("select 1 from vehicle where true").list(connection, row -> 1));
        assertThat(all).hasSize(2);
        assertThat(unscoped()).isEmpty();
        assertThat(everyVehicle(THEIRS)).containsExactly("theirs");
    }

    /** As often as it takes the driver to prepare the statement in the server, and as often again. */
    @Test
    void preparedStatementsKeepToTheScope() {
        for (int i = 0; i < 20; i++) {
            assertThat(everyVehicle(i % 2 == 0 ? OURS : THEIRS)).containsExactly(i % 2 == 0 ? "ours" : "theirs");
        }
    }

    @Test
    void whoAsksIsNoSuperuserAndChangesNothing() {
        List<String> asking = database.ask("looking who asks", OURS, scope -> new Query(
                        "select current_user, current_setting('is_superuser'), current_setting('transaction_read_only')"
                                + " where true")
                .list(scope, row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3)));
        assertThat(asking).containsExactly("fleetport_tenant off on");
        assertThatThrownBy(() -> database.ask("changing", OURS, scope -> new Query(
                                "update station set name = '' where organization = 'ours' returning station_id")
                        .list(scope, row -> 1)))
                .isInstanceOf(PortUnavailable.class);
    }

    @Test
    void whatATenantWritesIsItsOwn() throws SQLException {
        String command = "insert into station_command (command_id, organization, station_id, instruction, issued_by,"
                + " issued_at, expires_at, outcome) values (gen_random_uuid(), '%s', 'S', 'reboot', 'me', now(),"
                + " now() + interval '1 s', 'pending')";
        write(OURS, command.formatted("ours"));
        assertThatThrownBy(() -> write(OURS, command.formatted("theirs")))
                .hasMessageContaining("violates row-level security policy");

        assertThat(write(THEIRS, "update station_command set detail = 'changed'"))
                .isZero();
        assertThat(write(OURS, "update station_command set detail = 'changed'")).isEqualTo(1);
        assertThatThrownBy(() -> write(OURS, "update station_command set issued_by = 'somebody else'"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> write(OURS, "delete from station_command")).hasMessageContaining("permission denied");
    }

    @Test
    void aUserWhoMayNotMakeTheRoleIsToldWhatAnAdministratorMustDo() throws SQLException {
        String closed = Server.freshDatabase();
        run("create role humble login password 'owned'");
        run("alter database " + closed + " owner to humble");
        PostgresSettings settings = new PostgresSettings(
                "jdbc:postgresql://localhost:" + Server.port() + "/" + closed,
                "humble",
                "owned",
                1,
                1,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10));
        assertThatThrownBy(() -> new PostgresStores(settings, new SimpleMeterRegistry()))
                .isInstanceOf(PortRefused.class)
                .hasMessageContaining("grant fleetport_tenant to humble;");

        run("grant fleetport_tenant to humble with inherit false, set true");
        try (PostgresStores allowed = new PostgresStores(settings, new SimpleMeterRegistry())) {
            assertThat(allowed.vehicles().list(OURS, null, null, 1).items()).isEmpty();
        }
    }

    /** Tables, whole ones rather than their parts, with a column for the organization. */
    private static final String TABLES =
            "select t.oid from pg_class t join pg_attribute a on a.attrelid = t.oid and a.attname"
                    + " = 'organization' and not a.attisdropped where t.relkind in ('r', 'p') and not t.relispartition and"
                    + " t.relnamespace = 'public'::regnamespace";

    private static List<String> tablesOfOrganizations() throws SQLException {
        return texts("select relname from pg_class where oid in (" + TABLES + ") order by relname");
    }

    private static List<String> everyVehicle(OrganizationId organization) {
        return database.ask(
                "listing all vehicles", organization, scope -> new Query("select organization from vehicle where true")
                        .list(scope, row -> row.getString(1)));
    }

    /** What is seen on the pool's connection as it is handed out. */
    private static List<String> unscoped() {
        return database.answered(
                "looking without a scope", connection -> new Query("select organization from vehicle where true")
                        .list(connection, row -> row.getString(1)));
    }

    private static int write(OrganizationId organization, String sql) throws SQLException {
        return database.inTransaction(organization, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private static String url() {
        return "jdbc:postgresql://localhost:" + Server.port() + "/" + name;
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return texts(statement, sql);
        }
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}

package io.fleetport.tesla.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fleetport.application.port.in.AdmitVehicles;
import io.fleetport.application.port.in.AdmitVehicles.Verdict;
import io.fleetport.application.port.in.DeadLetterReason;
import io.fleetport.application.port.in.Delivery;
import io.fleetport.application.port.out.PortUnavailable;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VehicleKey;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.vehicle.Signal;
import io.fleetport.domain.vehicle.Signals;
import io.fleetport.domain.vehicle.VehicleId;
import io.fleetport.tesla.Vectors;
import io.fleetport.tesla.identity.VehicleTrust;
import io.fleetport.tesla.wire.Envelope;
import io.fleetport.tesla.wire.EnvelopeWriter;
import io.fleetport.tesla.wire.PayloadWriter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeslaStreamServerTest {

    private static final String VIN = Vectors.VIN;
    private static final OrganizationId ACME = new OrganizationId("acme");
    private static final TestAuthority VEHICLES = new TestAuthority("TeslaMotors");
    private static final TestAuthority OURS = new TestAuthority("Server CA");
    private static final TestAuthority.Certified SERVER = OURS.issue("CN=localhost");
    private static final TestAuthority.Certified VEHICLE = VEHICLES.issue("CN=" + VIN);
    private static final Instant NOW = Instant.parse("2026-09-01T12:00:00Z");
    private static final Pseudonyms PSEUDONYMS = (organization, scheme, name) ->
            new VehicleId(UUID.nameUUIDFromBytes((organization + scheme + name).getBytes(StandardCharsets.UTF_8)));

    private final HeldIntake intake = new HeldIntake();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<AutoCloseable> closing = new ArrayList<>();

    private volatile AdmitVehicles admission = (organization, vin) -> Verdict.ADMITTED;
    private TeslaStreamServer server;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : closing) {
            each.close();
        }
        if (server != null) {
            server.drain(Duration.ZERO);
        }
    }

    @Test
    void aMessageIsAcknowledgedOnlyAfterItIsSettled() throws Exception {
        TestVehicle vehicle = connected(settings());
        intake.hold();

        vehicle.send(speed("txid-1", 60));
        await().until(() -> intake.messages().size() == 1);
        assertThat(vehicle.replies).isEmpty();
        intake.settleAll();

        await().until(() -> vehicle.replies.size() == 1);
        assertThat(vehicle.replies.getFirst().unionType()).isEqualTo(Envelope.ACKNOWLEDGEMENT);
        assertThat(vehicle.replies.getFirst().topic()).isEqualTo("V");
        assertThat(txid(vehicle, 0)).isEqualTo("txid-1");
        Delivery delivery = intake.messages().getFirst();
        assertThat(delivery.organization()).isEqualTo(ACME);
        assertThat(delivery.subject()).isEqualTo(new VehicleKey(ACME, PSEUDONYMS.of(ACME, "vin", VIN)));
        assertThat(delivery.source()).isEqualTo("tesla");
        assertThat(delivery.receivedAt()).isEqualTo(NOW);
        assertThat(delivery.content())
                .isEqualTo(new Delivery.Said(
                        Instant.ofEpochSecond(1_788_000_000),
                        List.of(new Signal.Quantity(Signals.SPEED, 60 * 0.44704))));
        assertThat(new String(delivery.raw(), StandardCharsets.ISO_8859_1))
                .hasSize(speed("txid-1", 60).length)
                .doesNotContain(VIN)
                .contains("vehicle_device.XXXXXXXXXXXXXXXXX");
        assertThat(counter("fleetport.tesla.acknowledged")).isEqualTo(1);
    }

    @Test
    void aVehicleIsOnlineWhileItIsConnected() throws Exception {
        TestVehicle vehicle = connected(settings());
        await().until(() -> intake.connections().size() == 1);
        assertThat(meters.get("fleetport.tesla.connections").gauge().value()).isEqualTo(1);
        vehicle.close();

        await().until(() -> intake.connections().size() == 2);
        Signal.Connection opened = intake.connections().get(0);
        Signal.Connection closed = intake.connections().get(1);
        assertThat(opened.open()).isTrue();
        assertThat(opened.networkInterface()).isEqualTo("wifi");
        assertThat(closed.open()).isFalse();
        assertThat(closed.connectionId()).isEqualTo(opened.connectionId());
        await().until(() -> meters.get("fleetport.tesla.connections").gauge().value() == 0);
    }

    @Test
    void theStatusPageAnswersEveryKnownCertificate() throws Exception {
        start(settings());
        TestVehicle client = client(VEHICLE);

        assertThat(client.get("/status", "GET").body()).isEqualTo("mtls ok");
        assertThat(client.get("/other", "GET").statusCode()).isEqualTo(400);
        assertThat(client.get("/", "POST").statusCode()).isEqualTo(405);
    }

    @Test
    void noCertificateAndOneOfAnotherAuthorityAreRefused() throws Exception {
        start(settings());
        TestAuthority stranger = new TestAuthority("TeslaMotors");

        for (TestAuthority.Certified certified : Arrays.asList(null, stranger.issue("CN=" + VIN))) {
            TestVehicle client = client(certified);
            assertThatThrownBy(() -> client.get("/status", "GET")).isInstanceOf(java.io.IOException.class);
        }

        await().until(() -> counter("fleetport.tesla.handshakes.failed") >= 2);
        assertThat(intake.messages()).isEmpty();
    }

    @Test
    void certificatesThatAreNoVehiclesAreRefused() throws Exception {
        TestAuthority products = new TestAuthority("Tesla Motors Product Issuing CA");
        TestAuthority unknown = new TestAuthority("Somebody");
        start(settings(), List.of(VEHICLES.certificate, products.certificate, unknown.certificate));
        KeyPurposeId client = KeyPurposeId.id_kp_clientAuth;
        String arc = "1.3.6.1.4.1.49279.2.5.";

        refused(products.issue("CN=" + VIN, client, TestAuthority.purpose(arc + "2"))); // an energy device
        refused(VEHICLES.issue("CN=not-a-vin"));
        refused(products.issue("CN=" + VIN, client, TestAuthority.purpose(arc + "1.1")));
        refused(products.issue("CN=" + VIN, client));
        refused(unknown.issue("CN=" + VIN));
        client(products.issue("CN=" + VIN, client, TestAuthority.purpose(arc + "1")))
                .connect();

        assertThat(identities("not_a_vehicle")).isEqualTo(2);
        assertThat(identities("excluded")).isEqualTo(1);
        assertThat(identities("unauthorized")).isEqualTo(2);
    }

    @Test
    void aVehicleThatTheOrganizationMayNotReceiveIsRefusedAndSaysNothing() throws Exception {
        start(settings());
        for (Verdict verdict :
                List.of(Verdict.UNCLAIMED, Verdict.ANOTHERS, Verdict.SUSPENDED, Verdict.UNKNOWN_ORGANIZATION)) {
            admission = (organization, vin) -> verdict;
            refused(VEHICLE);
            assertThat(identities(verdict.name().toLowerCase(java.util.Locale.ROOT)))
                    .isEqualTo(1);
        }
        assertThat(intake.taken()).isEmpty();

        admission = (organization, vin) -> vin.equals(VIN) ? Verdict.ADMITTED : Verdict.UNCLAIMED;
        client(VEHICLE).connect();
    }

    @Test
    void aVehicleIsSentAwayForNowWhileItCannotBeFoundOutWhoseItIs() throws Exception {
        start(settings());
        admission = (organization, vin) -> {
            throw new PortUnavailable("away", new IllegalStateException("away"));
        };

        TestVehicle vehicle = client(VEHICLE);
        assertThatThrownBy(vehicle::connect)
                .cause()
                .isInstanceOfSatisfying(java.net.http.WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(503));
        assertThat(connectionsRefused("unavailable")).isEqualTo(1);
    }

    @Test
    void aHostNameOfNobodyIsRefusedBeforeTheHandshake() throws Exception {
        start(settings(), List.of(VEHICLES.certificate), host -> Optional.empty());

        TestVehicle client = client(VEHICLE);
        assertThatThrownBy(() -> client.get("/status", "GET")).isInstanceOf(java.io.IOException.class);

        await().until(() -> connectionsRefused("unknown_host") >= 1);
    }

    @Test
    void moreConnectionsThanAllowedAreClosed() throws Exception {
        start(settings().withLimits(1, 1_000, Duration.ofSeconds(1), 100));
        client(VEHICLE).connect();

        assertThatThrownBy(() -> client(VEHICLE).connect()).isInstanceOf(RuntimeException.class);

        assertThat(connectionsRefused("limit")).isPositive();
    }

    @Test
    void badMessagesAreDeadLettersWithTheDocumentedAnswerAndTheConnectionGoesOn() throws Exception {
        TestVehicle vehicle = connected(settings());
        String other = "5YJ3E1EA7JF999999";

        vehicle.send("this is not an envelope but plain text".getBytes(StandardCharsets.US_ASCII));
        vehicle.send(EnvelopeWriter.acknowledgement("mine".getBytes(StandardCharsets.US_ASCII), "V"));
        vehicle.send(record("a", "V", VIN, Vectors.hex("0a05")));
        vehicle.send(record("b", "V", other, new byte[0]));
        vehicle.send(record("c", "V", VIN, new PayloadWriter().vin(other).toBytes()));
        vehicle.send(record("d", "metrics", VIN, new byte[0]));
        vehicle.send(record("e", "connectivity", VIN, new byte[0]));
        vehicle.send(speed("good", 1));

        await().until(() -> vehicle.replies.size() == 8);
        assertThat(vehicle.replies)
                .extracting(reply -> reply.unionType() + " " + new String(reply.txid(), StandardCharsets.US_ASCII))
                .containsExactly("4 ", "5 mine", "4 a", "4 b", "4 c", "5 d", "5 e", "5 good");
        assertThat(vehicle.replies.getFirst().payload())
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("incorrect message format");
        assertThat(intake.messages().subList(0, 7))
                .extracting(delivery -> ((Delivery.Unusable) delivery.content()).reason())
                .containsExactly(
                        DeadLetterReason.UNDECODABLE,
                        DeadLetterReason.UNDECODABLE,
                        DeadLetterReason.UNDECODABLE,
                        DeadLetterReason.WRONG_IDENTITY,
                        DeadLetterReason.WRONG_IDENTITY,
                        DeadLetterReason.UNKNOWN_TOPIC,
                        DeadLetterReason.UNKNOWN_TOPIC);
        assertThat(intake.messages())
                .allSatisfy(delivery -> assertThat(new String(delivery.raw(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(VIN)
                        .doesNotContain(other));
        assertThat(meters.get("fleetport.tesla.unusable")
                        .tag("reason", "wrong_identity")
                        .counter()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aMillionBytesAreTakenAndOneMoreIsRefused() throws Exception {
        TestVehicle vehicle = connected(settings());
        byte[] frame = speed("big", 1);

        vehicle.send(Arrays.copyOf(frame, 1_000_000));
        vehicle.send(Arrays.copyOf(frame, 1_000_001));

        await().until(() -> vehicle.replies.size() == 2);
        assertThat(vehicle.replies.get(0).unionType()).isEqualTo(Envelope.ACKNOWLEDGEMENT);
        assertThat(vehicle.replies.get(1).unionType()).isEqualTo(Envelope.STREAM);
        assertThat(vehicle.replies.get(1).txid()).isEmpty();
        Delivery refused = intake.messages().get(1);
        assertThat(((Delivery.Unusable) refused.content()).reason()).isEqualTo(DeadLetterReason.TOO_LARGE);
        assertThat(refused.raw()).hasSize(64 * 1024);
    }

    @Test
    void farTooManyBytesEndTheConnectionAfterTheRefusal() throws Exception {
        TestVehicle vehicle = connected(settings());

        for (int part = 0; part < 20; part++) {
            try {
                vehicle.sendPart(new byte[64 * 1024], false);
            } catch (RuntimeException closedMeanwhile) {
                break;
            }
        }

        await().until(() -> vehicle.gone);
        assertThat(intake.messages())
                .extracting(delivery -> ((Delivery.Unusable) delivery.content()).reason())
                .containsExactly(DeadLetterReason.TOO_LARGE);
    }

    @Test
    void aMessageInPartsIsPutTogether() throws Exception {
        TestVehicle vehicle = connected(settings());
        byte[] frame = speed("parts", 3);

        vehicle.sendPart(Arrays.copyOf(frame, 50), false);
        vehicle.sendPart(Arrays.copyOfRange(frame, 50, 51), false);
        vehicle.sendPart(Arrays.copyOfRange(frame, 51, frame.length), true);

        await().until(() -> vehicle.replies.size() == 1);
        assertThat(txid(vehicle, 0)).isEqualTo("parts");
    }

    @Test
    void aTextMessageEndsTheConnectionAfterWhatCameBeforeItIsAnswered() throws Exception {
        TestVehicle vehicle = connected(settings());
        intake.hold();

        vehicle.send(speed("before", 3));
        vehicle.sendText("hello");
        await().until(() -> intake.messages().size() == 1);
        assertThat(vehicle.gone).isFalse();
        intake.settleAll();

        await().until(() -> vehicle.gone);
        assertThat(vehicle.closeStatus).isEqualTo(1003);
        assertThat(txid(vehicle, 0)).isEqualTo("before");
    }

    @Test
    void whenTheIntakeIsFullReadingPausesAndNothingIsLostOrMixedUp() throws Exception {
        TestVehicle vehicle = connected(settings());
        await().until(() -> intake.connections().size() == 1);
        intake.room(11);

        List<String> sent = IntStream.range(0, 400).mapToObj(i -> "t" + i).toList();
        Thread sender = Thread.ofVirtual().start(() -> sent.forEach(txid -> vehicle.send(speed(txid, 1))));
        await().until(() -> intake.turnedAway() > 0);
        assertThat(intake.messages()).hasSize(10);
        for (int room = 20; room <= 500; room += 40) {
            intake.room(room);
        }
        sender.join();

        await().until(() -> vehicle.replies.size() == 400);
        assertThat(IntStream.range(0, 400).mapToObj(i -> txid(vehicle, i)).toList())
                .isEqualTo(sent);
        assertThat(pauses("no_room")).isPositive();
    }

    @Test
    void moreMessagesThanTheRateAllowsAreReadLaterButAllAreRead() throws Exception {
        TestVehicle vehicle = connected(settings().withLimits(10, 20, Duration.ofMillis(100), 5));

        for (int i = 0; i < 100; i++) {
            vehicle.send(speed("t" + i, 1));
        }

        await().until(() -> vehicle.replies.size() == 100);
        assertThat(txid(vehicle, 99)).isEqualTo("t99");
        assertThat(pauses("rate")).isPositive();
    }

    @Test
    void aConnectionWithTooManyOpenAnswersIsNotReadUntilTheyAreSettled() throws Exception {
        TestVehicle vehicle = connected(settings().withLimits(10, 1_000, Duration.ofSeconds(1), 3));
        await().until(() -> intake.connections().size() == 1);
        intake.hold();

        for (int i = 0; i < 7; i++) {
            vehicle.send(speed("t" + i, 1));
        }

        await().until(() -> pauses("unacknowledged") == 1);
        assertThat(intake.messages()).hasSize(3);
        intake.settleAll();
        await().until(() -> intake.messages().size() == 6);
        intake.settleAll();
        await().until(() -> intake.messages().size() == 7);
        intake.settleAll();
        await().until(() -> vehicle.replies.size() == 7);
    }

    @Test
    void aVehicleIsPingedAndSilenceEndsTheConnection() throws Exception {
        start(settings().withPings(Duration.ofMillis(50), Duration.ofMillis(400)));
        TestVehicle vehicle = client(VEHICLE).connect();
        await().until(() -> vehicle.pings.get() >= 20); // well beyond the timeout: its pongs keep it open
        assertThat(vehicle.gone).isFalse();

        try (MuteClient mute = new MuteClient(server.port(), OURS.certificate, VEHICLE)) {
            mute.upgrade();
            await().until(mute::isClosedByServer);
        }

        assertThat(counter("fleetport.tesla.connections.silent")).isEqualTo(1);
    }

    @Test
    void drainingWaitsForOutstandingAcknowledgementsAndLetsNobodyIn() throws Exception {
        TestVehicle vehicle = connected(settings());
        TestVehicle idle = client(VEHICLES.issue("CN=5YJ3E1EA7JF000002")).connect();
        TestVehicle late = client(VEHICLE);
        intake.hold();
        vehicle.send(speed("last", 1));
        await().until(() -> intake.messages().size() == 1);

        Thread draining = Thread.ofPlatform().start(() -> server.drain(Duration.ofMillis(100)));
        await().until(() -> idle.gone);
        assertThat(vehicle.gone).isFalse();
        assertThatThrownBy(late::connect).isInstanceOf(RuntimeException.class);
        intake.settleAll();

        await().until(() -> vehicle.gone);
        assertThat(txid(vehicle, 0)).isEqualTo("last");
        assertThat(vehicle.closeStatus).isEqualTo(1001);
        draining.join();
        assertThat(intake.connections().stream().filter(connection -> !connection.open()))
                .hasSize(2);
    }

    private static TeslaStreamSettings settings() {
        return TeslaStreamSettings.defaults()
                .withAddress("127.0.0.1", 0)
                .withThreads(2)
                .withTrust(VehicleTrust.BuiltIn.NONE)
                .withDrain(Duration.ZERO, Duration.ofSeconds(5));
    }

    private void start(TeslaStreamSettings settings) throws Exception {
        start(settings, List.of(VEHICLES.certificate));
    }

    private void start(TeslaStreamSettings settings, List<X509Certificate> authorities) throws Exception {
        start(settings, authorities, host -> Optional.of(ACME));
    }

    private void start(
            TeslaStreamSettings settings, List<X509Certificate> authorities, OrganizationResolver organizations)
            throws Exception {
        server = new TeslaStreamServer(
                settings,
                SERVER.key(),
                new X509Certificate[] {SERVER.certificate()},
                authorities,
                intake,
                PSEUDONYMS,
                organizations,
                (organization, vin) -> admission.admit(organization, vin),
                new FixedClock(),
                meters);
        server.start();
    }

    private TestVehicle connected(TeslaStreamSettings settings) throws Exception {
        start(settings);
        return client(VEHICLE).connect();
    }

    private TestVehicle client(TestAuthority.Certified certified) {
        TestVehicle vehicle = new TestVehicle(server.port(), OURS.certificate, certified);
        closing.add(vehicle);
        return vehicle;
    }

    private void refused(TestAuthority.Certified certified) {
        TestVehicle vehicle = client(certified);
        assertThatThrownBy(vehicle::connect)
                .cause()
                .isInstanceOfSatisfying(java.net.http.WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(403));
    }

    private double counter(String name) {
        return meters.get(name).counter().count();
    }

    private double identities(String reason) {
        return meters.get("fleetport.tesla.identities.refused")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private double connectionsRefused(String reason) {
        var counter = meters.find("fleetport.tesla.connections.refused")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    private double pauses(String cause) {
        return meters.get("fleetport.tesla.pauses")
                .tag("cause", cause)
                .counter()
                .count();
    }

    private static String txid(TestVehicle vehicle, int reply) {
        return new String(vehicle.replies.get(reply).txid(), StandardCharsets.US_ASCII);
    }

    private static byte[] speed(String txid, double mph) {
        return record(
                txid,
                "V",
                VIN,
                new PayloadWriter()
                        .doubleValue(4, mph)
                        .createdAt(Instant.ofEpochSecond(1_788_000_000))
                        .vin(VIN)
                        .toBytes());
    }

    private static byte[] record(String txid, String topic, String vin, byte[] payload) {
        return EnvelopeWriter.stream(
                Envelope.record(txid.getBytes(StandardCharsets.US_ASCII), topic, 1_788_000_000, vin, payload));
    }

    /** The certificates of this test are valid today, whenever that is; only what the server records is at a fixed time. */
    private static final class FixedClock extends Clock {
        private boolean first = true;

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            if (first) {
                first = false; // the server checks its authorities when it is made
                return Instant.now();
            }
            return NOW;
        }
    }
}

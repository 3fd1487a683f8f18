package io.fleetport.bootstrap.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetport.application.document.DocumentSettings;
import io.fleetport.application.memory.InMemoryStores;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.VinIndex;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.application.webhook.WebhookSettings;
import io.fleetport.bootstrap.document.LocalDocumentFiles;
import io.fleetport.bootstrap.local.MasterKeys;
import io.fleetport.bootstrap.security.DevelopmentIssuer;
import io.fleetport.bootstrap.security.Role;
import io.fleetport.bootstrap.webhook.LocalSigningSecrets;
import io.fleetport.bootstrap.webhook.PinnedSender;
import io.fleetport.bootstrap.webhook.SenderSettings;
import io.fleetport.domain.fleet.OrganizationId;
import io.fleetport.domain.station.StationRule;
import io.fleetport.domain.vehicle.VehicleId;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;

/** The real HTTP server on a free port over stores in memory, and a client to talk to it. */
final class WebServer implements AutoCloseable {

    static final OrganizationId ACME = new OrganizationId("acme");
    static final OrganizationId OTHER = new OrganizationId("other");

    static final ObjectMapper JSON = new ObjectMapper();

    final InMemoryStores stores = new InMemoryStores();
    final HeldIntake intake = new HeldIntake();
    final WindowBus bus = new WindowBus();
    final HeldChannel channel = new HeldChannel();
    final Pseudonyms pseudonyms = (organization, scheme, name) -> new VehicleId(
            UUID.nameUUIDFromBytes((organization + "/" + scheme + "/" + name).getBytes(StandardCharsets.UTF_8)));
    final VinIndex vinIndex = vin -> VinIndex.Code.of(Arrays.copyOf(vin.getBytes(StandardCharsets.UTF_8), 32));
    final SwitchableVehicles vehicles = new SwitchableVehicles(stores.vehicles());
    final LocalDocumentFiles documentFiles;
    final DataKeyRing keys;
    final PrivacyBook book =
            new PrivacyBook(stores.privacy().rules(), stores.privacy().erasures(), Duration.ofSeconds(1));
    final DevelopmentIssuer issuer;
    /** Sends to this machine too, without TLS. */
    final PinnedSender sender = new PinnedSender(
            new SenderSettings(true, true, Set.of(), Duration.ofSeconds(5), 4_096),
            InetAddress::getAllByName,
            (SSLSocketFactory) SSLSocketFactory.getDefault());

    final HttpClient client = HttpClient.newHttpClient();

    private final ApplicationContext context;
    private final URI base;

    WebServer(Path folder) {
        this(folder, Map.of());
    }

    /** @param more parts that the server is to have, such as what issues certificates */
    WebServer(Path folder, Map<String, Object> settings, Object... more) {
        documentFiles = LocalDocumentFiles.open(
                folder.resolve("documents"), folder.resolve("documents.key"), 4, Clock.systemUTC());
        keys = new DataKeyRing(
                MasterKeys.open(folder.resolve("master.keys")), stores.privacy().dataKeys(), FormerKeys.NONE);
        Map<String, Object> all = new HashMap<>(settings);
        all.put("micronaut.server.port", -1);
        if (!settings.containsKey("fleetport.security.issuer")) {
            all.put(
                    "fleetport.security.development-key",
                    folder.resolve("issuer.jwk").toString());
        }
        context = ApplicationContext.builder("local")
                .deduceEnvironment(false)
                .properties(all)
                .singletons(
                        stores,
                        WebhookSettings.DEFAULT,
                        new LocalSigningSecrets(folder.resolve("webhooks.key")),
                        sender,
                        vehicles,
                        stores.trips(),
                        stores.gaps(),
                        stores.deadLetters(),
                        stores.history(),
                        stores.stations(),
                        stores.stationHistory(),
                        stores.sessions(),
                        stores.swaps(),
                        stores.packs(),
                        stores.stationCommands(),
                        stores.idempotentAnswers(),
                        stores.documents(),
                        DocumentSettings.DEFAULT,
                        new DocumentAddress(null),
                        documentFiles,
                        stores.organizations(),
                        stores.fleets(),
                        stores.members(),
                        stores.customRoles(),
                        stores.apiKeys(),
                        stores.vehicleClaims(),
                        vinIndex,
                        stores.auditLog(),
                        StationRule.DEFAULT,
                        channel,
                        intake,
                        bus,
                        pseudonyms,
                        stores.privacy().vins(),
                        stores.privacy().rules(),
                        stores.privacy().erasures(),
                        keys,
                        book,
                        stores.usage())
                .singletons(more)
                .start();
        base = context.getBean(EmbeddedServer.class).start().getURI();
        issuer = DevelopmentIssuer.open(folder.resolve("issuer.jwk"), Clock.systemUTC());
    }

    /** Method and path of everything that is served. */
    List<String> routes() {
        return context.getBean(Router.class)
                .uriRoutes()
                .map(route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate())
                .toList();
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    String token(Role role) {
        return token(ACME, role);
    }

    String token(OrganizationId organization, Role role) {
        return issuer.mint(organization, "someone", List.of(role), Duration.ofMinutes(5));
    }

    String tokenFor(String... vehicles) {
        return issuer.mint(ACME, "feed", List.of(Role.SOURCE), Duration.ofMinutes(5), Set.of(vehicles));
    }

    HttpResponse<String> get(String path, String token, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path, token(Role.MANAGER));
        if (response.statusCode() != 200) {
            throw new AssertionError(path + " answered " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpRequest.Builder post(String token, byte[] body, String type) {
        return HttpRequest.newBuilder(uri("/api/v1/readings"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    HttpResponse<String> deliver(String token, String body) throws IOException, InterruptedException {
        return client.send(
                post(token, body.getBytes(StandardCharsets.UTF_8), "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        client.close();
        context.close();
        sender.close();
    }
}

package io.fleetport.bootstrap.wiring;

import static io.fleetport.bootstrap.wiring.Settings.written;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What stands behind each port. Read once, before anything starts; a combination that is wrong or dangerous does not start.
 *
 * <p>Each member is a setting under {@code fleetport}; what is not set follows from the environment: everything embedded in
 * {@code local}, nothing embedded in {@code production}.
 */
public record Deployment(
        Environment environment,
        Stores stores,
        Database database,
        Archive archive,
        ArchiveForm archiveForm,
        Documents documents,
        Live live,
        RateLimits limits,
        ReadCache readCache,
        Events events,
        KeyKeeper keys,
        VehicleTrust vehicles,
        Broker broker,
        SignIn signIn) {

    static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[?::1]?");

    /** {@code fleetport.environment} */
    public enum Environment {
        /** One machine, one user: embedded parts, development certificates and tokens, loopback only. */
        LOCAL,
        PRODUCTION
    }

    /** {@code fleetport.stores} */
    public enum Stores {
        /** Gone with the process: for tests and for trying out. */
        MEMORY,
        POSTGRES,
        /** Tables of DynamoDB. */
        DYNAMODB
    }

    /** {@code fleetport.database.kind}: whose PostgreSQL it is. */
    public enum Database {
        NONE,
        EMBEDDED,
        EXTERNAL
    }

    /** {@code fleetport.archive.kind}: where raw messages are kept. */
    public enum Archive {
        FILE,
        /** A bucket of S3. */
        S3,
        /** Nowhere: they cannot be replayed later. */
        NONE
    }

    /** {@code fleetport.archive.form}: what the files of the archive are. */
    public enum ArchiveForm {
        /** A Parquet file per batch. */
        PARQUET,
        /** A gzip file of JSON lines per batch. */
        JSONL,
        /** A file per message, of its raw bytes: for few messages, as each file costs a write of its own. */
        MESSAGES
    }

    /** {@code fleetport.documents.kind}: where the bytes of documents are. */
    public enum Documents {
        /** In the data directory; this very service gives them out. */
        FILE,
        /** In a bucket of S3, which clients reach by themselves. */
        S3
    }

    /** {@code fleetport.live} */
    public enum Live {
        /** Followers see what this very process commits. */
        IN_PROCESS,
        /** Followers see what any process commits that shares the Redis. */
        REDIS
    }

    /** {@code fleetport.limits.kind}: who counts the requests that there are limits for. */
    public enum RateLimits {
        /** Each process by itself. */
        IN_PROCESS,
        /** All processes together that share the Redis. */
        REDIS
    }

    /** {@code fleetport.read-cache.kind}: whether answers of the stores are shared for a moment. */
    public enum ReadCache {
        /** Each request asks the store. */
        NONE,
        /** All processes together that share the Redis. */
        REDIS
    }

    /** {@code fleetport.events.bus}: where events are published beside the webhooks. */
    public enum Events {
        NONE,
        /** An event bus of Amazon EventBridge. */
        EVENTBRIDGE
    }

    /** {@code fleetport.keys.kind}: who keeps the key that organizations' keys are wrapped under. */
    public enum KeyKeeper {
        /** A file of the server's own user. */
        FILE,
        /** AWS KMS: the key never leaves it. */
        KMS
    }

    /** {@code fleetport.vehicles.trust}: where the server's certificate and the vehicles' authorities come from. */
    public enum VehicleTrust {
        /** An authority whose key lies on this machine. */
        DEVELOPMENT,
        /** PEM files. */
        FILES
    }

    /** {@code fleetport.stations.broker}: which MQTT broker stations speak to. */
    public enum Broker {
        /** One in this process, on loopback. */
        EMBEDDED,
        /** One that others run: Mosquitto, HiveMQ, AWS IoT Core. */
        OUTSIDE,
        /** None: there are no stations. */
        NONE
    }

    /** Who issues the tokens of callers: us, when {@code fleetport.security.development-key} is set. */
    public enum SignIn {
        /** An issuer on this machine that gives a token to whoever asks. */
        DEVELOPMENT,
        OIDC
    }

    /** @throws WrongSetting when a value is unknown or the combination must not start */
    public static Deployment of(Settings settings) {
        Environment environment = settings.oneOf("fleetport.environment", Environment.class, Environment.LOCAL);
        boolean local = environment == Environment.LOCAL;
        Stores stores = settings.oneOf("fleetport.stores", Stores.class, Stores.POSTGRES);
        Database usual = stores != Stores.POSTGRES ? Database.NONE : local ? Database.EMBEDDED : Database.EXTERNAL;
        Live live = settings.oneOf("fleetport.live", Live.class, Live.IN_PROCESS);
        Deployment deployment = new Deployment(
                environment,
                stores,
                settings.oneOf("fleetport.database.kind", Database.class, usual),
                settings.oneOf("fleetport.archive.kind", Archive.class, Archive.FILE),
                settings.oneOf("fleetport.archive.form", ArchiveForm.class, ArchiveForm.PARQUET),
                settings.oneOf("fleetport.documents.kind", Documents.class, Documents.FILE),
                live,
                settings.oneOf(
                        "fleetport.limits.kind",
                        RateLimits.class,
                        live == Live.REDIS ? RateLimits.REDIS : RateLimits.IN_PROCESS),
                ReadCacheBeans.kind(settings),
                settings.oneOf("fleetport.events.bus", Events.class, Events.NONE),
                settings.oneOf("fleetport.keys.kind", KeyKeeper.class, KeyKeeper.FILE),
                settings.oneOf(
                        "fleetport.vehicles.trust",
                        VehicleTrust.class,
                        local ? VehicleTrust.DEVELOPMENT : VehicleTrust.FILES),
                settings.oneOf("fleetport.stations.broker", Broker.class, local ? Broker.EMBEDDED : Broker.NONE),
                settings.text("fleetport.security.development-key").isPresent() ? SignIn.DEVELOPMENT : SignIn.OIDC);
        List<String> wrong = deployment.wrong();
        wrong.addAll(deployment.wrongSignIn(settings));
        wrong.addAll(deployment.wrongAws(settings));
        wrong.addAll(DynamoDbSettings.wrong(settings, deployment));
        wrong.addAll(LiveSettings.wrong(settings, deployment));
        wrong.addAll(ReadCacheBeans.wrong(settings, deployment));
        wrong.addAll(WrongRoles.of(settings, deployment));
        wrong.addAll(FunctionRules.wrong(settings, deployment));
        wrong.addAll(TelemetryBeans.wrong(settings, deployment));
        if (!wrong.isEmpty()) {
            throw new WrongSetting(String.join("; ", wrong));
        }
        return deployment;
    }

    private List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        if (stores == Stores.POSTGRES && database == Database.NONE) {
            wrong.add("fleetport.database.kind is none, but fleetport.stores is postgres: set it to external");
        }
        if (stores != Stores.POSTGRES && database != Database.NONE) {
            wrong.add("fleetport.stores is " + written(stores) + ", so fleetport.database.kind must be none but is "
                    + written(database));
        }
        if (environment == Environment.PRODUCTION) {
            if (stores == Stores.MEMORY) {
                wrong.add("fleetport.stores is memory, which loses everything at a restart: set it to postgres or"
                        + " dynamodb");
            }
            if (database == Database.EMBEDDED) {
                wrong.add("fleetport.database.kind is embedded, which is for local only: set it to external");
            }
            if (broker == Broker.EMBEDDED) {
                wrong.add("fleetport.stations.broker is embedded, which is for local only: set it to outside or none");
            }
            if (vehicles == VehicleTrust.DEVELOPMENT) {
                wrong.add(
                        "fleetport.vehicles.trust is development, with which anyone on this machine can be any vehicle:"
                                + " set it to files");
            }
            if (signIn == SignIn.DEVELOPMENT) {
                wrong.add("fleetport.security.development-key is set, with which anyone on this machine can sign in as"
                        + " anyone: leave it out and name an OIDC issuer");
            }
        }
        return wrong;
    }

    /** Tokens that anyone can make must not be of use to another machine, and keys that come in the clear to nobody. */
    private List<String> wrongSignIn(Settings settings) {
        List<String> wrong = new ArrayList<>();
        String host = settings.text("micronaut.server.host").orElse("localhost");
        if (signIn == SignIn.DEVELOPMENT && isLocal() && !LOOPBACK.matcher(host).matches()) {
            wrong.add("the API listens on " + host
                    + ", where everyone could use the development issuer's tokens: listen on"
                    + " localhost, or name an OIDC issuer by fleetport.security.issuer");
        }
        if (signIn == SignIn.OIDC && !isLocal()) {
            String issuer = settings.text("fleetport.security.issuer").orElse("not set");
            if (!issuer.startsWith("https://")) {
                wrong.add("fleetport.security.issuer must begin with https:// but is " + issuer
                        + ": its tokens are the ones believed");
            }
        }
        return wrong;
    }

    /** What is given for one kind and overlooked by the other was meant otherwise. */
    private List<String> wrongAws(Settings settings) {
        List<String> wrong = new ArrayList<>();
        for (String name : List.of("fleetport.aws.endpoint", "fleetport.kinesis.leases-endpoint")) {
            String endpoint = settings.text(name).orElse("https://");
            if (!isLocal() && !endpoint.startsWith("https://")) {
                wrong.add(name + " must begin with https:// but is " + endpoint
                        + ": keys and messages would go there in the clear");
            }
        }
        if (keys == KeyKeeper.FILE && settings.text("fleetport.keys.kms-key").isPresent()) {
            wrong.add("fleetport.keys.kms-key is set, but fleetport.keys.kind is file: set it to kms");
        }
        if (events == Events.NONE && settings.text(EventBusBeans.BUS_NAME).isPresent()) {
            wrong.add(EventBusBeans.BUS_NAME + " is set, but fleetport.events.bus is none: set it to eventbridge");
        }
        if (archive != Archive.S3 && settings.text("fleetport.archive.bucket").isPresent()) {
            wrong.add("fleetport.archive.bucket is set, but fleetport.archive.kind is " + written(archive)
                    + ": set it to s3");
        }
        if (documents == Documents.FILE
                && settings.text("fleetport.documents.bucket").isPresent()) {
            wrong.add("fleetport.documents.bucket is set, but fleetport.documents.kind is file: set it to s3");
        }
        if (documents == Documents.S3
                && settings.text("fleetport.documents.url").isPresent()) {
            wrong.add("fleetport.documents.url is set, but fleetport.documents.kind is s3, whose URLs are S3's own:"
                    + " leave it out");
        }
        return wrong;
    }

    /** Whether anything is shared through Redis. */
    boolean needsRedis() {
        return live == Live.REDIS || limits == RateLimits.REDIS || readCache == ReadCache.REDIS;
    }

    public boolean isLocal() {
        return environment == Environment.LOCAL;
    }

    /** As one line for the log. */
    @Override
    public String toString() {
        return "environment=" + written(environment) + " stores=" + written(stores) + " database=" + written(database)
                + " archive=" + written(archive) + " archive_form=" + written(archiveForm)
                + " documents=" + written(documents) + " live=" + written(live) + " limits=" + written(limits)
                + " read_cache=" + written(readCache) + " events=" + written(events)
                + " keys=" + written(keys) + " vehicles=" + written(vehicles) + " stations=" + written(broker)
                + " sign_in=" + written(signIn);
    }
}

package io.fleetport.bootstrap.wiring;

import io.fleetport.application.cache.CachedReads;
import io.fleetport.application.cache.ErasedReads;
import io.fleetport.application.document.DocumentErasing;
import io.fleetport.application.port.out.Archive;
import io.fleetport.application.port.out.DocumentFiles;
import io.fleetport.application.port.out.Erasable;
import io.fleetport.application.port.out.Erasures;
import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.LiveBus;
import io.fleetport.application.port.out.PrivacyRules;
import io.fleetport.application.port.out.PrivacyStores;
import io.fleetport.application.port.out.Pseudonyms;
import io.fleetport.application.port.out.Stores;
import io.fleetport.application.port.out.VinVault;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.ErasureWork;
import io.fleetport.application.privacy.HmacPseudonyms;
import io.fleetport.application.privacy.PrivacyBook;
import io.fleetport.application.privacy.VinKeeping;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.FormerKeyFiles;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must not be known or kept: organizations' keys, pseudonyms, the vault, privacy rules, and the job that erases. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class PrivacyBeans {

    private static final Logger LOG = LoggerFactory.getLogger(PrivacyBeans.class);

    private static final Duration REFRESH = Duration.ofSeconds(2);
    private static final Duration LEAST_REFRESH = Duration.ofMillis(100);

    /** Looks that every process has had at the rules before an erasure may be finished. */
    private static final int SETTLING_LOOKS = 5;

    @Context
    DataKeyRing dataKeys(Deployment deployment, Keys keys, Stores stores, DataDirectory data) {
        FormerKeys former =
                switch (deployment.stores()) {
                    case POSTGRES, DYNAMODB -> new FormerKeyFiles(data.keys());
                    case MEMORY -> FormerKeys.NONE; // what is taken over would be gone with the process
                };
        DataKeyRing ring = new DataKeyRing(keys, stores.privacy().dataKeys(), former);
        int rewrapped = ring.rewrap();
        if (rewrapped > 0) {
            LOG.info("wrapped {} keys anew under the master key {}", rewrapped, keys.currentId());
        }
        return ring;
    }

    @Context
    Pseudonyms pseudonyms(DataKeyRing keys) {
        return new HmacPseudonyms(keys);
    }

    @Context
    VinVault vault(Stores stores) {
        return stores.privacy().vins();
    }

    @Context
    PrivacyRules rules(Stores stores) {
        return stores.privacy().rules();
    }

    @Context
    Erasures erasures(Stores stores) {
        return stores.privacy().erasures();
    }

    @Context
    PrivacyBook book(Settings settings, PrivacyRules rules, Erasures erasures, ShutdownOrder shutdown) {
        return shutdown.started("privacy book", started(new PrivacyBook(rules, erasures, refresh(settings))));
    }

    /** For a command beside the server. */
    static PrivacyBook book(Settings settings, PrivacyStores stores) {
        return started(new PrivacyBook(stores.rules(), stores.erasures(), refresh(settings)));
    }

    private static PrivacyBook started(PrivacyBook book) {
        book.start();
        return book;
    }

    /** Not offered as pseudonyms in general: only a certificate proves a VIN. */
    @Context
    @Bean(typed = VinKeeping.class)
    VinKeeping vinKeeping(
            Pseudonyms pseudonyms, VinVault vault, DataKeyRing keys, PrivacyBook book, ShutdownOrder shutdown) {
        VinKeeping keeping = new VinKeeping(pseudonyms, vault, keys, book);
        keeping.start();
        return shutdown.started("VIN keeping", keeping);
    }

    /** @param reads absent where there is no cache that holds something of vehicles for a moment */
    @Context
    @Requires(condition = DoesJobs.class)
    ErasureWork erasureWork(
            Settings settings,
            Stores stores,
            DocumentFiles files,
            Archive archive,
            LiveBus live,
            @Nullable CachedReads reads,
            Clock clock,
            ShutdownOrder shutdown) {
        List<Erasable> places = new ArrayList<>();
        if (reads != null) {
            places.add(new ErasedReads(reads)); // first: what it shows is gone from the stores by then
        }
        Stream.of(new DocumentErasing(stores.documents(), files), live, archive)
                .filter(Erasable.class::isInstance)
                .map(Erasable.class::cast)
                .forEach(places::add);
        ErasureWork work = new ErasureWork(
                stores.privacy().erasures(),
                stores.privacy().erasable(),
                places,
                refresh(settings).multipliedBy(SETTLING_LOOKS),
                clock);
        work.start();
        return shutdown.started("erasure", work);
    }

    private static Duration refresh(Settings settings) {
        return settings.duration("fleetport.privacy.refresh", REFRESH, LEAST_REFRESH);
    }
}

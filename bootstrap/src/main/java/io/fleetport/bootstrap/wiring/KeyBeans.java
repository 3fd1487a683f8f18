package io.fleetport.bootstrap.wiring;

import io.fleetport.application.port.out.Keys;
import io.fleetport.application.port.out.PortRefused;
import io.fleetport.aws.kms.KmsKeys;
import io.fleetport.bootstrap.local.DataDirectory;
import io.fleetport.bootstrap.local.LocalLayout;
import io.fleetport.bootstrap.local.MasterKeys;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Who keeps the key that every organization's keys are wrapped under. */
@Factory
@Requires(property = DeploymentBeans.DATA)
final class KeyBeans {

    private static final String FILE = "fleetport.keys.file";
    private static final String KMS_KEY = "fleetport.keys.kms-key";

    /** KMS answers within tens of milliseconds; whoever waits for a key has a vehicle or a request waiting. */
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private static final Duration CALL = Duration.ofSeconds(10);

    @Context
    Keys keys(
            Deployment deployment,
            Settings settings,
            DataDirectory data,
            ShutdownOrder shutdown,
            MeterRegistry meters) {
        return switch (deployment.keys()) {
            case FILE -> MasterKeys.open(file(settings, data.root()));
            case KMS -> moved(settings, shutdown.started("KMS", kms(settings, meters)));
        };
    }

    private static Path file(Settings settings, Path data) {
        return settings.text(FILE).map(Path::of).orElseGet(() -> LocalLayout.masterKeys(data));
    }

    /**
     * The keys of a server for a command beside it, which never makes any.
     *
     * @param data the server's data directory
     * @param closing told what is to be closed when the command is done
     * @throws WrongSetting when there are none
     */
    static Keys beside(
            Deployment deployment,
            Settings settings,
            Path data,
            MeterRegistry meters,
            Consumer<AutoCloseable> closing) {
        return switch (deployment.keys()) {
            case FILE -> {
                Path file = file(settings, data);
                if (!Files.exists(file)) {
                    throw new WrongSetting("there are no master keys in " + file
                            + ": give the server's data directory as --data, or the file as " + FILE);
                }
                yield MasterKeys.open(file);
            }
            case KMS -> {
                KmsKeys kms = kms(settings, meters);
                closing.accept(kms);
                yield moved(settings, kms);
            }
        };
    }

    private static KmsKeys kms(Settings settings, MeterRegistry meters) {
        String key = settings.required(KMS_KEY, "fleetport.keys.kind is kms");
        try {
            return KmsKeys.open(
                    AwsSettings.access(settings, "fleetport.keys", ATTEMPT, CALL)
                            .counting(meters),
                    key);
        } catch (PortRefused e) {
            throw new WrongSetting(KMS_KEY + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The file of before opens what was wrapped under it, until all is wrapped anew. */
    private static Keys moved(Settings settings, Keys kms) {
        if (settings.text(FILE).isEmpty()) {
            return kms;
        }
        Path former = Path.of(settings.text(FILE).get());
        if (!Files.exists(former)) {
            throw new WrongSetting(FILE + " is " + former + ", where no file is: with fleetport.keys.kind kms it names"
                    + " the keys of before, and is left out when there are none");
        }
        return new MovedKeys(kms, MasterKeys.open(former));
    }
}

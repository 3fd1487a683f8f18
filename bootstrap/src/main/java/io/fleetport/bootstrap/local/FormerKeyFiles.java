package io.fleetport.bootstrap.local;

import io.fleetport.application.port.out.FormerKeys;
import io.fleetport.application.privacy.DataKeyRing;
import io.fleetport.application.privacy.SealedBytes;
import io.fleetport.domain.fleet.OrganizationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Pseudonym keys as data directories held them bare: {@code <organization>.pseudonym.key}. Safe to call from many threads. */
public final class FormerKeyFiles implements FormerKeys {

    private final Path folder;

    public FormerKeyFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<byte[]> find(OrganizationId organization, String purpose) {
        Path file = file(organization);
        if (!purpose.equals(DataKeyRing.PSEUDONYM) || !Files.exists(file)) {
            return Optional.empty();
        }
        byte[] key = PrivateFile.read(file);
        if (key.length != SealedBytes.KEY_BYTES) {
            throw new IllegalStateException("the pseudonym key of " + organization + " must have "
                    + SealedBytes.KEY_BYTES + " bytes but has " + key.length);
        }
        return Optional.of(key);
    }

    @Override
    public void remove(OrganizationId organization, String purpose) {
        if (!purpose.equals(DataKeyRing.PSEUDONYM)) {
            return;
        }
        try {
            Files.deleteIfExists(file(organization));
            Folders.sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file(organization), e);
        }
    }

    private Path file(OrganizationId organization) {
        return folder.resolve(organization + ".pseudonym.key");
    }
}

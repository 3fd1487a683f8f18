package io.fleetport.bootstrap.document;

import io.fleetport.domain.document.Checksum;
import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;

/**
 * What a signed URL lets whoever has it put.
 *
 * @param bytes exactly so many
 * @param contentType to be sent as it is
 */
public record UploadGrant(
        OrganizationId organization, DocumentId document, long bytes, String contentType, Checksum checksum) {}

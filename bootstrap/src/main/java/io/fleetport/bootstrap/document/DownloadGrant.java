package io.fleetport.bootstrap.document;

import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;

/**
 * What a signed URL lets whoever has it get.
 *
 * @param fileName to be saved under
 */
public record DownloadGrant(OrganizationId organization, DocumentId document, String contentType, String fileName) {}

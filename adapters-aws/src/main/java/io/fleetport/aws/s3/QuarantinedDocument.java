package io.fleetport.aws.s3;

import io.fleetport.domain.document.DocumentId;
import io.fleetport.domain.fleet.OrganizationId;

/** A document whose bytes were put where uploads go. */
public record QuarantinedDocument(OrganizationId organization, DocumentId document) {}

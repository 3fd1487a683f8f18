package io.fleetport.domain.document;

/** What a document is about; what it may be made of and who may see it follows from that. */
public enum DocumentKind {
    /** What a camera in the vehicle saw: its driver and others may be in it. */
    DASHCAM_CLIP,
    /** What belongs to a trip: a delivery note, a receipt, a log. */
    TRIP_DOCUMENT
}

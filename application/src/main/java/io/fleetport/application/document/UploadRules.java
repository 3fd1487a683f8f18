package io.fleetport.application.document;

import io.fleetport.application.port.out.DocumentFiles.Uploaded;
import io.fleetport.domain.document.Document;
import io.fleetport.domain.document.Document.Refusal;
import io.fleetport.domain.document.FileFacts;
import org.jspecify.annotations.Nullable;

/** What uploaded bytes must be like. */
final class UploadRules {

    private UploadRules() {}

    /** Null when they are as they must be. The signed URL should have seen to most of it; here nothing is taken on trust. */
    static @Nullable Refusal refusal(Document document, Uploaded uploaded, DocumentSettings settings) {
        FileFacts facts = document.facts();
        if (!settings.allowed(document.kind()).contains(facts.type())) {
            return Refusal.TYPE_NOT_ALLOWED;
        }
        if (uploaded.bytes() != facts.bytes()) {
            return Refusal.OTHER_SIZE;
        }
        if (!uploaded.checksum().equals(facts.checksum())) {
            return Refusal.OTHER_CHECKSUM;
        }
        return facts.type().fits(uploaded.head()) ? null : Refusal.OTHER_CONTENT;
    }
}

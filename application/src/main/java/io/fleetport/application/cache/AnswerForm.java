package io.fleetport.application.cache;

import io.fleetport.application.encoding.ByteSink;
import io.fleetport.application.encoding.ByteSource;
import io.fleetport.domain.fleet.OrganizationId;

/** How answers of a kind are written as bytes, without loss. Whose they are is not written: {@link AnswerFrame} says it. */
interface AnswerForm<T> {

    /** @throws IllegalArgumentException when the answer cannot be written without loss */
    void put(T answer, ByteSink sink);

    /** @throws IllegalArgumentException when the bytes are not of this form */
    T get(OrganizationId organization, ByteSource source);
}

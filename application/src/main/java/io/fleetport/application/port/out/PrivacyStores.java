package io.fleetport.application.port.out;

/** The part of the {@link Stores} that keeps what is private, private. */
public record PrivacyStores(
        DataKeys dataKeys, VinVault vins, PrivacyRules rules, Erasures erasures, ErasableStores erasable) {}

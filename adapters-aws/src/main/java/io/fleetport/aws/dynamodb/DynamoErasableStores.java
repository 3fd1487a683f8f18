package io.fleetport.aws.dynamodb;

import io.fleetport.application.port.out.ErasableStores;
import io.fleetport.application.port.out.ErasureScope;
import java.util.HashMap;
import java.util.Map;

/**
 * Erases kind by kind. There is no waiting for commits underway: the standing goes first, each transaction of a vehicle checks it,
 * and one that stores the vehicle for the first time checks the order to erase.
 */
final class DynamoErasableStores implements ErasableStores {

    private final ErasedTelemetry telemetry;
    private final ErasedAtStations stations;
    private final DynamoOutbox outbox;
    private final DynamoVinVault vins;
    private final DynamoPrivacyRules rules;
    private final DynamoVehicleClaims claims;
    private final DynamoFleets fleets;

    DynamoErasableStores(
            ErasedTelemetry telemetry,
            ErasedAtStations stations,
            DynamoOutbox outbox,
            DynamoVinVault vins,
            DynamoPrivacyRules rules,
            DynamoVehicleClaims claims,
            DynamoFleets fleets) {
        this.telemetry = telemetry;
        this.stations = stations;
        this.outbox = outbox;
        this.vins = vins;
        this.rules = rules;
        this.claims = claims;
        this.fleets = fleets;
    }

    @Override
    public Map<String, Long> begin(ErasureScope scope) {
        Map<String, Long> removed = new HashMap<>();
        if (scope.from() == null) {
            removed.put("vin", vins.erase(scope.key()));
            rules.erase(scope.key());
        }
        removed.put("vehicle", telemetry.begin(scope));
        return removed;
    }

    @Override
    public ErasureScope.Messages messages(ErasureScope scope) {
        return telemetry.messages(scope);
    }

    @Override
    public Outgoing outbox(ErasureScope.Messages messages) {
        return outbox.erase(messages);
    }

    @Override
    public Map<String, Long> finish(ErasureScope scope) {
        Map<String, Long> removed = new HashMap<>(stations.erase(scope));
        removed.putAll(telemetry.finish(scope));
        if (scope.from() == null) {
            removed.put("vehicle_claim", claims.erase(scope.key()));
            removed.put("fleet_vehicle", fleets.erase(scope.key()));
        }
        return removed;
    }
}

package io.fleetport.application.port.out;

/** Stores whose parts were made together. */
public interface AssembledStores extends Stores {

    StoreParts parts();

    @Override
    default TelemetryLedger ledger() {
        return parts().ledger();
    }

    @Override
    default Vehicles vehicles() {
        return parts().vehicles();
    }

    @Override
    default Trips trips() {
        return parts().trips();
    }

    @Override
    default Gaps gaps() {
        return parts().gaps();
    }

    @Override
    default DeadLetters deadLetters() {
        return parts().deadLetters();
    }

    @Override
    default History history() {
        return parts().history();
    }

    @Override
    default Outbox outbox() {
        return parts().outbox();
    }

    @Override
    default Stations stations() {
        return parts().stations();
    }

    @Override
    default StationHistory stationHistory() {
        return parts().stationHistory();
    }

    @Override
    default Sessions sessions() {
        return parts().sessions();
    }

    @Override
    default Swaps swaps() {
        return parts().swaps();
    }

    @Override
    default Packs packs() {
        return parts().packs();
    }

    @Override
    default StationCommands stationCommands() {
        return parts().stationCommands();
    }

    @Override
    default IdempotentAnswers idempotentAnswers() {
        return parts().idempotentAnswers();
    }

    @Override
    default PrivacyStores privacy() {
        return parts().privacy();
    }

    @Override
    default EventLog events() {
        return parts().events();
    }

    @Override
    default Webhooks webhooks() {
        return parts().webhooks();
    }

    @Override
    default DeliveryQueue deliveryQueue() {
        return parts().deliveryQueue();
    }

    @Override
    default DeliveryLog deliveryLog() {
        return parts().deliveryLog();
    }

    @Override
    default BusQueue busQueue() {
        return parts().busQueue();
    }

    @Override
    default Documents documents() {
        return parts().documents();
    }

    @Override
    default Organizations organizations() {
        return parts().organizations();
    }

    @Override
    default Fleets fleets() {
        return parts().fleets();
    }

    @Override
    default Members members() {
        return parts().members();
    }

    @Override
    default CustomRoles customRoles() {
        return parts().customRoles();
    }

    @Override
    default ApiKeys apiKeys() {
        return parts().apiKeys();
    }

    @Override
    default VehicleClaims vehicleClaims() {
        return parts().vehicleClaims();
    }

    @Override
    default Usage usage() {
        return parts().usage();
    }

    @Override
    default AuditLog auditLog() {
        return parts().auditLog();
    }

    @Override
    default Retention retention() {
        return parts().retention();
    }
}

package io.fleetport.application.tracing;

import io.fleetport.application.contract.RememberedTracing;
import io.fleetport.application.contract.TracingContract;
import io.fleetport.application.port.out.Tracing;
import java.util.List;

class RememberedTracingTest implements TracingContract {

    private final RememberedTracing tracing = new RememberedTracing();

    @Override
    public Tracing tracing() {
        return tracing;
    }

    @Override
    public List<Told> told() {
        return tracing.told();
    }
}

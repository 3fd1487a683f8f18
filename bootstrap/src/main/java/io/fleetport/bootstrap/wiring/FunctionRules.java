package io.fleetport.bootstrap.wiring;

import static io.fleetport.bootstrap.wiring.Settings.written;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a process inside a function of AWS Lambda must not be set to. There are as many of it as there are events at a time, each
 * stands still between two events, and its disk goes with it.
 */
final class FunctionRules {

    private FunctionRules() {}

    /** Nothing for a process that is in no function. */
    static List<String> wrong(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        if (settings.text(LambdaFunction.SETTING).isEmpty()) {
            return wrong;
        }
        LambdaFunction function = settings.oneOf(LambdaFunction.SETTING, LambdaFunction.class, LambdaFunction.API);
        ProcessRoles roles = ProcessRoles.of(settings);
        if (!roles.roles().equals(Set.of(ProcessRole.API))) {
            wrong.add(
                    "fleetport.roles must be api in a function, whose process stands still between events: leave it out");
        }
        if (deployment.broker() != Deployment.Broker.NONE) {
            wrong.add("fleetport.stations.broker is " + written(deployment.broker())
                    + ", but a function cannot hold a connection to a broker: set it to none");
        }
        if (function == LambdaFunction.UPLOADS && deployment.documents() != Deployment.Documents.S3) {
            wrong.add("fleetport.documents.kind is " + written(deployment.documents())
                    + ", but it is S3 that tells this function of uploads: set it to s3");
        }
        if (!deployment.isLocal()) {
            wrong.addAll(lost(settings, deployment));
        }
        return wrong;
    }

    /** What would be kept on the function's own disk. */
    private static List<String> lost(Settings settings, Deployment deployment) {
        List<String> wrong = new ArrayList<>();
        if (deployment.archive() == Deployment.Archive.FILE) {
            wrong.add("fleetport.archive.kind is file, but a function's disk does not last: set it to s3 or none");
        }
        if (deployment.documents() == Deployment.Documents.FILE) {
            wrong.add("fleetport.documents.kind is file, but a function's disk does not last: set it to s3");
        }
        if (deployment.keys() == Deployment.KeyKeeper.FILE
                && settings.text("fleetport.keys.file").isEmpty()) {
            wrong.add("fleetport.keys.kind is file, but a function's disk does not last: set it to kms, or name the"
                    + " installation's file by fleetport.keys.file");
        }
        for (String key : List.of(GivenKeys.VIN_INDEX, GivenKeys.WEBHOOKS)) {
            if (settings.text(key).isEmpty()) {
                wrong.add(key + " is not set: every process of an installation needs the same");
            }
        }
        return wrong;
    }
}

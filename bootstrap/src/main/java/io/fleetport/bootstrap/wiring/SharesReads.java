package io.fleetport.bootstrap.wiring;

/** Holds for processes that show what is cached, and for those whose erasures the cache must know of. */
final class SharesReads extends OnSettings {

    @Override
    boolean holds(Settings settings) {
        try {
            ProcessRoles roles = ProcessRoles.of(settings);
            return ReadCacheBeans.kind(settings) == Deployment.ReadCache.REDIS
                    && (roles.answersRequests() || roles.doesJobs());
        } catch (WrongSetting refusedElsewhere) {
            return false;
        }
    }
}

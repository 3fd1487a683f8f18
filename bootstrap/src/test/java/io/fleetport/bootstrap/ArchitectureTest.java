package io.fleetport.bootstrap;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependency arrow points inwards only. Every rule lists what is allowed, so a misspelt package fails. */
@AnalyzeClasses(
        packages = "io.fleetport",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutContracts.class})
class ArchitectureTest {

    /** The port contracts come as a jar of tests, which look like any other classes. */
    static final class WithoutContracts implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    private static final String[] JDK = {"java..", "org.jspecify.annotations.."};

    @ArchTest
    static final ArchRule theDomainKnowsTheJdkOnly = classes()
            .that()
            .resideInAPackage("io.fleetport.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("io.fleetport.domain.."));

    @ArchTest
    static final ArchRule motionKnowsNothingElseOfTheDomain = classes()
            .that()
            .resideInAPackage("io.fleetport.domain.motion..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("io.fleetport.domain.motion.."));

    @ArchTest
    static final ArchRule energyKnowsAtMostMotion = classes()
            .that()
            .resideInAPackage("io.fleetport.domain.energy..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with("io.fleetport.domain.energy..", "io.fleetport.domain.motion.."));

    @ArchTest
    static final ArchRule vehiclesKnowMotionAndEnergy = classes()
            .that()
            .resideInAPackage("io.fleetport.domain.vehicle..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.domain.vehicle..", "io.fleetport.domain.motion..", "io.fleetport.domain.energy.."));

    @ArchTest
    static final ArchRule tripsKnowVehiclesButNotFleets = classes()
            .that()
            .resideInAPackage("io.fleetport.domain.trip..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.domain.trip..",
                    "io.fleetport.domain.vehicle..",
                    "io.fleetport.domain.motion..",
                    "io.fleetport.domain.energy.."));

    @ArchTest
    static final ArchRule documentsKnowWhoseTheyAre = classes()
            .that()
            .resideInAPackage("io.fleetport.domain.document..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.domain.document..",
                    "io.fleetport.domain.vehicle..",
                    "io.fleetport.domain.trip..",
                    "io.fleetport.domain.fleet.."));

    @ArchTest
    static final ArchRule theApplicationKnowsTheDomainAndTwoFacades = classes()
            .that()
            .resideInAPackage("io.fleetport.application..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "javax.crypto..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument.."));

    @ArchTest
    static final ArchRule whoMovesAnOrganizationKnowsStoresByTheirPorts = classes()
            .that()
            .resideInAPackage("io.fleetport.application.migration..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.application.migration..",
                    "io.fleetport.application.encoding..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain.."));

    @ArchTest
    static final ArchRule whatIsCachedKnowsNoCaller = classes()
            .that()
            .resideInAPackage("io.fleetport.application.cache..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.application.cache..",
                    "io.fleetport.application.encoding..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument.."));

    @ArchTest
    static final ArchRule whoReplaysTheArchiveKnowsTheIntakeAndNobodyWhoWatches = classes()
            .that()
            .resideInAPackage("io.fleetport.application.replay..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.application.replay..",
                    "io.fleetport.application.encoding..",
                    "io.fleetport.application.port..",
                    "io.fleetport.application.telemetry..",
                    "io.fleetport.application.vehicle..",
                    "io.fleetport.domain.."));

    @ArchTest
    static final ArchRule theTeslaAdapterKnowsNoOtherAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.tesla..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.tesla..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "io.netty..",
                    "com.google.protobuf..",
                    "com.fasterxml.jackson.core..",
                    "org.HdrHistogram..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument..",
                    "javax.naming..",
                    "javax.net.ssl..",
                    "javax.security.auth.."));

    @ArchTest
    static final ArchRule theMqttAdapterKnowsNoOtherAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.mqtt..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.mqtt..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "com.hivemq.client..",
                    "io.netty..",
                    "com.fasterxml.jackson.core..",
                    "org.HdrHistogram..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument..",
                    "javax.net.ssl.."));

    @ArchTest
    static final ArchRule howStationsSpeakKnowsNoTransport = classes()
            .that()
            .resideInAPackage("io.fleetport.mqtt.wire..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.mqtt.wire..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "com.fasterxml.jackson.core.."));

    @ArchTest
    static final ArchRule thePostgresAdapterKnowsNoOtherAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.rds..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.rds..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "javax.sql..",
                    "org.postgresql..",
                    "com.zaxxer.hikari..",
                    "org.flywaydb..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument.."));

    @ArchTest
    static final ArchRule theStoresInDynamoDbKnowNoOtherService = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.dynamodb..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.dynamodb..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.services.dynamodb..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule theRedisAdapterKnowsNoOtherAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.elasticache..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.elasticache..",
                    "io.fleetport.application..",
                    "io.fleetport.domain..",
                    "io.lettuce.core..",
                    "io.netty.util.concurrent..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument.."));

    @ArchTest
    static final ArchRule howAwsIsReachedKnowsNoServiceOfIt = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.sdk..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.sdk..",
                    "io.micrometer.core.instrument..",
                    "io.fleetport.application.port.out..",
                    "software.amazon.awssdk.auth..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.http..",
                    "software.amazon.awssdk.regions..",
                    "software.amazon.awssdk.retries..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule theArchivesFormsKnowNoPlaceToKeepThem = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.archive..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.archive..",
                    "io.fleetport.application.encoding..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain..",
                    "com.fasterxml.jackson.core..",
                    "org.apache.parquet.format.."));

    @ArchTest
    static final ArchRule theFileArchiveKnowsNoForm = classes()
            .that()
            .resideInAPackage("io.fleetport.bootstrap.archive..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.bootstrap.archive..",
                    "io.fleetport.bootstrap.local..",
                    "io.fleetport.aws.archive..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain.."));

    @ArchTest
    static final ArchRule documentsOnDiskKnowNoCaller = classes()
            .that()
            .resideInAPackage("io.fleetport.bootstrap.document..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.bootstrap.document..",
                    "io.fleetport.bootstrap.local..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain..",
                    "javax.crypto.."));

    @ArchTest
    static final ArchRule functionsReachTheServiceByItsDoors = classes()
            .that()
            .resideInAPackage("io.fleetport.bootstrap.lambda..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.bootstrap.lambda..",
                    "io.fleetport.bootstrap.http..",
                    "io.fleetport.bootstrap.local..",
                    "io.fleetport.bootstrap.wiring..",
                    "io.fleetport.application.port.in..",
                    "io.fleetport.aws.s3..",
                    "io.fleetport.mqtt..",
                    "io.fleetport.domain..",
                    "com.amazonaws.services.lambda.runtime..",
                    "org.crac..",
                    "io.netty..",
                    "io.micronaut.core.type..",
                    "io.micronaut.http..",
                    "io.micronaut.json..",
                    "org.slf4j..",
                    "io.micrometer.core.instrument.."));

    @ArchTest
    static final ArchRule whatIsToldOfTheServiceKnowsNoStoreAndNoAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.bootstrap.tracing..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.bootstrap.tracing..",
                    "io.fleetport.application.port..",
                    "io.fleetport.domain.fleet..",
                    "io.opentelemetry..",
                    "io.micrometer.core.instrument..",
                    "io.micrometer.registry.otlp..",
                    "io.micronaut..",
                    "jakarta..",
                    "org.slf4j.."));

    @ArchTest
    static final ArchRule theKeysInKmsKnowNoOtherService = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.kms..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.kms..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.application.privacy..",
                    "org.slf4j..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.services.kms..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule theStreamOnKinesisKnowsNoOtherAdapter = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.kinesis..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.kinesis..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.application.thread..",
                    "org.slf4j..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    // The client library wants a client of each, the last without ever calling it.
                    "software.amazon.awssdk.services.kinesis..",
                    "software.amazon.awssdk.services.dynamodb..",
                    "software.amazon.awssdk.services.cloudwatch..",
                    "software.amazon.awssdk.utils..",
                    "software.amazon.kinesis.."));

    @ArchTest
    static final ArchRule theEventBusKnowsNoOtherService = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.eventbridge..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.eventbridge..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain.fleet..",
                    "com.fasterxml.jackson.core..",
                    "org.slf4j..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.services.eventbridge..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule secretsKnowNoOtherService = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.secretsmanager..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.secretsmanager..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.application.port.out..",
                    "com.fasterxml.jackson.core..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.services.secretsmanager..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule whatIsInS3KnowsNoOtherService = classes()
            .that()
            .resideInAPackage("io.fleetport.aws.s3..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(with(
                    "io.fleetport.aws.s3..",
                    "io.fleetport.aws.sdk..",
                    "io.fleetport.aws.archive..",
                    "io.fleetport.application.port.out..",
                    "io.fleetport.domain..",
                    "org.slf4j..",
                    "software.amazon.awssdk.awscore..",
                    "software.amazon.awssdk.core..",
                    "software.amazon.awssdk.services.s3..",
                    "software.amazon.awssdk.utils.."));

    @ArchTest
    static final ArchRule featuresDoNotDependOnEachOtherInCircles =
            slices().matching("io.fleetport.domain.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nobodyKnowsTheBootstrap = classes()
            .that()
            .resideInAPackage("io.fleetport.bootstrap..")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.fleetport.bootstrap..");

    private static String[] with(String... allowed) {
        String[] all = new String[JDK.length + allowed.length];
        System.arraycopy(JDK, 0, all, 0, JDK.length);
        System.arraycopy(allowed, 0, all, JDK.length, allowed.length);
        return all;
    }
}

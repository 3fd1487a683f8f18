package io.fleetport.aws.sdk;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsAsyncClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.presigner.SdkPresigner;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Where AWS is and how long it is waited for. An attempt that was throttled, failed on the other side or took too long is
 * made again, after the growing and random pauses of the SDK's standard retry strategy, until the attempts or the time of
 * the call are used up.
 *
 * @param region such as {@code eu-central-1}
 * @param endpoint of a server that stands in for AWS, or of a VPC endpoint; null for the region's own
 * @param credentials asked before each call
 * @param attempts of a call, 1 to 10
 * @param attemptTimeout of one attempt, from the connection to the whole answer
 * @param callTimeout of a call with all its attempts and pauses; not shorter than that of an attempt
 */
public record AwsAccess(
        String region,
        @Nullable URI endpoint,
        AwsCredentialsProvider credentials,
        int attempts,
        Duration attemptTimeout,
        Duration callTimeout,
        @Nullable MeterRegistry meters) {

    private static final int MOST_ATTEMPTS = 10;

    /** At a time, of one client; a further call waits for one, as long as for a new one. */
    private static final int MOST_CONNECTIONS = 50;

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** As the Kinesis Client Library recommends for its own client ({@code KinesisClientUtil}). */
    private static final int STREAM_WINDOW = 512 * 1024;

    private static final Duration STREAM_PING = Duration.ofMinutes(1);

    public AwsAccess {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be within 1.." + MOST_ATTEMPTS + " but is " + attempts);
        }
        if (!attemptTimeout.isPositive()) {
            throw new IllegalArgumentException("attemptTimeout must be positive but is " + attemptTimeout);
        }
        if (callTimeout.compareTo(attemptTimeout) < 0) {
            throw new IllegalArgumentException(
                    "callTimeout must be at least " + attemptTimeout + " but is " + callTimeout);
        }
    }

    /** Whose requests nobody counts. */
    public AwsAccess(
            String region,
            @Nullable URI endpoint,
            AwsCredentialsProvider credentials,
            int attempts,
            Duration attemptTimeout,
            Duration callTimeout) {
        this(region, endpoint, credentials, attempts, attemptTimeout, callTimeout, null);
    }

    /** The same, with the requests of its clients counted: {@code fleetport.aws.requests}, {@code fleetport.dynamodb.capacity}. */
    public AwsAccess counting(MeterRegistry counted) {
        return new AwsAccess(region, endpoint, credentials, attempts, attemptTimeout, callTimeout, counted);
    }

    /** The same, at another address. */
    public AwsAccess at(@Nullable URI other) {
        return new AwsAccess(region, other, credentials, attempts, attemptTimeout, callTimeout, meters);
    }

    /** With the SDK's default credentials: environment, system properties, profile, container or instance role. */
    public static AwsAccess of(
            String region, @Nullable URI endpoint, int attempts, Duration attemptTimeout, Duration callTimeout) {
        return new AwsAccess(
                region, endpoint, DefaultCredentialsProvider.builder().build(), attempts, attemptTimeout, callTimeout);
    }

    /** Tells a presigner where AWS is and as whom it signs; it calls nobody. Returns the builder. */
    public <B extends SdkPresigner.Builder> B signingFor(B builder) {
        builder.region(Region.of(region)).credentialsProvider(credentials);
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder;
    }

    /** A client that is to be closed by whoever asked for it, and closes its connections then. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C open(B builder) {
        prepare(builder);
        builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                .apiCallAttemptTimeout(attemptTimeout)
                .apiCallTimeout(callTimeout)
                .build());
        builder.httpClientBuilder(ApacheHttpClient.builder()
                .maxConnections(MOST_CONNECTIONS)
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(CONNECT)
                .socketTimeout(attemptTimeout));
        return builder.build();
    }

    /**
     * As {@link #open}, for calls that do not block. Without a time-out of the call, as one of its answers may be a stream
     * without end; what is waited for is limited by whoever calls.
     *
     * @param streaming whether answers come as streams, for which AWS speaks HTTP/2 alone
     */
    public <B extends AwsAsyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C openAsync(
            B builder, boolean streaming) {
        prepare(builder);
        NettyNioAsyncHttpClient.Builder http = NettyNioAsyncHttpClient.builder()
                .connectionTimeout(CONNECT)
                .connectionAcquisitionTimeout(attemptTimeout);
        builder.httpClientBuilder(
                streaming
                        ? http.protocol(Protocol.HTTP2)
                                .maxConcurrency(
                                        Integer.MAX_VALUE) // each stream takes a place for as long as it is read
                                .http2Configuration(streams ->
                                        streams.initialWindowSize(STREAM_WINDOW).healthCheckPingPeriod(STREAM_PING))
                        : http.protocol(Protocol.HTTP1_1)
                                .maxConcurrency(MOST_CONNECTIONS)
                                .readTimeout(attemptTimeout)
                                .writeTimeout(attemptTimeout));
        return builder.build();
    }

    private <B extends AwsClientBuilder<B, C>, C> void prepare(B builder) {
        builder.region(Region.of(region)).credentialsProvider(credentials).overrideConfiguration(calls -> {
            calls.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                    .maxAttempts(attempts)
                    .build());
            if (meters != null) {
                calls.addExecutionInterceptor(new RequestMeters(meters));
            }
        });
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
    }
}

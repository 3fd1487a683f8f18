package io.fleetport.aws.s3;

import io.fleetport.aws.sdk.AwsAccess;
import java.net.URI;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** S3Proxy with its objects in memory: they stay while the server is down. It checks every signature. */
public final class S3Server implements AutoCloseable {

    public static final String IDENTITY = "fleetport";
    public static final String SECRET = "a secret of the test";

    private final TransientNio2BlobStore objects = new TransientNio2BlobStore();
    private final S3Client client;
    private int port;
    private S3Proxy server;

    public S3Server() {
        server = started(0);
        port = server.getPort();
        client = access(SECRET).open(S3Client.builder().forcePathStyle(true));
    }

    private S3Proxy started(int at) {
        S3Proxy started = S3Proxy.builder()
                .blobStore(objects)
                .endpoint(URI.create("http://127.0.0.1:" + at))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, IDENTITY, SECRET)
                .stopTimeout(0)
                .build();
        try {
            started.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not start", e);
        }
        return started;
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public AwsAccess access() {
        return access(SECRET);
    }

    AwsAccess access(String secret) {
        return new AwsAccess(
                "eu-central-1",
                endpoint(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(IDENTITY, secret)),
                2,
                Duration.ofSeconds(20),
                Duration.ofMinutes(1));
    }

    /** Makes a bucket. @return its name */
    public String bucket() {
        String name = "archive-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(name));
        return name;
    }

    void keepVersions(String bucket) {
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    /** Every version of every object, the newest by its key and those before it by key and number. */
    SortedMap<String, byte[]> everything(String bucket) {
        SortedMap<String, byte[]> found = new TreeMap<>();
        for (ObjectVersion version : client.listObjectVersionsPaginator(request -> request.bucket(bucket))
                .versions()) {
            String name = version.key();
            while (found.containsKey(name)) {
                name += " before";
            }
            String id = "null".equals(version.versionId()) ? null : version.versionId();
            found.put(
                    name,
                    client.getObjectAsBytes(request ->
                                    request.bucket(bucket).key(version.key()).versionId(id))
                            .asByteArray());
        }
        return found;
    }

    int unfinishedUploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }

    S3Client client() {
        return client;
    }

    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server does not stop", e);
        }
    }

    /** At the address of before. */
    public void startAgain() {
        server = started(port);
    }

    @Override
    public void close() {
        client.close();
        stop();
    }
}

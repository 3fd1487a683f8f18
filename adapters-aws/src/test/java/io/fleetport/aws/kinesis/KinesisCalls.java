package io.fleetport.aws.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Operations of a Kinesis that wants a signature and does not look at it. */
record KinesisCalls(URI endpoint, HttpClient client) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static HttpRequest request(URI endpoint, String operation, byte[] body) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=a/20260101/eu-central-1/kinesis/aws4_request,"
                                + " SignedHeaders=host, Signature=none")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    HttpResponse<byte[]> ask(String operation, byte[] body) throws IOException, InterruptedException {
        return client.send(request(endpoint, operation, body), HttpResponse.BodyHandlers.ofByteArray());
    }

    JsonNode ask(String operation, JsonNode request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(operation, JSON.writeValueAsBytes(request));
        if (answer.statusCode() != 200) {
            throw new IOException(operation + " was answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body());
    }
}

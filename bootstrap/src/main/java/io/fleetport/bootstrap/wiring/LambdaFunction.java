package io.fleetport.bootstrap.wiring;

/** {@code fleetport.lambda.function}: which function of AWS Lambda this process runs in. Set by the entry point itself. */
public enum LambdaFunction {
    /** Answers requests that come through API Gateway. */
    API,
    /** Takes what stations say from a queue or stream that an IoT rule fills. */
    STATIONS,
    /** Confirms documents when S3 tells of their upload. */
    UPLOADS;

    /** The setting. */
    public static final String SETTING = "fleetport.lambda.function";
}

package io.fleetport.bootstrap.cli;

import io.fleetport.mqtt.simulator.ProtocolVersion;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The version of MQTT that simulated stations speak. */
final class MqttOption {

    @Option(
            names = "--mqtt",
            paramLabel = "V",
            defaultValue = "5",
            converter = Converter.class,
            description = "The version of MQTT: 3.1.1 or 5. Default: ${DEFAULT-VALUE}.")
    private ProtocolVersion version = ProtocolVersion.MQTT_5;

    ProtocolVersion version() {
        return version;
    }

    /** As people write it. */
    static final class Converter implements ITypeConverter<ProtocolVersion> {
        @Override
        public ProtocolVersion convert(String text) {
            return switch (text) {
                case "3", "3.1.1" -> ProtocolVersion.MQTT_3_1_1;
                case "5", "5.0" -> ProtocolVersion.MQTT_5;
                default -> throw new TypeConversionException("must be 3.1.1 or 5 but is \"" + text + "\"");
            };
        }
    }
}

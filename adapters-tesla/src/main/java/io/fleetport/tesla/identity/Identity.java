package io.fleetport.tesla.identity;

/**
 * Who a certificate speaks for.
 *
 * @param deviceType for instance {@code vehicle_device}
 * @param deviceId the certificate's common name with dots replaced by hyphens; for a car the VIN
 */
public record Identity(String deviceType, String deviceId) {

    /** The only type that is let in here: a car. */
    public static final String VEHICLE = "vehicle_device";

    /** Whether this is a car named by a possible VIN. */
    public boolean isVehicle() {
        return deviceType.equals(VEHICLE) && VinMask.isVin(deviceId);
    }

    /** Type and id as messages name their sender. */
    public String senderId() {
        return deviceType + "." + deviceId;
    }

    /** Does not show the id: it may be a VIN. */
    @Override
    public String toString() {
        return "Identity[" + deviceType + "]";
    }
}

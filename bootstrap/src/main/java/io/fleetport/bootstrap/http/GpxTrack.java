package io.fleetport.bootstrap.http;

import io.fleetport.application.port.in.ViewTrips.Track;
import io.fleetport.application.port.in.ViewTrips.TrackPoint;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A track as GPX 1.1, which knows place, height and time. */
final class GpxTrack {

    private static final String NAMESPACE = "http://www.topografix.com/GPX/1/1";
    private static final XMLOutputFactory XML = XMLOutputFactory.newDefaultFactory();

    private GpxTrack() {}

    static byte[] write(Track track) {
        ByteArrayOutputStream out =
                new ByteArrayOutputStream(512 + 128 * track.points().size());
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("gpx");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("version", "1.1");
            xml.writeAttribute("creator", "Fleetport");
            xml.writeStartElement("trk");
            text(
                    xml,
                    "name",
                    legible(track.trip().vehicleName()) + " "
                            + track.trip().trip().startedAt());
            xml.writeStartElement("trkseg");
            for (TrackPoint point : track.points()) {
                point(xml, point);
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a track could not be written", e);
        }
        return out.toByteArray();
    }

    private static void point(XMLStreamWriter xml, TrackPoint point) throws XMLStreamException {
        xml.writeStartElement("trkpt");
        xml.writeAttribute("lat", decimal(point.position().latitude()));
        xml.writeAttribute("lon", decimal(point.position().longitude()));
        Double altitude = point.altitudeMetres();
        if (altitude != null) {
            text(xml, "ele", decimal(altitude));
        }
        text(xml, "time", point.observedAt().toString());
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    /** XML has no exponents in decimals. */
    private static String decimal(double value) {
        return BigDecimal.valueOf(Place.rounded(value)).toPlainString();
    }

    /** Without the control characters XML 1.0 cannot hold at all. */
    private static String legible(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }
}
